package dev.hostgauge.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.nvml.FakeDriver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** NVIDIA's own Python binding reads from our fake driver exactly what the test put there. */
@Timeout(60)
class NvmlAbiIT {
    private static final Path SCRIPT = Path.of("src/it/python/nvml_abi.py");
    private static final Path STRUCTS = Path.of("src/test/resources/gpus/structs.txt");
    /** The binding has none of these by that name. */
    private static final Set<String> NOT_IN_THE_BINDING =
            Set.of("nvmlProcessInfo_v1_t", "nvmlUnrepairableMemoryStatus_v1_t");

    /** Keys whose values are no free choice. */
    private static final Set<String> KEPT = Set.of("fans", "gpm", "nvlink.count", "events");

    @TempDir
    private Path folder;

    @Test
    void theBindingOfNvidiaReadsWhatTheFakeWasTold() throws Exception {
        Path python = Peer.require("python3");
        FakeDriver driver = FakeDriver.build(folder).load("call_all");
        Map<String, String> told = tellDistinctNumbers(driver);
        Process client = start(python);
        while (driver.eventsWaiting() == 0 && client.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        driver.xid(0, 79);
        String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor()).describedAs(output).isZero();

        assertThat(output.lines()
                        .filter(line -> line.startsWith("struct "))
                        .map(line -> line.substring("struct ".length())))
                .containsExactlyElementsOf(documentedStructs());
        Map<String, String> read = new LinkedHashMap<>();
        output.lines().filter(line -> !line.startsWith("struct ")).forEach(line -> {
            String[] words = line.split(" ", 2);
            read.put(words[0], words.length > 1 ? words[1] : "");
        });
        assertThat(read).hasSizeGreaterThan(130).containsEntry("xid", "79").containsEntry("field.303", "!2");
        assertThat(read).containsEntry("xid.uuid", told.get("uuid")).containsEntry("old.uuid", told.get("uuid"));
        Map<String, String> asTold = new LinkedHashMap<>(told);
        told.forEach((key, value) -> asTold.put("old." + key, value));
        asTold.keySet().retainAll(read.keySet());
        assertThat(asTold).describedAs("what both sides know").hasSizeGreaterThan(115);
        Map<String, String> readOfThese = new LinkedHashMap<>(read);
        readOfThese.keySet().retainAll(asTold.keySet());
        assertThat(readOfThese).containsExactlyInAnyOrderEntriesOf(asTold);
        assertThat(read).containsEntry("mig.1.uuid", "hole").containsEntry("mig.2.gi", "5");
        assertThat(driver.badArguments()).isZero();
        assertThat(driver.references()).isZero();
    }

    /** Every number of the first GPU becomes another, so that no two calls can be mistaken for each other. */
    private static Map<String, String> tellDistinctNumbers(FakeDriver driver) {
        Map<String, String> told = driver.profileOf(0);
        int number = 100;
        for (Map.Entry<String, String> entry : told.entrySet()) {
            boolean free = entry.getValue().matches("-?[0-9]+|0x[0-9a-f]+")
                    && !KEPT.contains(entry.getKey())
                    && !entry.getKey().matches("serial|mig\\..*|gpm\\.gi.*");
            if (free || entry.getKey().matches("gpm\\.[0-9]+")) {
                entry.setValue(String.valueOf(++number));
                driver.set(0, entry.getKey(), number);
            }
        }
        told.replaceAll((key, value) -> value.startsWith("0x") ? String.valueOf(Integer.decode(value)) : value);
        // The script reads the instances of the other GPU.
        told.keySet().removeIf(key -> key.startsWith("mig."));
        told.put("processes.compute", "1:2:4294967295:4294967295 3:4:5:6 7:-:4294967295:4294967295");
        return told;
    }

    private Process start(Path python) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(python.toString(), "-c", "import pynvml").redirectErrorStream(true);
        builder.environment()
                .merge("PYTHONPATH", Peer.cache().resolve("python").toString(), (set, ours) -> set + ":" + ours);
        builder.environment().put("LD_LIBRARY_PATH", folder.toString());
        Process probe = builder.start();
        probe.getInputStream().readAllBytes();
        if (probe.waitFor() != 0) {
            throw Peer.absent("NVIDIA's Python binding of NVML (nvidia-ml-py)");
        }
        return builder.command(python.toString(), SCRIPT.toString(), STRUCTS.toString())
                .start();
    }

    private static List<String> documentedStructs() throws IOException {
        return Files.readAllLines(STRUCTS).stream()
                .filter(line -> !line.startsWith("#"))
                .filter(line -> !NOT_IN_THE_BINDING.contains(line.substring(0, line.indexOf(' '))))
                .toList();
    }
}
