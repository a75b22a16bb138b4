package dev.hostgauge.collector.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.config.GivenSettings;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetstatTest {
    private static final String SNMP = """
            Tcp: RtoAlgorithm MaxConn ActiveOpens InSegs
            Tcp: 1 -1 8 18446744073709551615
            Udp: InDatagrams InErrors
            Udp: 5 0
            """;

    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        return Network.read("netstat", machine, folder);
    }

    private PointList readAll(String machine) throws IOException {
        return Network.read("netstat", machine, folder, GivenSettings.of("fields = \"\""));
    }

    @Test
    void servesTheFieldsThatAreAskedForAndNoOthers() throws IOException {
        assertThat(read("== file proc/1/net/snmp\n" + SNMP).points())
                .containsOnlyKeys(
                        "node_netstat_Tcp_ActiveOpens",
                        "node_netstat_Tcp_InSegs",
                        "node_netstat_Udp_InDatagrams",
                        "node_netstat_Udp_InErrors")
                .containsEntry("node_netstat_Tcp_ActiveOpens", 8.0)
                .containsEntry("node_netstat_Tcp_InSegs", 0x1p64)
                .containsEntry("node_netstat_Udp_InErrors", 0.0);
    }

    @Test
    void aLimitThatThereIsNotIsMinusOneForWhoAsksForIt() throws IOException {
        assertThat(readAll("== file proc/1/net/snmp\n" + SNMP).points())
                .hasSize(6)
                .containsEntry("node_netstat_Tcp_MaxConn", -1.0);
    }

    @Test
    void theProtocolOfIpv6EndsWithItsDigit() throws IOException {
        assertThat(readAll("""
                        == file proc/1/net/snmp6
                        Ip6InOctets                     \t17
                        Icmp6OutType133                 \t4
                        UdpLite6InErrors                \t0
                        NoSuchProtocol                  \t1
                        """).points())
                .containsOnlyKeys(
                        "node_netstat_Ip6_InOctets", "node_netstat_Icmp6_OutType133", "node_netstat_UdpLite6_InErrors");
    }

    @Test
    void aKernelWithoutTheFilesIsNoFailure() throws IOException {
        PointList list = read("");
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tcp: InSegs\n",
                "Tcp: InSegs\nUdp: 1\n",
                "Tcp: InSegs\nTcp: x\n",
                "Tcp: InSegs OutSegs\nTcp: 1\n",
                "Tcp: InSegs\nTcp: 18446744073709551616\n",
                "hello\n",
                ""
            })
    void aFileThatMakesNoSenseCostsItsOwnFieldsAlone(String snmp) throws IOException {
        PointList list = read("== file proc/1/net/snmp\n" + snmp + "== file proc/1/net/snmp6\nIp6InOctets 17\n");
        assertThat(list.points()).containsEntry("node_netstat_Ip6_InOctets", 17.0);
        assertThat(list.problems()).singleElement().asString().startsWith("net/snmp: ");
    }

    @Test
    void aNameThatMakesNoMetricIsLeftOut() throws IOException {
        assertThat(readAll("== file proc/1/net/snmp\nT\u00e4: a b\nT\u00e4: 1 2\nTcp: a-b c\nTcp: 1 2\n")
                        .points())
                .containsOnlyKeys("node_netstat_Tcp_c");
    }

    @Test
    void columnsThatComeAndGoAreReadByTheirNames() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText("== file proc/1/net/snmp\n" + SNMP, folder);
        Machine machine = recorded.machine();
        try (Crew crew = new Crew()) {
            Collector netstat = Network.named("netstat")
                    .factory()
                    .make(new Context(
                            machine, CollectorSettings.defaults("netstat"), crew, new TrailingWindow(machine.clock())));
            PointList.of(netstat);
            recorded.write("proc/1/net/snmp", "Tcp: MaxConn InSegs OutSegs ActiveOpens\nTcp: -1 3 4 5\n");
            assertThat(PointList.of(netstat).points())
                    .containsOnlyKeys(
                            "node_netstat_Tcp_InSegs", "node_netstat_Tcp_OutSegs", "node_netstat_Tcp_ActiveOpens")
                    .containsEntry("node_netstat_Tcp_InSegs", 3.0)
                    .containsEntry("node_netstat_Tcp_ActiveOpens", 5.0);
            recorded.write("proc/1/net/snmp", "Tcp: MaxConn InSegs OutSegs ActiveOpens InErrs\nTcp: -1 3 4 5 6\n");
            assertThat(PointList.of(netstat).points()).hasSize(4).containsEntry("node_netstat_Tcp_InErrs", 6.0);
        }
    }
}
