package dev.hostgauge.collector.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registrations;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockDisciplineTest {
    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        return PointList.of(
                Registrations.named("timex", SystemCollectors.ALL),
                RecordedMachine.unpackText(machine, folder).machine());
    }

    @Test
    void aClockThatFollowsAReferenceInNanoseconds() throws IOException {
        assertThat(read("== adjtimex state=0 offset=-1734000 freq=65536 maxerror=1500 esterror=3 status=8193 constant=7"
                                + " tick=10000 tai=37\n")
                        .points())
                .hasSize(17)
                .containsEntry("node_timex_sync_status", 1.0)
                .containsEntry("node_timex_offset_seconds", -0.001734)
                .containsEntry("node_timex_frequency_adjustment_ratio", 1.000001)
                .containsEntry("node_timex_maxerror_seconds", 0.0015)
                .containsEntry("node_timex_estimated_error_seconds", 3e-6)
                .containsEntry("node_timex_status", 8193.0)
                .containsEntry("node_timex_loop_time_constant", 7.0)
                .containsEntry("node_timex_tick_seconds", 0.01)
                .containsEntry("node_timex_tai_offset_seconds", 37.0);
    }

    @Test
    void withoutTheBitForNanosecondsOffsetAndJitterAreMicroseconds() throws IOException {
        assertThat(read("== adjtimex state=5 offset=-1734 jitter=812 status=64\n")
                        .points())
                .containsEntry("node_timex_sync_status", 0.0)
                .containsEntry("node_timex_offset_seconds", -0.001734)
                .containsEntry("node_timex_pps_jitter_seconds", 0.000812);
    }

    @Test
    void aLeapSecondAheadIsNoLossOfSynchronization() throws IOException {
        assertThat(read("== adjtimex state=1 status=8209\n").points()).containsEntry("node_timex_sync_status", 1.0);
    }

    @Test
    void aPulsePerSecondIsServed() throws IOException {
        assertThat(read("== adjtimex state=0 status=8455 ppsfreq=-65536 jitter=812 shift=8 stabil=131072 jitcnt=214"
                                + " calcnt=40211 errcnt=3 stbcnt=17\n")
                        .points())
                .containsEntry("node_timex_pps_frequency_hertz", -1e-6)
                .containsEntry("node_timex_pps_jitter_seconds", 812e-9)
                .containsEntry("node_timex_pps_shift_seconds", 8.0)
                .containsEntry("node_timex_pps_stability_hertz", 2e-6)
                .containsEntry("node_timex_pps_jitter_total", 214.0)
                .containsEntry("node_timex_pps_calibration_total", 40211.0)
                .containsEntry("node_timex_pps_error_total", 3.0)
                .containsEntry("node_timex_pps_stability_exceeded_total", 17.0);
    }

    @Test
    void aKernelWithoutTheCallIsAbsent() throws IOException {
        PointList list = read("");
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).isEmpty();
    }
}
