package dev.hostgauge.collector.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.oshi.FakeMac;
import dev.hostgauge.machine.oshi.FakeSystem;
import dev.hostgauge.machine.oshi.FakeWindows;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortableCpuTest {
    private static final String USER = "node_cpu_seconds_total{cpu=\"0\",mode=\"user\"}";
    private static final String IDLE = "node_cpu_seconds_total{cpu=\"0\",mode=\"idle\"}";

    private final Crew crew = new Crew();

    @AfterEach
    void close() {
        crew.close();
    }

    private Collector standing(FakeSystem system) {
        return new PortableCpu(
                new Context(system.machine(), CollectorSettings.defaults("cpu"), crew, new TrailingWindow(system)));
    }

    private static void ticks(FakeSystem system, long... counters) {
        system.processor.with("getProcessorCpuLoadTicks", new long[][] {counters});
    }

    @Test
    void ticksOfMacosAreHundredthsOfASecond() throws IOException {
        FakeSystem mac = FakeMac.make();
        ticks(mac, 100, 0, 0, 250, 0, 0, 0, 0);
        assertThat(PointList.of(standing(mac)).points())
                .containsEntry(USER, 1.0)
                .containsEntry(IDLE, 2.5);
    }

    @Test
    void ticksOfWindowsAreThousandthsOfASecond() throws IOException {
        FakeSystem pc = FakeWindows.make();
        ticks(pc, 100, 0, 0, 250, 0, 0, 0, 0);
        assertThat(PointList.of(standing(pc)).points()).containsEntry(USER, 0.1).containsEntry(IDLE, 0.25);
    }

    @Test
    void modesThatTheSystemDoesNotTellApartAreAbsent() throws IOException {
        assertThat(PointList.of(standing(FakeMac.make())).points().keySet())
                .noneMatch(series -> series.matches(".*mode=\"(iowait|irq|softirq|steal)\".*"))
                .anyMatch(series -> series.contains("mode=\"nice\""));
        assertThat(PointList.of(standing(FakeWindows.make())).points().keySet())
                .noneMatch(series -> series.matches(".*mode=\"(iowait|nice|steal)\".*"))
                .anyMatch(series -> series.contains("mode=\"irq\""));
    }

    @Test
    void aCounterThatFallsALittleStays() throws IOException {
        FakeSystem pc = FakeWindows.make();
        Collector standing = standing(pc);
        ticks(pc, 2000, 0, 0, 9000, 0, 0, 0, 0);
        PointList.of(standing);
        ticks(pc, 1990, 0, 0, 9500, 0, 0, 0, 0);
        assertThat(PointList.of(standing).points()).containsEntry(USER, 2.0).containsEntry(IDLE, 9.5);
    }

    @Test
    void aCpuThatCountsNothingIsAbsentAndAllOfThemAFailure() throws IOException {
        FakeSystem mac = FakeMac.make();
        mac.processor.with("getProcessorCpuLoadTicks", new long[][] {{1, 1, 1, 1, 0, 0, 0, 0}, new long[8]});
        assertThat(PointList.of(standing(mac)).points()).containsEntry("host_cpu_logical_count", 1.0);
        mac.processor.with("getProcessorCpuLoadTicks", new long[][] {new long[8], new long[8]});
        Collector standing = standing(mac);
        assertThatThrownBy(() -> PointList.of(standing))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("CPU times");
    }
}
