package dev.hostgauge.collector.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registrations;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedstatTest {
    @TempDir
    private Path folder;

    private Map<String, Double> read(String machine) throws IOException {
        return PointList.of(
                        Registrations.named("schedstat", CpuCollectors.ALL),
                        RecordedMachine.unpackText(machine, folder).machine())
                .points();
    }

    @Test
    void timesOfTheCpusAreServedInSecondsAndDomainsAreNot() throws IOException {
        assertThat(read("""
                        == file proc/schedstat
                        version 17
                        timestamp 4304878
                        cpu0 1 2 3 4 5 6 1500000000 250000000 77
                        domain0 SMT 00000003 1 2 3
                        cpu12 0 0 0 0 0 0 18446744073709551615 0 1 extra
                        """))
                .containsOnly(
                        Map.entry("node_schedstat_running_seconds_total{cpu=\"0\"}", 1.5),
                        Map.entry("node_schedstat_waiting_seconds_total{cpu=\"0\"}", 0.25),
                        Map.entry("node_schedstat_timeslices_total{cpu=\"0\"}", 77.0),
                        Map.entry("node_schedstat_running_seconds_total{cpu=\"12\"}", 0x1p64 / 1e9),
                        Map.entry("node_schedstat_waiting_seconds_total{cpu=\"12\"}", 0.0),
                        Map.entry("node_schedstat_timeslices_total{cpu=\"12\"}", 1.0));
    }

    @Test
    void aKernelWithoutItIsAbsent() throws IOException {
        assertThat(read("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "version 17\ntimestamp 1\n",
                "cpu0 1 2 3 4 5 6 7 8\n",
                "cpu0 1 2 3 4 5 6 7 8 many\n",
                "cpu0 1 2 3 4 5 6 -7 8 9\n",
                "cpu 1 2 3 4 5 6 7 8 9\n",
                "cpu../x 1 2 3 4 5 6 7 8 9\n"
            })
    void aFileThatMakesNoSenseIsNamed(String content) {
        assertThatThrownBy(() -> read("== file proc/schedstat\n" + content))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("schedstat: want");
    }
}
