package dev.hostgauge.collector.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Ticking;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UtilizationTest {
    @TempDir
    private Path folder;

    private final Crew crew = new Crew();
    private RecordedMachine machine;
    private TrailingWindow window;
    private Collector cpu;

    @BeforeEach
    void make() throws IOException {
        machine = RecordedMachine.unpackText("", folder);
        window = new TrailingWindow(machine);
        cpu = CpuCollectors.ALL
                .get(0)
                .factory()
                .make(new Context(machine.machine(), CollectorSettings.defaults("cpu"), crew, window));
    }

    @AfterEach
    void end() {
        crew.close();
    }

    /** Five seconds later the first line of /proc/stat says this. */
    private void tick(String counters) throws IOException {
        machine.advance(TrailingWindow.TICK);
        machine.write("proc/stat", "cpu  " + counters + "\ncpu0 " + counters + "\n");
        Map<String, Double> counted = new HashMap<>();
        ((Ticking) cpu).tick(counted::put);
        window.add(counted);
    }

    private Double utilization() throws IOException {
        return PointList.of(cpu).points().getOrDefault("host_cpu_utilization_ratio", Double.NaN);
    }

    private void assertUtilization(double expected) throws IOException {
        assertThat(utilization()).isCloseTo(expected, Offset.offset(1e-9));
    }

    @Test
    void itIsAbsentUntilThereAreTwoReadings() throws IOException {
        tick("0 0 0 0 0 0 0 0 0 0");
        assertThat(utilization()).isNaN();
    }

    @Test
    void allButIdleAndIowaitIsWorkAndGuestsAreNotCountedTwice() throws IOException {
        tick("0 0 0 0 0 0 0 0 0 0");
        tick("100 10 50 700 100 10 10 20 90 9");
        assertUtilization(0.2);
    }

    @Test
    void aClockThatJumpsChangesNothing() throws IOException {
        tick("0 0 0 0 0 0 0 0 0 0");
        machine.jumpTo(Instant.parse("2038-01-19T03:14:08Z"));
        tick("250 0 0 250 0 0 0 0 0 0");
        machine.jumpTo(Instant.EPOCH);
        assertUtilization(0.5);
    }

    @Test
    void anIowaitThatFallsALittleLeavesNoGap() throws IOException {
        tick("1000 0 0 5000 300 0 0 0 0 0");
        tick("1500 0 0 5000 298 0 0 0 0 0");
        assertUtilization(1);
    }

    @Test
    void afterARestartOfTheCountersItIsAbsentUntilThereAreTwoReadingsAgain() throws IOException {
        tick("1000 0 0 5000 300 0 0 0 0 0");
        tick("10 0 0 50 3 0 0 0 0 0");
        assertThat(utilization()).isNaN();
        tick("110 0 0 450 3 0 0 0 0 0");
        assertUtilization(0.2);
    }

    @Test
    void aCounterThatRanBelowZeroIsNoWork() throws IOException {
        tick("0 0 0 0 0 0 0 0");
        tick("100 0 0 100 0 0 0 18446744073709551615");
        assertUtilization(0.5);
    }

    @Test
    void readingsThatStoppedComingAreNotServed() throws IOException {
        tick("0 0 0 0");
        tick("100 0 0 100");
        machine.advance(Duration.ofMinutes(1));
        assertThat(utilization()).isNaN();
    }

    @Test
    void aFileWithoutTheLineOfAllCpusIsNamed() throws IOException {
        machine.write("proc/stat", "cpu0 1 2 3 4\n");
        assertThatThrownBy(() -> ((Ticking) cpu).tick((counter, value) -> {}))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("/proc/stat: want the line of all CPUs");
    }
}
