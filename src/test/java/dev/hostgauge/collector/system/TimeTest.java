package dev.hostgauge.collector.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTest {
    private static final String SOURCES = "sys/devices/system/clocksource/";

    @TempDir
    private Path folder;

    private RecordedMachine machine;
    private Collector time;

    @BeforeEach
    void make() throws IOException {
        machine = RecordedMachine.unpackText("== clock 2026-07-02T03:04:05.250Z\n", folder);
        time = SystemCollectors.ALL
                .get(2)
                .factory()
                .make(new Context(
                        machine.machine(),
                        CollectorSettings.defaults("time"),
                        new Crew(),
                        new TrailingWindow(machine)));
    }

    private Map<String, Double> points() throws IOException {
        return PointList.of(time).points();
    }

    @Test
    void aMachineWithoutAZoneRunsOnUtc() throws IOException {
        assertThat(points())
                .containsOnly(
                        Map.entry("node_time_seconds", 1_782_961_445.25),
                        Map.entry("node_time_zone_offset_seconds{time_zone=\"UTC\"}", 0.0));
    }

    @Test
    void theClockMayJumpToAnyTime() throws IOException {
        machine.jumpTo(Instant.EPOCH);
        assertThat(points()).containsEntry("node_time_seconds", 0.0);
        machine.jumpTo(Instant.parse("2106-02-07T06:28:16Z"));
        assertThat(points()).containsEntry("node_time_seconds", 0x1p32);
    }

    @Test
    void theZoneIsTheOneThatTheLinkNamesWithinTheMachinesRoot() throws IOException {
        machine.write("root/usr/share/zoneinfo/Europe/Berlin", ZoneFileTest.BERLIN);
        RecordedMachine.unpackText("== link root/etc/localtime -> /usr/share/zoneinfo/Europe/Berlin\n", folder);
        assertThat(points()).containsEntry("node_time_zone_offset_seconds{time_zone=\"CEST\"}", 7200.0);
        machine.jumpTo(Instant.parse("2026-12-02T03:04:05Z"));
        assertThat(points()).containsEntry("node_time_zone_offset_seconds{time_zone=\"CET\"}", 3600.0);
    }

    @Test
    void aZoneThatIsSetIsSeenWithinAMinute() throws IOException {
        points();
        machine.write("root/etc/localtime", ZoneFileTest.BERLIN);
        machine.advance(Duration.ofMinutes(1));
        assertThat(points()).containsEntry("node_time_zone_offset_seconds{time_zone=\"CEST\"}", 7200.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TZif", "TZif2 and more that is not a zone, whatever it may be that it is\n"})
    void aZoneThatMakesNoSenseCostsItselfAloneAndIsNamedInEveryCycle(String content) throws IOException {
        machine.write("root/etc/localtime", content);
        for (int cycle = 0; cycle < 2; cycle++) {
            PointList list = PointList.of(time);
            assertThat(list.points()).containsOnlyKeys("node_time_seconds");
            assertThat(list.problems()).singleElement().asString().contains("localtime: want a time zone");
        }
    }

    @Test
    void theKernelsSourcesOfTimeAreNamed() throws IOException {
        machine.write(SOURCES + "clocksource0/available_clocksource", "tsc hpet acpi_pm \n");
        machine.write(SOURCES + "clocksource0/current_clocksource", "tsc\n");
        assertThat(points())
                .containsEntry("node_time_clocksource_available_info{device=\"0\",clocksource=\"tsc\"}", 1.0)
                .containsEntry("node_time_clocksource_available_info{device=\"0\",clocksource=\"hpet\"}", 1.0)
                .containsEntry("node_time_clocksource_available_info{device=\"0\",clocksource=\"acpi_pm\"}", 1.0)
                .containsEntry("node_time_clocksource_current_info{device=\"0\",clocksource=\"tsc\"}", 1.0)
                .hasSize(6);
        machine.write(SOURCES + "clocksource0/current_clocksource", "\n");
        assertThat(points()).hasSize(5);
    }
}
