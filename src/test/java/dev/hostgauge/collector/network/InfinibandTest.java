package dev.hostgauge.collector.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.config.GivenSettings;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfinibandTest {
    private static final String FOLDER = "== file sys/class/infiniband/mlx5_0/";
    private static final String PORT = FOLDER + "ports/1/";
    private static final String DEVICE = FOLDER + "fw_ver\n20.39.1002\n" + PORT + "state\n4: ACTIVE\n" + PORT
            + "phys_state\n5: LinkUp\n" + PORT + "rate\n100 Gb/sec (4X EDR)\n";

    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        return Network.read("infiniband", machine, folder);
    }

    private static String port(String metric) {
        return "node_infiniband_" + metric + "{device=\"mlx5_0\",port=\"1\"}";
    }

    @Test
    void aPortHasAStateAndASpeed() throws IOException {
        assertThat(read(DEVICE).points())
                .containsOnlyKeys(
                        "node_infiniband_info{device=\"mlx5_0\",board_id=\"\",firmware_version=\"20.39.1002\",hca_type=\"\"}",
                        port("state_id"),
                        port("physical_state_id"),
                        port("rate_bytes_per_second"))
                .containsEntry(port("state_id"), 4.0)
                .containsEntry(port("physical_state_id"), 5.0)
                .containsEntry(port("rate_bytes_per_second"), 12.5e9);
    }

    @Test
    void dataIsCountedInWordsOfFourBytes() throws IOException {
        assertThat(read(DEVICE + PORT + "counters/port_rcv_data\n25\n" + PORT + "counters_ext/port_xmit_data_64\n3\n"
                                + PORT + "counters/link_downed\n7\n" + PORT + "hw_counters/out_of_buffer\n9\n")
                        .points())
                .containsEntry(port("port_data_received_bytes_total"), 100.0)
                .containsEntry(port("legacy_data_transmitted_bytes_total"), 12.0)
                .containsEntry(port("link_downed_total"), 7.0)
                .containsEntry(port("out_of_buffer_drops_total"), 9.0);
    }

    @Test
    void aLifespanBelowASecondIsNotNone() throws IOException {
        assertThat(read(DEVICE + PORT + "hw_counters/lifespan\n12\n").points().get(port("lifespan_seconds")))
                .isCloseTo(0.012, within(1e-9));
    }

    @Test
    void aCounterThatTheDriverHasNotIsAbsent() throws IOException {
        PointList list = read(DEVICE + PORT + "counters/symbol_error\nN/A (no PMA)\n");
        assertThat(list.points()).doesNotContainKey(port("symbol_error_total"));
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rate, 100 Mb/sec, rate_bytes_per_second",
        "rate, fast, rate_bytes_per_second",
        "state, ACTIVE, state_id",
        "counters/symbol_error, x, symbol_error_total",
        "counters/symbol_error, -1, symbol_error_total"
    })
    void aFileThatMakesNoSenseCostsItselfAlone(String file, String content, String metric) throws IOException {
        PointList list = read(DEVICE + PORT + "counters/link_downed\n7\n" + PORT + file + "\n" + content + "\n");
        assertThat(list.points()).doesNotContainKey(port(metric)).containsKey(port("link_downed_total"));
        assertThat(list.problems()).singleElement().asString().contains("ports/1/" + file + ": want ");
    }

    @Test
    void countersRiseToTheKernelsLimit() throws IOException {
        assertThat(read(DEVICE + PORT + "counters/port_rcv_data\n18446744073709551615\n")
                        .points())
                .containsEntry(port("port_data_received_bytes_total"), 0x1p66);
    }

    @Test
    void devicesThatAreExcludedAreNotServed() throws IOException {
        assertThat(Network.read(
                                "infiniband",
                                DEVICE,
                                folder,
                                GivenSettings.of("device-include = \"\", device-exclude = \"^mlx5\""))
                        .points())
                .isEmpty();
    }

    @Test
    void aMachineWithoutInfinibandIsNoFailure() throws IOException {
        assertThat(read("").points()).isEmpty();
    }

    @Test
    void aClusterNodesDevicesAreAllThere() throws IOException {
        assertThat(PointList.of(
                                Network.named("infiniband"),
                                RecordedMachine.unpack("cluster-node", folder).machine())
                        .points())
                .containsEntry("node_infiniband_state_id{device=\"mlx4_0\",port=\"2\"}", 1.0)
                .containsEntry("node_infiniband_state_id{device=\"mlx5_1\",port=\"1\"}", 4.0);
    }
}
