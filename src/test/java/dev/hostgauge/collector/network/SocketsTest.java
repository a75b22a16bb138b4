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

/** The collectors sockstat, udp_queues and tcpstat. */
class SocketsTest {
    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt\n";

    @TempDir
    private Path folder;

    private PointList read(String collector, String machine) throws IOException {
        return Network.read(collector, machine, folder);
    }

    private static String socket(String state, String queues) {
        return "   0: 0100007F:0016 0200007F:D2F0 " + state + " " + queues + " 01:00000018 00000000 0 0 81234\n";
    }

    private static String states(String state) {
        return "node_tcp_connection_states{state=\"" + state + "\"}";
    }

    @Test
    void sockstatCountsSocketsAndTurnsPagesIntoBytes() throws IOException {
        assertThat(read("sockstat", """
                        == file proc/1/net/sockstat
                        sockets: used 212
                        TCP: inuse 7 orphan 1 tw 4 alloc 9 mem 3
                        FRAG: inuse 2 memory 4352
                        == file proc/1/net/sockstat6
                        TCP6: inuse 3
                        """).points())
                .containsOnlyKeys(
                        "node_sockstat_sockets_used",
                        "node_sockstat_TCP_inuse",
                        "node_sockstat_TCP_orphan",
                        "node_sockstat_TCP_tw",
                        "node_sockstat_TCP_alloc",
                        "node_sockstat_TCP_mem",
                        "node_sockstat_TCP_mem_bytes",
                        "node_sockstat_FRAG_inuse",
                        "node_sockstat_FRAG_memory",
                        "node_sockstat_TCP6_inuse")
                .containsEntry("node_sockstat_sockets_used", 212.0)
                .containsEntry("node_sockstat_TCP_mem", 3.0)
                .containsEntry("node_sockstat_TCP_mem_bytes", 3.0 * 4096)
                .containsEntry("node_sockstat_FRAG_memory", 4352.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TCP: inuse\n", "TCP: inuse x\n", "TCP: inuse -1\n", "T/CP: inuse 1\n", ""})
    void aSockstatThatMakesNoSenseCostsItselfAlone(String content) throws IOException {
        PointList list = read(
                "sockstat",
                "== file proc/1/net/sockstat\n" + content + "== file proc/1/net/sockstat6\nTCP6: inuse 3\n");
        assertThat(list.points()).containsOnlyKeys("node_sockstat_TCP6_inuse");
        assertThat(list.problems()).singleElement().asString().startsWith("net/sockstat: ");
    }

    @Test
    void udpQueuesAddUpTheSocketsOfEachVersionOfIp() throws IOException {
        assertThat(read(
                                "udp_queues",
                                "== file proc/1/net/udp\n" + HEADING + socket("07", "00000900:00000000")
                                        + socket("01", "00000010:0001A000") + "== file proc/1/net/udp6\n" + HEADING)
                        .points())
                .containsOnlyKeys(
                        "node_udp_queues{queue=\"tx\",ip=\"v4\"}",
                        "node_udp_queues{queue=\"rx\",ip=\"v4\"}",
                        "node_udp_queues{queue=\"tx\",ip=\"v6\"}",
                        "node_udp_queues{queue=\"rx\",ip=\"v6\"}")
                .containsEntry("node_udp_queues{queue=\"tx\",ip=\"v4\"}", (double) 0x910)
                .containsEntry("node_udp_queues{queue=\"rx\",ip=\"v4\"}", (double) 0x1A000)
                .containsEntry("node_udp_queues{queue=\"rx\",ip=\"v6\"}", 0.0);
    }

    @Test
    void aMachineWithoutIpv6HasNoQueuesOfIt() throws IOException {
        PointList list = read("udp_queues", "== file proc/1/net/udp\n" + HEADING);
        assertThat(list.points()).hasSize(2);
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0: 1:2 3:4 07 5:6\n", "  sl  local\n  0: 1 2 07 x:0\n", "  sl  local\n  0: 1 2\n"})
    void aTableThatMakesNoSenseCostsItsOwnQueuesAlone(String content) throws IOException {
        PointList list =
                read("udp_queues", "== file proc/1/net/udp\n" + content + "== file proc/1/net/udp6\n" + HEADING);
        assertThat(list.points()).hasSize(2);
        assertThat(list.problems()).singleElement().asString().startsWith("net/udp: ");
    }

    @Test
    void tcpstatCountsBothVersionsOfIpTogether() throws IOException {
        assertThat(read(
                                "tcpstat",
                                "== file proc/1/net/tcp\n" + HEADING + socket("01", "00000024:00000000")
                                        + socket("06", "00000000:00000000") + "== file proc/1/net/tcp6\n" + HEADING
                                        + socket("01", "00000000:00000040"))
                        .points())
                .hasSize(13)
                .containsEntry(states("established"), 2.0)
                .containsEntry(states("time_wait"), 1.0)
                .containsEntry(states("close_wait"), 0.0)
                .containsEntry(states("tx_queued_bytes"), (double) 0x24)
                .containsEntry(states("rx_queued_bytes"), (double) 0x40);
    }

    @Test
    void connectionsThatWaitToBeAcceptedAreNoBytes() throws IOException {
        assertThat(read("tcpstat", "== file proc/1/net/tcp\n" + HEADING + socket("0A", "00000000:00000003"))
                        .points())
                .containsEntry(states("listen"), 1.0)
                .containsEntry(states("rx_queued_bytes"), 0.0);
    }

    @Test
    void aStateThatTheKernelDoesNotNameIsUnknown() throws IOException {
        assertThat(read("tcpstat", "== file proc/1/net/tcp\n" + HEADING + socket("7F", "00000000:00000000"))
                        .points())
                .containsEntry(states("unknown"), 1.0);
    }

    @Test
    void halfOfTheConnectionsIsNoCount() {
        assertThatThrownBy(() -> read(
                        "tcpstat",
                        "== file proc/1/net/tcp\n" + HEADING + socket("01", "00000000:00000000")
                                + "== file proc/1/net/tcp6\nhello\n"))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("net/tcp6: want the heading");
    }

    @Test
    void aHundredThousandConnectionsAreCounted() throws IOException {
        String sockets = socket("01", "00000001:00000000").repeat(100_000);
        assertThat(read("tcpstat", "== file proc/1/net/tcp\n" + HEADING + sockets)
                        .points())
                .containsEntry(states("established"), 100_000.0)
                .containsEntry(states("tx_queued_bytes"), 100_000.0);
    }

    @Test
    void aMachineWithoutTcpHasNoStates() throws IOException {
        assertThat(read("tcpstat", "").points()).isEmpty();
    }
}
