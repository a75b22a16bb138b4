package dev.hostgauge;

import dev.hostgauge.collector.RecordedRun;
import dev.hostgauge.collector.gpu.GpuWithLibrary;
import dev.hostgauge.machine.RecordedMachine;
import dev.hostgauge.nvml.FakeDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the collector makes of each NVIDIA card in src/test/resources/gpus, in Prometheus's text format, byte for byte. */
@Timeout(60)
class CardGoldenTest {
    private static final Path CARDS = Path.of("src/test/resources/gpus");
    private static final String CARD = ".gpu";
    private static final String MACHINE = "== dir sys/module/nvidia\n";

    @TempDir
    Path folder;

    /** Each in its own file of that name. */
    static List<String> cards() throws Exception {
        try (Stream<Path> files = Files.list(CARDS)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(CARD))
                    .map(name -> name.substring(0, name.length() - CARD.length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cards")
    void servesWhatItServedBefore(String card) throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load(card);
        Path root = Files.createDirectories(folder.resolve("machine"));
        try (GpuWithLibrary gpu = new GpuWithLibrary(driver.library());
                RecordedMachine recorded = RecordedMachine.unpackText(MACHINE, root);
                RecordedRun run = new RecordedRun(List.of(gpu.registration()), recorded)) {
            run.read();
            while (driver.calls("nvmlDeviceRegisterEvents") > 0 && driver.eventsWaiting() == 0) {
                Thread.sleep(1);
            }
            // Once more, for what is told by another thread and what is measured between two readings.
            recorded.advance(Duration.ofSeconds(1));
            Golden.check(CARDS.resolve(card + ".prom"), MachineGoldenTest.text(run.read(), folder));
        }
    }
}
