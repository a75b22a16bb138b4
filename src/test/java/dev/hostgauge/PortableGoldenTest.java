package dev.hostgauge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.RecordedRun;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.SelfMetrics;
import dev.hostgauge.machine.oshi.FakeMac;
import dev.hostgauge.machine.oshi.FakeSystem;
import dev.hostgauge.machine.oshi.FakeWindows;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.MetricPattern;
import dev.hostgauge.metric.Platform;
import dev.hostgauge.metric.Result;
import dev.hostgauge.metric.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the collectors make of a Mac and of a Windows PC, byte for byte. */
class PortableGoldenTest {
    private static final Path MACHINES = Path.of("src/test/resources/machines");

    @ParameterizedTest
    @EnumSource(
            value = Platform.class,
            names = {"MACOS", "WINDOWS"})
    void servesWhatItServedBefore(Platform platform) throws IOException {
        // What zone it is where this test runs no fake decides.
        String text = MachineGoldenTest.text(read(platform), Path.of("/nowhere"))
                .lines()
                .filter(line -> !line.startsWith("node_time_zone_offset_seconds{"))
                .reduce("", (all, line) -> all + line + "\n");
        Golden.check(MACHINES.resolve(platform.label().toLowerCase(Locale.ROOT) + ".prom"), text);
    }

    /** So the columns of docs/metrics.md are true. */
    @ParameterizedTest
    @EnumSource(
            value = Platform.class,
            names = {"MACOS", "WINDOWS"})
    void servesWhatIsDeclaredForTheSystemAndNothingElse(Platform platform) throws IOException {
        List<Result> results = read(platform).results().stream()
                .filter(result -> !result.collector().equals(SelfMetrics.COLLECTOR))
                .toList();
        for (Result result : results) {
            List<Declaration> declared = Collectors.ALL.stream()
                    .filter(registration -> registration.name().equals(result.collector()))
                    .flatMap(registration -> registration.metricsOn(platform).stream())
                    .toList();
            for (Family family : result.families()) {
                assertThat(declared)
                        .as("%s on %s", family.metric().name(), platform.label())
                        .anyMatch(declaration ->
                                makes(declaration, family.metric().name()));
            }
        }
    }

    private static boolean makes(Declaration declaration, String name) {
        return declaration instanceof MetricPattern pattern
                ? pattern.makes(name)
                : declaration.name().equals(name);
    }

    @Test
    void aCollectorThatReadsWhatLinuxAloneHasIsNotThere() {
        assertThat(Collectors.readBy(true).stream().map(Registration::name))
                .contains("cpu", "meminfo", "filesystem")
                .doesNotContain("pressure", "vmstat", "thermal_zone");
    }

    /** Without those that look at this process. */
    private static List<Registration> collectors() {
        return Collectors.readBy(true).stream()
                .filter(registration -> !Set.of("exporter", "jvm").contains(registration.name()))
                .toList();
    }

    private static Snapshot read(Platform platform) throws IOException {
        FakeSystem system = platform == Platform.MACOS ? FakeMac.make() : FakeWindows.make();
        Duration end = Duration.ofSeconds(10);
        try (RecordedRun run = new RecordedRun(collectors(), system.machine(), () -> {
            boolean goesOn = system.nanoTime() < end.toNanos();
            if (goesOn) {
                system.advance(Duration.ofSeconds(5));
            }
            return goesOn;
        })) {
            Snapshot snapshot = run.readAtTheEnd();
            assertThat(run.crashes()).isEmpty();
            return snapshot;
        }
    }
}
