package dev.hostgauge.collector.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeminfoTest {
    private static final Registration MEMINFO = MemoryCollectors.ALL.get(0);

    @TempDir
    private Path folder;

    private PointList read(String meminfo) throws IOException {
        return PointList.of(
                MEMINFO,
                RecordedMachine.unpackText("== file proc/meminfo\n" + meminfo, folder)
                        .machine());
    }

    @Test
    void servesWhateverFieldTheKernelPrints() throws IOException {
        assertThat(read("MemTotal:  1000 kB\nActive(anon):  3 kB\nHugePages_Total:  7\nBrandNew:  1 kB\n")
                        .points())
                .containsEntry("node_memory_MemTotal_bytes", 1_024_000.0)
                .containsEntry("node_memory_Active_anon_bytes", 3072.0)
                .containsEntry("node_memory_HugePages_Total", 7.0)
                .containsEntry("node_memory_BrandNew_bytes", 1024.0);
    }

    @Test
    void aKernelWithoutMemAvailableExportsNoAvailableBytes() throws IOException {
        assertThat(read("MemTotal:  1000 kB\nMemFree:  10 kB\n").points())
                .containsEntry("host_memory_total_bytes", 1_024_000.0)
                .doesNotContainKeys(
                        "host_memory_available_bytes", "host_memory_used_bytes", "host_memory_utilization_ratio");
    }

    @Test
    void aMachineWithoutSwapHasNoSwapUtilization() throws IOException {
        assertThat(read("MemTotal: 4 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n").points())
                .containsEntry("node_memory_SwapTotal_bytes", 0.0)
                .doesNotContainKey("host_swap_utilization_ratio");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "MemFree: 1 kB\n", "MemTotal\n", "MemTotal: x kB\n", "MemTotal: -1 kB\n", "MemTotal: 5 MB\n"
            })
    void aFileThatMakesNoSenseIsNamed(String content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("/proc/meminfo: want");
    }
}
