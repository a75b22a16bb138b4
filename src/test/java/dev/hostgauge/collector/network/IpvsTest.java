package dev.hostgauge.collector.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.config.GivenSettings;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpvsTest {
    private static final String TOTALS = """
            == file proc/1/net/ip_vs_stats
               Total Incoming Outgoing         Incoming         Outgoing
               Conns  Packets  Packets            Bytes            Bytes
                  1A       2B        0 FFFFFFFFFFFFFFFF                0

             Conns/s   Pkts/s   Pkts/s          Bytes/s          Bytes/s
                   3       A1        0             C1F2                0
            """;
    private static final String SERVERS = """
            == file proc/1/net/ip_vs
            IP Virtual Server version 1.2.1 (size=4096)
            Prot LocalAddress:Port Scheduler Flags
              -> RemoteAddress:Port Forward Weight ActiveConn InActConn
            """;

    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        return Network.read("ipvs", machine, folder);
    }

    private static String active(
            String local, String port, String remote, String remotePort, String protocol, String mark) {
        return "node_ipvs_backend_connections_active{local_address=\"" + local + "\",local_port=\"" + port
                + "\",remote_address=\"" + remote + "\",remote_port=\"" + remotePort + "\",proto=\"" + protocol
                + "\",local_mark=\"" + mark + "\"}";
    }

    @Test
    void theTotalsAreHexadecimal() throws IOException {
        assertThat(read(TOTALS).points())
                .hasSize(5)
                .containsEntry("node_ipvs_connections_total", 26.0)
                .containsEntry("node_ipvs_incoming_packets_total", 43.0)
                .containsEntry("node_ipvs_incoming_bytes_total", 0x1p64)
                .containsEntry("node_ipvs_outgoing_bytes_total", 0.0);
    }

    @Test
    void eachServerHasItsServiceAsLabels() throws IOException {
        assertThat(read(TOTALS + SERVERS + """
                        TCP  C0000202:01BB wlc persistent 300
                          -> 0A000015:01BB      Masq    100    248        12
                        SCTP C0000203:0050 rr
                          -> 0A000016:0050      Route   1      7          0
                        TCP  [2001:0db8:0000:0000:0000:0000:0000:0002]:0050 rr
                          -> [2001:0db8:0000:0000:0000:0000:0000:0021]:0050      Route   1      12         3
                        FWM  00000007 sh
                          -> 0A000018:0000      Tunnel  1      31         9
                        """).points())
                .hasSize(5 + 4 * 3)
                .containsEntry(active("192.0.2.2", "443", "10.0.0.21", "443", "TCP", ""), 248.0)
                .containsEntry(active("192.0.2.3", "80", "10.0.0.22", "80", "SCTP", ""), 7.0)
                .containsEntry(active("2001:db8::2", "80", "2001:db8::21", "80", "TCP", ""), 12.0)
                .containsEntry(active("", "0", "10.0.0.24", "0", "FWM", "00000007"), 31.0);
    }

    @Test
    void whatTheLabelsDoNotTellApartIsAddedUp() throws IOException {
        assertThat(Network.read(
                                "ipvs",
                                TOTALS + SERVERS + """
                                        TCP  C0000202:01BB wlc
                                          -> 0A000015:01BB      Masq    100    248        12
                                          -> 0A000016:01BB      Masq    50     2          7
                                        """,
                                folder,
                                GivenSettings.of("backend-labels = [local_address, local_port]"))
                        .points())
                .containsEntry(active("192.0.2.2", "443", "", "", "", ""), 250.0)
                .hasSize(5 + 3);
    }

    @Test
    void aMachineThatBalancesNothingIsNoFailure() throws IOException {
        PointList list = read("");
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  -> 0A000015:01BB Masq 100 248 12\n",
                "TCP C0000202 wlc\n",
                "TCP C0000202:zz wlc\n",
                "TCP C00002:01BB wlc\n",
                "TCP [2001:db8::2]:0050 rr\n",
                "TCP C0000202:01BB wlc\n  -> 0A000015:01BB Masq 100 x 12\n",
                "TCP C0000202:01BB wlc\n  -> 0A000015:01BB Masq 100\n"
            })
    void serversThatMakeNoSenseCostThemselvesAlone(String lines) throws IOException {
        PointList list = read(TOTALS + SERVERS + lines);
        assertThat(list.points()).hasSize(5);
        assertThat(list.problems()).singleElement().asString().startsWith("net/ip_vs: ");
    }
}
