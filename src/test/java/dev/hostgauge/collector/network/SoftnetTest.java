package dev.hostgauge.collector.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.machine.Malformed;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftnetTest {
    private static final String NINE =
            "000000ff 00000002 00000003 00000000 00000000 00000000 00000000 00000000 00000004";

    @TempDir
    private Path folder;

    private PointList read(String content) throws IOException {
        return Network.read("softnet", "== file proc/1/net/softnet_stat\n" + content, folder);
    }

    @Test
    void aNewKernelNamesTheCpuSoThatOneMayBeOffline() throws IOException {
        assertThat(read(NINE + " 00000005 00000006 00000007 00000003 00000008 00000009\n")
                        .points())
                .hasSize(7)
                .containsEntry("node_softnet_processed_total{cpu=\"3\"}", 255.0)
                .containsEntry("node_softnet_dropped_total{cpu=\"3\"}", 2.0)
                .containsEntry("node_softnet_times_squeezed_total{cpu=\"3\"}", 3.0)
                .containsEntry("node_softnet_cpu_collision_total{cpu=\"3\"}", 4.0)
                .containsEntry("node_softnet_received_rps_total{cpu=\"3\"}", 5.0)
                .containsEntry("node_softnet_flow_limit_count_total{cpu=\"3\"}", 6.0)
                .containsEntry("node_softnet_backlog_len{cpu=\"3\"}", 7.0);
    }

    @Test
    void whatAnOldKernelDoesNotCountIsAbsent() throws IOException {
        assertThat(read(NINE + "\n" + NINE + " 00000005\n").points())
                .hasSize(9)
                .containsEntry("node_softnet_processed_total{cpu=\"0\"}", 255.0)
                .containsEntry("node_softnet_received_rps_total{cpu=\"1\"}", 5.0)
                .doesNotContainKey("node_softnet_received_rps_total{cpu=\"0\"}");
    }

    @Test
    void countersRiseToTheirLimit() throws IOException {
        assertThat(read(NINE.replace("000000ff", "ffffffff") + "\n").points())
                .containsEntry("node_softnet_processed_total{cpu=\"0\"}", 4294967295.0);
    }

    @Test
    void anEmptyFileIsNoMachineWithoutCpus() {
        assertThatThrownBy(() -> read("")).isInstanceOf(Malformed.class).hasMessageContaining("a line for each CPU");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", "x\n", "00000001 00000002\n", NINE + " z\n"})
    void aLineThatMakesNoSenseIsNamed(String content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("softnet_stat: want a hexadecimal number");
    }
}
