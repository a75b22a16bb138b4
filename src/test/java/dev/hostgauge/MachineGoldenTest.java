package dev.hostgauge;

import dev.hostgauge.collector.RecordedRun;
import dev.hostgauge.machine.RecordedMachine;
import dev.hostgauge.metric.Snapshot;
import dev.hostgauge.prometheus.ByteBuilder;
import dev.hostgauge.prometheus.Exposition;
import dev.hostgauge.prometheus.Format;
import dev.hostgauge.prometheus.NameFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every collector that looks at the machine makes of every recorded one, in Prometheus's text format, byte for byte. */
class MachineGoldenTest {
    private static final Path MACHINES = Path.of("src/test/resources/machines");
    private static final String MACHINE = ".machine";

    /** Each in its own file of that name. */
    static List<String> machines() throws IOException {
        try (Stream<Path> files = Files.list(MACHINES)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(MACHINE))
                    .map(name -> name.substring(0, name.length() - MACHINE.length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void servesWhatItServedBefore(String machine, @TempDir Path folder) throws IOException {
        try (RecordedMachine recorded = RecordedMachine.unpack(machine, folder);
                RecordedRun run = new RecordedRun(Sources.COLLECTORS, recorded)) {
            Golden.check(MACHINES.resolve(machine + ".prom"), text(run.readAtTheEnd(), folder));
        }
    }

    /** Without what no recording decides: how long things took, what build and Java this is, and where the recording lies. */
    static String text(Snapshot snapshot, Path folder) throws IOException {
        ByteBuilder out = new ByteBuilder();
        new Exposition().write(snapshot, NameFilter.ALL, Format.TEXT, out);
        return new String(out.toByteArray(), StandardCharsets.UTF_8)
                .replace(folder.toString(), "")
                .lines()
                .filter(line -> !line.contains("collector_duration_seconds{")
                        && !line.matches("(hostgauge|node_exporter)_build_info\\{.*"))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
