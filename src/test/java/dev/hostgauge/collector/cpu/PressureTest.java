package dev.hostgauge.collector.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PressureTest {
    private static final String AVERAGES = " avg10=0.10 avg60=2.00 avg300=3.85 total=";

    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        return PointList.of(
                CpuCollectors.ALL.get(3),
                RecordedMachine.unpackText(machine, folder).machine());
    }

    private static String file(String resource, String some, String full) {
        return "== file proc/pressure/" + resource + "\n"
                + (some.isEmpty() ? "" : "some" + AVERAGES + some + "\n")
                + (full.isEmpty() ? "" : "full" + AVERAGES + full + "\n");
    }

    @Test
    void servesTheTotalsInSeconds() throws IOException {
        assertThat(read(file("cpu", "14036781", "1")
                                + file("io", "159886802", "159229614")
                                + file("memory", "0", "18446744073709551615")
                                + file("irq", "", "8494"))
                        .points())
                .containsOnly(
                        Map.entry("node_pressure_cpu_waiting_seconds_total", 14.036781),
                        Map.entry("node_pressure_io_waiting_seconds_total", 159.886802),
                        Map.entry("node_pressure_io_stalled_seconds_total", 159.229614),
                        Map.entry("node_pressure_memory_waiting_seconds_total", 0.0),
                        Map.entry("node_pressure_memory_stalled_seconds_total", 0x1p64 / 1e6),
                        Map.entry("node_pressure_irq_stalled_seconds_total", 0.008494));
    }

    @Test
    void aKernelWithoutThemHasNone() throws IOException {
        PointList list = read("");
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "some", "some avg10=0.00", "some total=", "some total=x", "full total=1", "some total=-1"})
    void aFileThatMakesNoSenseCostsItselfAlone(String cpu) throws IOException {
        PointList list = read("== file proc/pressure/cpu\n" + cpu + "\n" + file("irq", "", "1000000"));
        assertThat(list.points()).containsOnly(Map.entry("node_pressure_irq_stalled_seconds_total", 1.0));
        assertThat(list.problems()).singleElement().asString().contains("proc/pressure/cpu: want");
    }

    @Test
    void newFieldsInTheLineDoNotMatter() throws IOException {
        assertThat(read("== file proc/pressure/cpu\nsome avg1=0.00 total=2000000 peak=7\n")
                        .points())
                .containsEntry("node_pressure_cpu_waiting_seconds_total", 2.0);
    }
}
