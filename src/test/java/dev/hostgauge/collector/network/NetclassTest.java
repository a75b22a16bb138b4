package dev.hostgauge.collector.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.config.GivenSettings;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
class NetclassTest {
    private static final Registration NETCLASS = NetworkCollectors.ALL.get(1);

    @TempDir
    private Path folder;

    private RecordedMachine machine(String text) throws IOException {
        return RecordedMachine.unpackText(text, folder);
    }

    private PointList read(String text) throws IOException {
        return PointList.of(NETCLASS, machine(text).machine());
    }

    private static String file(String device, String name, String content) {
        return "== file sys/class/net/" + device + "/" + name + "\n" + content + "\n";
    }

    /** An interface that is up. */
    private static String up(String device) {
        return file(device, "operstate", "up") + file(device, "flags", "0x1003") + file(device, "carrier_changes", "2");
    }

    private static String of(String metric, String device) {
        return metric + "{device=\"" + device + "\"}";
    }

    /** A collector that stands, with its window. */
    private record Standing(Collector collector, TrailingWindow window) {
        static Standing on(RecordedMachine recorded) {
            TrailingWindow window = new TrailingWindow(recorded);
            CollectorSettings settings = CollectorSettings.defaults("netclass");
            Context context = new Context(recorded.machine(), settings, new Crew(), window);
            return new Standing(NETCLASS.factory().make(context), window);
        }

        PointList read() throws IOException {
            return PointList.of(collector);
        }

        Map<String, Double> points() throws IOException {
            return read().points();
        }
    }

    @Test
    void servesEachFileUnderItsName() throws IOException {
        assertThat(read(up("eth0")
                                + file("eth0", "ifindex", "4")
                                + file("eth0", "dev_id", "0x1f")
                                + file("eth0", "name_assign_type", "1")
                                + file("eth0", "carrier", "1")
                                + file("eth0", "carrier_up_count", "5")
                                + file("eth0", "carrier_down_count", "6")
                                + file("eth0", "dormant", "0")
                                + file("eth0", "addr_assign_type", "3")
                                + file("eth0", "iflink", "7")
                                + file("eth0", "link_mode", "8")
                                + file("eth0", "mtu", "1500")
                                + file("eth0", "netdev_group", "9")
                                + file("eth0", "tx_queue_len", "1000")
                                + file("eth0", "type", "772")
                                + file("eth0", "speed", "1000")
                                + file("eth0", "address", "02:fc:00:00:00:01")
                                + file("eth0", "broadcast", "ff:ff:ff:ff:ff:ff")
                                + file("eth0", "duplex", "full")
                                + file("eth0", "ifalias", "to the roof"))
                        .points())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry(of("node_network_up", "eth0"), 1.0),
                        Map.entry(of("node_network_flags", "eth0"), 4099.0),
                        Map.entry(of("node_network_carrier_changes_total", "eth0"), 2.0),
                        Map.entry(of("node_network_iface_id", "eth0"), 4.0),
                        Map.entry(of("node_network_device_id", "eth0"), 31.0),
                        Map.entry(of("node_network_name_assign_type", "eth0"), 1.0),
                        Map.entry(of("node_network_carrier", "eth0"), 1.0),
                        Map.entry(of("node_network_carrier_up_changes_total", "eth0"), 5.0),
                        Map.entry(of("node_network_carrier_down_changes_total", "eth0"), 6.0),
                        Map.entry(of("node_network_dormant", "eth0"), 0.0),
                        Map.entry(of("node_network_address_assign_type", "eth0"), 3.0),
                        Map.entry(of("node_network_iface_link", "eth0"), 7.0),
                        Map.entry(of("node_network_iface_link_mode", "eth0"), 8.0),
                        Map.entry(of("node_network_mtu_bytes", "eth0"), 1500.0),
                        Map.entry(of("node_network_net_dev_group", "eth0"), 9.0),
                        Map.entry(of("node_network_transmit_queue_length", "eth0"), 1000.0),
                        Map.entry(of("node_network_protocol_type", "eth0"), 772.0),
                        Map.entry(of("node_network_speed_bytes", "eth0"), 125_000_000.0),
                        Map.entry(
                                "node_network_info{device=\"eth0\",address=\"02:fc:00:00:00:01\","
                                        + "broadcast=\"ff:ff:ff:ff:ff:ff\",duplex=\"full\",operstate=\"up\","
                                        + "adminstate=\"up\",ifalias=\"to the roof\"}",
                                1.0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "4294967295"})
    void aLinkWithoutASpeedHasNone(String speed) throws IOException {
        PointList list = read(up("eth0") + file("eth0", "speed", speed));
        assertThat(list.points())
                .containsEntry(of("node_network_up", "eth0"), 1.0)
                .doesNotContainKey(of("node_network_speed_bytes", "eth0"));
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"up, 0x1003, 1, up", "down, 0x1002, 0, down", "unknown, 0x9, 0, up", "lowerlayerdown, , 0, unknown"})
    void whatIsUpAndWhatShallBeAreToldApart(String state, String flags, double up, String adminState)
            throws IOException {
        Map<String, Double> points = read(file("eth0", "operstate", state)
                        + (flags == null ? "" : file("eth0", "flags", flags)))
                .points();
        assertThat(points).containsEntry(of("node_network_up", "eth0"), up);
        assertThat(points.keySet())
                .anyMatch(series ->
                        series.contains("operstate=\"" + state + "\",adminstate=\"" + adminState + "\",ifalias"));
    }

    @Test
    void anInterfaceWhoseStateCannotBeReadIsNotSaidToBeDown() throws IOException {
        PointList list = read(file("eth0", "mtu", "1500") + "== dir sys/class/net/eth0/operstate");
        assertThat(list.points())
                .containsKey(of("node_network_mtu_bytes", "eth0"))
                .doesNotContainKey(of("node_network_up", "eth0"));
        assertThat(list.problems()).singleElement().asString().startsWith("eth0 operstate: ");
    }

    @ParameterizedTest
    @CsvSource({"mtu, ''", "mtu, many", "flags, 0xfgh", "dev_id, 0x", "carrier_up_count, 1x"})
    void aFileThatMakesNoSenseCostsItselfAlone(String name, String content) throws IOException {
        PointList list = read(up("eth0") + file("eth0", "ifindex", "4") + file("eth0", name, content));
        assertThat(list.points()).containsEntry(of("node_network_iface_id", "eth0"), 4.0);
        assertThat(list.problems())
                .singleElement()
                .asString()
                .startsWith("eth0 " + name + ": ")
                .contains("/" + name + ": want");
    }

    @Test
    void aCounterAtTheKernelsLimitIsServed() throws IOException {
        assertThat(read(up("eth0") + file("eth0", "carrier_changes", "18446744073709551615"))
                        .points())
                .containsEntry(of("node_network_carrier_changes_total", "eth0"), 0x1p64);
    }

    @Test
    void whatIsNoInterfaceIsSkippedSilently() throws IOException {
        PointList list = read("== file sys/class/net/bonding_masters\nbond0\n"
                + "== link sys/class/net/gone -> ../../devices/virtual/net/gone\n" + up("eth0"));
        assertThat(list.points().keySet()).allMatch(series -> series.contains("device=\"eth0\""));
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void aMachineWithoutSysfsHasNothingSuch() throws IOException {
        assertThat(read("").points()).isEmpty();
    }

    @Test
    void aNameThatCannotBeOpenedIsNamed() throws IOException {
        PointList list = read(up("eth0") + up("\uFFFD0"));
        assertThat(list.points()).containsKey(of("node_network_up", "eth0"));
        assertThat(list.problems()).singleElement().asString().startsWith("\uFFFD0: ");
    }

    @Test
    void excludedInterfacesAreLeftOut() throws IOException {
        assertThat(PointList.of(
                                NETCLASS,
                                machine(up("eth0") + up("veth1")).machine(),
                                GivenSettings.of("device-include = \"\", device-exclude = \"^veth\""))
                        .points())
                .containsKey(of("node_network_up", "eth0"))
                .doesNotContainKey(of("node_network_up", "veth1"));
    }

    @Test
    void ofFewInterfacesEveryChangeIsSeenAtOnce() throws IOException {
        RecordedMachine recorded = machine(up("eth0") + file("eth0", "mtu", "1500"));
        Standing netclass = Standing.on(recorded);
        assertThat(netclass.points()).containsEntry(of("node_network_mtu_bytes", "eth0"), 1500.0);
        recorded.write("sys/class/net/eth0/mtu", "9000\n");
        assertThat(netclass.points()).containsEntry(of("node_network_mtu_bytes", "eth0"), 9000.0);
    }

    private RecordedMachine manyInterfaces(int count) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(up("veth" + i)).append(file("veth" + i, "mtu", "1500"));
        }
        return machine(text.toString());
    }

    @Test
    void ofManyInterfacesALinkThatGoesIsSeenAtOnceWithAllThatGoesWithIt() throws IOException {
        RecordedMachine recorded = manyInterfaces(2 * Netclass.IN_ONE_TURN);
        Standing netclass = Standing.on(recorded);
        netclass.points();
        netclass.points();
        for (int i = 0; i < 2 * Netclass.IN_ONE_TURN; i++) {
            recorded.write("sys/class/net/veth" + i + "/operstate", "down\n");
            recorded.write("sys/class/net/veth" + i + "/carrier", "0\n");
        }
        Map<String, Double> points = netclass.points();
        for (int i = 0; i < 2 * Netclass.IN_ONE_TURN; i++) {
            assertThat(points)
                    .containsEntry(of("node_network_up", "veth" + i), 0.0)
                    .containsEntry(of("node_network_carrier", "veth" + i), 0.0);
        }
    }

    @Test
    void ofManyInterfacesSettingsAreReadInTurn() throws IOException {
        int count = 2 * Netclass.IN_ONE_TURN;
        RecordedMachine recorded = manyInterfaces(count);
        Standing netclass = Standing.on(recorded);
        netclass.points();
        netclass.points();
        for (int i = 0; i < count; i++) {
            recorded.write("sys/class/net/veth" + i + "/mtu", "9000\n");
        }
        for (int turn = 1; turn <= 2; turn++) {
            assertThat(netclass.points().entrySet().stream()
                            .filter(point -> point.getKey().startsWith("node_network_mtu")
                                    && point.getValue().equals(9000.0)))
                    .hasSize(turn * Netclass.IN_ONE_TURN);
        }
    }

    @Test
    void anotherInterfaceUnderAKnownNameIsReadAnew() throws IOException {
        RecordedMachine recorded =
                machine(up("eth0") + file("eth0", "ifindex", "4") + up("eth1") + file("eth1", "ifindex", "5"));
        Standing netclass = Standing.on(recorded);
        assertThat(netclass.points()).containsEntry(of("node_network_iface_id", "eth0"), 4.0);
        Files.move(recorded.path("sys/class/net/eth0"), recorded.path("sys/class/net/wan"));
        Files.move(recorded.path("sys/class/net/eth1"), recorded.path("sys/class/net/eth0"));
        assertThat(netclass.points())
                .containsEntry(of("node_network_iface_id", "eth0"), 5.0)
                .containsEntry(of("node_network_iface_id", "wan"), 4.0)
                .doesNotContainKey(of("node_network_iface_id", "eth1"));
    }

    @Test
    void aFileThatGetsAValueLaterIsFoundWhenTheLinkComes() throws IOException {
        RecordedMachine recorded = machine(up("eth0"));
        Standing netclass = Standing.on(recorded);
        netclass.points();
        netclass.points();
        recorded.write("sys/class/net/eth0/speed", "1000\n");
        recorded.write("sys/class/net/eth0/carrier_changes", "3\n");
        assertThat(netclass.points()).containsEntry(of("node_network_speed_bytes", "eth0"), 125e6);
    }

    @Test
    void aFileThatGetsAValueWithoutASignIsFoundInTheEnd() throws IOException {
        RecordedMachine recorded = machine(up("eth0"));
        Standing netclass = Standing.on(recorded);
        netclass.points();
        netclass.points();
        recorded.write("sys/class/net/eth0/speed", "1000\n");
        for (int i = 0; i < 16; i++) {
            netclass.points();
        }
        assertThat(netclass.points()).containsEntry(of("node_network_speed_bytes", "eth0"), 125e6);
    }

    @Test
    void aProblemLastsUntilTheFileCanBeRead() throws IOException {
        RecordedMachine recorded = machine(up("eth0") + file("eth0", "ifindex", "four"));
        Standing netclass = Standing.on(recorded);
        assertThat(netclass.read().problems()).hasSize(1);
        assertThat(netclass.read().problems()).hasSize(1);
        recorded.write("sys/class/net/eth0/ifindex", "4\n");
        PointList list = netclass.read();
        assertThat(list.problems()).isEmpty();
        assertThat(list.points()).containsEntry(of("node_network_iface_id", "eth0"), 4.0);
    }

    @Test
    void utilizationIsTheTrafficOfTheWindowByTheSpeed() throws IOException {
        RecordedMachine recorded = machine(up("eth0") + file("eth0", "speed", "8") + up("tun0"));
        Standing netclass = Standing.on(recorded);
        assertThat(netclass.points().keySet()).noneMatch(series -> series.startsWith("host_network_utilization"));
        count(netclass.window, 0, 0);
        recorded.advance(Duration.ofSeconds(5));
        count(netclass.window, 2_500_000, 10_000_000);
        assertThat(netclass.points())
                .containsEntry("host_network_utilization_ratio{device=\"eth0\",direction=\"receive\"}", 0.5)
                .containsEntry("host_network_utilization_ratio{device=\"eth0\",direction=\"transmit\"}", 2.0)
                .doesNotContainKey("host_network_utilization_ratio{device=\"tun0\",direction=\"receive\"}");
    }

    private static void count(TrailingWindow window, double received, double transmitted) {
        window.add(Map.of(
                Netdev.receivedBytes("eth0"), received,
                Netdev.transmittedBytes("eth0"), transmitted,
                Netdev.receivedBytes("tun0"), received));
    }
}
