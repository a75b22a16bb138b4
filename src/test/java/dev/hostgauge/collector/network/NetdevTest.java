package dev.hostgauge.collector.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Ticking;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.config.GivenSettings;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetdevTest {
    private static final Registration NETDEV = NetworkCollectors.ALL.get(0);
    private static final String HEADER =
            "Inter-|   Receive                                                |  Transmit\n"
                    + " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo"
                    + " colls carrier compressed\n";
    private static final String ETH0 = "  eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n";

    @TempDir
    private Path folder;

    private Machine machine(String text) throws IOException {
        return RecordedMachine.unpackText(text, folder).machine();
    }

    private PointList read(String lines) throws IOException {
        return PointList.of(NETDEV, machine("== file proc/1/net/dev\n" + HEADER + lines));
    }

    private static String bytesReceived(String device) {
        return "node_network_receive_bytes_total{device=\"" + device + "\"}";
    }

    @Test
    void servesEachColumnUnderItsName() throws IOException {
        assertThat(read(ETH0).points())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("node_network_receive_bytes_total{device=\"eth0\"}", 1.0),
                        Map.entry("node_network_receive_packets_total{device=\"eth0\"}", 2.0),
                        Map.entry("node_network_receive_errs_total{device=\"eth0\"}", 3.0),
                        Map.entry("node_network_receive_drop_total{device=\"eth0\"}", 4.0),
                        Map.entry("node_network_receive_fifo_total{device=\"eth0\"}", 5.0),
                        Map.entry("node_network_receive_frame_total{device=\"eth0\"}", 6.0),
                        Map.entry("node_network_receive_compressed_total{device=\"eth0\"}", 7.0),
                        Map.entry("node_network_receive_multicast_total{device=\"eth0\"}", 8.0),
                        Map.entry("node_network_transmit_bytes_total{device=\"eth0\"}", 9.0),
                        Map.entry("node_network_transmit_packets_total{device=\"eth0\"}", 10.0),
                        Map.entry("node_network_transmit_errs_total{device=\"eth0\"}", 11.0),
                        Map.entry("node_network_transmit_drop_total{device=\"eth0\"}", 12.0),
                        Map.entry("node_network_transmit_fifo_total{device=\"eth0\"}", 13.0),
                        Map.entry("node_network_transmit_colls_total{device=\"eth0\"}", 14.0),
                        Map.entry("node_network_transmit_carrier_total{device=\"eth0\"}", 15.0),
                        Map.entry("node_network_transmit_compressed_total{device=\"eth0\"}", 16.0)));
    }

    @Test
    void packetsThatNobodyWantedComeFromSysfs() throws IOException {
        assertThat(PointList.of(
                                NETDEV,
                                machine("== file proc/1/net/dev\n" + HEADER + ETH0
                                        + "== file sys/class/net/eth0/statistics/rx_nohandler\n33"))
                        .points())
                .containsEntry("node_network_receive_nohandler_total{device=\"eth0\"}", 33.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1"})
    void aCountOfUnwantedPacketsThatMakesNoSenseCostsItselfAlone(String content) throws IOException {
        PointList list = PointList.of(
                NETDEV,
                machine("== file proc/1/net/dev\n" + HEADER + ETH0
                        + "== file sys/class/net/eth0/statistics/rx_nohandler\n" + content));
        assertThat(list.points()).containsKey(bytesReceived("eth0")).hasSize(16);
        assertThat(list.problems()).singleElement().asString().contains("rx_nohandler of eth0: ");
    }

    @Test
    void theHostsNetworkIsPreferredToTheContainersOwn() throws IOException {
        assertThat(PointList.of(
                                NETDEV,
                                machine("== file proc/1/net/dev\n" + HEADER + ETH0 + "== file proc/net/dev\n" + HEADER
                                        + ETH0.replace("eth0", "inside")))
                        .points())
                .containsKey(bytesReceived("eth0"))
                .doesNotContainKey(bytesReceived("inside"));
    }

    @Test
    void itsOwnNetworkServesWhereProcess1IsHidden() throws IOException {
        assertThat(PointList.of(NETDEV, machine("== file proc/net/dev\n" + HEADER + ETH0))
                        .points())
                .containsKey(bytesReceived("eth0"));
        assertThat(PointList.of(
                                NETDEV,
                                machine("== file proc/1\nnot to be entered\n== file proc/net/dev\n" + HEADER
                                        + ETH0.replace("eth0", "eth1")))
                        .points())
                .containsKey(bytesReceived("eth1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth0:1", "br-a1b2c3d4e5f6", "wlan0.100@x", "ümlaut", "..", "a\"b\\", "%s{}"})
    void namesMayBeOdd(String name) throws IOException {
        PointList list = read(ETH0.replace("eth0", name));
        assertThat(list.points()).containsEntry(bytesReceived(name), 1.0);
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void noBlankNeedFollowTheColonAndColumnsMayBeAdded() throws IOException {
        assertThat(read("eth0:18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 17 18\n")
                        .points())
                .containsEntry(bytesReceived("eth0"), 0x1p64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"  bad: 1 2 3", "  bad: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 x", "  bad 1 2", "\u0000", "  : 1"})
    void aLineThatMakesNoSenseCostsItsDeviceAlone(String line) throws IOException {
        PointList list = read(line + "\n" + ETH0);
        assertThat(list.points()).containsKey(bytesReceived("eth0")).hasSize(16);
        assertThat(list.problems()).singleElement().asString().contains("a line of net/dev: ", "/dev: want");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "garbage\n"})
    void aFileThatMakesNoSenseIsNamed(String content) throws IOException {
        Machine machine = machine("== file proc/1/net/dev\n" + content);
        assertThatThrownBy(() -> PointList.of(NETDEV, machine))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("/proc/1/net/dev: want");
    }

    @Test
    void devicesThatAreExcludedAreNotServedNorCounted() throws IOException {
        Machine machine = machine("== file proc/1/net/dev\n" + HEADER + ETH0 + ETH0.replace("eth0", "veth1"));
        CollectorSettings withoutVeth =
                GivenSettings.of("device-include = \"\", device-exclude = \"^veth\", address-info = false");
        assertThat(PointList.of(NETDEV, machine, withoutVeth).points())
                .containsKey(bytesReceived("eth0"))
                .doesNotContainKey(bytesReceived("veth1"));
        assertThat(tick(machine, withoutVeth))
                .containsOnlyKeys(Netdev.receivedBytes("eth0"), Netdev.transmittedBytes("eth0"));
    }

    @Test
    void aTickCountsTheBytesOfBothDirections() throws IOException {
        assertThat(tick(
                        machine("== file proc/1/net/dev\n" + HEADER + " short: 1\n" + ETH0),
                        CollectorSettings.defaults("netdev")))
                .containsOnly(
                        Map.entry(Netdev.receivedBytes("eth0"), 1.0), Map.entry(Netdev.transmittedBytes("eth0"), 9.0));
    }

    private static Map<String, Double> tick(Machine machine, CollectorSettings settings) throws IOException {
        Map<String, Double> counters = new HashMap<>();
        try (Crew crew = new Crew()) {
            Collector collector =
                    NETDEV.factory().make(new Context(machine, settings, crew, new TrailingWindow(machine.clock())));
            ((Ticking) collector).tick(counters::put);
        }
        return counters;
    }

    @Test
    void aDeviceThatComesBackUnderItsNameIsServedAgain() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText(
                "== file proc/1/net/dev\n" + HEADER + ETH0 + "== file sys/class/net/eth0/statistics/rx_nohandler\n1",
                folder);
        Collector netdev = NETDEV.factory()
                .make(new Context(
                        recorded.machine(),
                        CollectorSettings.defaults("netdev"),
                        new Crew(),
                        new TrailingWindow(recorded)));
        assertThat(PointList.of(netdev).points()).hasSize(17);
        recorded.write("proc/1/net/dev", HEADER);
        assertThat(PointList.of(netdev).points()).isEmpty();
        recorded.write("proc/1/net/dev", HEADER + ETH0);
        assertThat(PointList.of(netdev).points()).hasSize(17);
    }
}
