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

class VmstatTest {
    private static final Registration VMSTAT = MemoryCollectors.ALL.get(1);

    @TempDir
    private Path folder;

    private PointList read(String vmstat) throws IOException {
        return PointList.of(
                VMSTAT,
                RecordedMachine.unpackText("== file proc/vmstat\n" + vmstat, folder)
                        .machine());
    }

    @Test
    void servesTheFieldsThatAreAskedForAndNoOthers() throws IOException {
        assertThat(read("nr_free_pages 5\npgfault 18446744073709551615\noom_kill 0\nkswapd_x 3\n")
                        .points())
                .containsOnlyKeys("node_vmstat_pgfault", "node_vmstat_oom_kill")
                .containsEntry("node_vmstat_pgfault", 0x1p64);
    }

    @Test
    void aKernelWithoutTheFileIsNoFailure() throws IOException {
        assertThat(PointList.of(VMSTAT, RecordedMachine.unpackText("", folder).machine())
                        .points())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello world\n", "\n", "pgfault\n", "pgfault many\n", "pgfault -1\n"})
    void aFileThatMakesNoSenseIsNamed(String content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("/proc/vmstat: want");
    }
}
