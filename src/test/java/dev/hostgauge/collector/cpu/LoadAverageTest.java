package dev.hostgauge.collector.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadAverageTest {
    @TempDir
    private Path folder;

    private Map<String, Double> read(String loadavg) throws IOException {
        return PointList.of(
                        CpuCollectors.ALL.get(2),
                        RecordedMachine.unpackText("== file proc/loadavg\n" + loadavg, folder)
                                .machine())
                .points();
    }

    @Test
    void servesTheThreeAverages() throws IOException {
        assertThat(read("0.21 0.37 1024.39 1/719 19737 more\n"))
                .containsOnly(
                        Map.entry("node_load1", 0.21),
                        Map.entry("node_load5", 0.37),
                        Map.entry("node_load15", 1024.39));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "0.21 0.37\n", "0.21 high 0.39\n"})
    void aFileThatMakesNoSenseIsNamed(String loadavg) {
        assertThatThrownBy(() -> read(loadavg))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("/proc/loadavg: want a number");
    }
}
