package dev.hostgauge.collector.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registrations;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchdogsTest {
    private static final String ITCO = """
            == file sys/class/watchdog/watchdog0/bootstatus
            32
            == file sys/class/watchdog/watchdog0/identity
            iTCO_wdt
            == file sys/class/watchdog/watchdog0/options
            0x8180
            == file sys/class/watchdog/watchdog0/state
            active
            == file sys/class/watchdog/watchdog0/timeleft
            27
            == file sys/class/watchdog/watchdog0/timeout
            30
            == file sys/class/watchdog/watchdog0/uevent
            MAJOR=10
            == dir sys/class/watchdog/watchdog0/power
            """;
    private static final String INFO =
            "node_watchdog_info{name=\"watchdog0\",options=\"0x8180\",identity=\"iTCO_wdt\",state=\"active\",status=\"\",pretimeout_governor=\"\"}";

    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        try (RecordedMachine recorded = RecordedMachine.unpackText(machine, folder)) {
            return PointList.of(Registrations.named("watchdog", HardwareCollectors.ALL), recorded.machine());
        }
    }

    private static String of(String metric) {
        return "node_watchdog_" + metric + "{name=\"watchdog0\"}";
    }

    @Test
    void whatTheDriverSaysIsServed() throws IOException {
        assertThat(read(ITCO).points())
                .containsOnly(
                        Map.entry(of("bootstatus"), 32.0),
                        Map.entry(of("timeleft_seconds"), 27.0),
                        Map.entry(of("timeout_seconds"), 30.0),
                        Map.entry(INFO, 1.0));
    }

    @Test
    void aWatchdogWhoseKernelShowsNothingIsServedByItsName() throws IOException {
        assertThat(read("== dir sys/class/watchdog/watchdog1\n").points())
                .containsOnly(Map.entry(
                        "node_watchdog_info{name=\"watchdog1\",options=\"\",identity=\"\",state=\"\",status=\"\",pretimeout_governor=\"\"}",
                        1.0));
    }

    @Test
    void aMachineWithoutOneIsAbsent() throws IOException {
        assertThat(read("== dir sys/class/watchdog\n").points()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file sys/class/watchdog/watchdog0/timeleft\n",
                "file sys/class/watchdog/watchdog0/timeleft\nsoon\n",
                "eio sys/class/watchdog/watchdog0/timeleft\n",
                "fifo sys/class/watchdog/watchdog0/timeleft\n",
                "unreadable sys/class/watchdog/watchdog0/timeleft\n"
            })
    void aFileThatMakesNoSenseCostsItsMetricAlone(String wrong) throws IOException {
        PointList list = read(ITCO.replace("file sys/class/watchdog/watchdog0/timeleft\n27\n", wrong));
        assertThat(list.points()).containsOnlyKeys(of("bootstatus"), of("timeout_seconds"), INFO);
        assertThat(list.problems()).singleElement().asString().contains("watchdog0/timeleft: ");
    }

    @Test
    void watchdogsComeAndGoAndTheirFilesAreFoundLate() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText("== dir sys/class/watchdog/watchdog0\n", folder);
        try (Crew crew = new Crew()) {
            Watchdogs watchdogs = new Watchdogs(new Context(
                    recorded.machine(), CollectorSettings.defaults("watchdog"), crew, new TrailingWindow(recorded)));
            assertThat(PointList.of(watchdogs).points()).hasSize(1);
            recorded.write("sys/class/watchdog/watchdog0/timeout", "30\n");
            recorded.advance(Duration.ofMinutes(1));
            assertThat(PointList.of(watchdogs).points()).hasSize(2).containsEntry(of("timeout_seconds"), 30.0);
            recorded.write("sys/class/watchdog/watchdog1/timeout", "60\n");
            assertThat(PointList.of(watchdogs).points()).hasSize(4);
            Files.delete(recorded.path("sys/class/watchdog/watchdog0/timeout"));
            Files.delete(recorded.path("sys/class/watchdog/watchdog0"));
            assertThat(PointList.of(watchdogs).points()).hasSize(2).doesNotContainKey(of("timeout_seconds"));
        }
    }
}
