package dev.hostgauge.collector.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.config.GivenSettings;
import dev.hostgauge.machine.Malformed;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArpTest {
    private static final String HEADING =
            "IP address       HW type     Flags       HW address            Mask     Device\n";

    @TempDir
    private Path folder;

    private PointList read(String lines) throws IOException {
        return Network.read("arp", "== file proc/1/net/arp\n" + lines, folder);
    }

    private static String neighbour(String address, String flags, String device) {
        return address + "        0x1         " + flags + "         02:00:00:00:00:10     *        " + device + "\n";
    }

    private static String entries(String device) {
        return "node_arp_entries{device=\"" + device + "\"}";
    }

    @Test
    void countsTheNeighboursOfEachInterface() throws IOException {
        assertThat(read(HEADING
                                + neighbour("192.0.2.1", "0x2", "eth0")
                                + neighbour("192.0.2.9", "0x0", "eth0")
                                + neighbour("10.0.0.2", "0x6", "br-1"))
                        .points())
                .containsOnlyKeys(entries("eth0"), entries("br-1"))
                .containsEntry(entries("eth0"), 2.0);
    }

    @Test
    void anAddressThatIsAnsweredForIsNoNeighbour() throws IOException {
        assertThat(read(HEADING + neighbour("192.0.2.77", "0xc", "eth0")).points())
                .isEmpty();
    }

    @Test
    void aMachineWithoutIpv4NeighboursIsNoFailure() throws IOException {
        PointList list = read(HEADING);
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void interfacesThatAreExcludedAreNotServed() throws IOException {
        assertThat(Network.read(
                                "arp",
                                "== file proc/1/net/arp\n" + HEADING + neighbour("192.0.2.1", "0x2", "veth1")
                                        + neighbour("192.0.2.1", "0x2", "eth0"),
                                folder,
                                GivenSettings.of("device-include = \"\", device-exclude = \"^veth\""))
                        .points())
                .containsOnlyKeys(entries("eth0"));
    }

    @Test
    void moreNeighboursThanFitAreCounted() throws IOException {
        String line = neighbour("100.100.100.100", "0x2", "eth0");
        assertThat(read(HEADING + line.repeat(70_000)).points()).containsEntry(entries("eth0"), 70_000.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello\n", HEADING + "192.0.2.1 0x1\n", HEADING + "192.0.2.1 0x1 zz 02 * eth0\n"})
    void aTableThatMakesNoSenseIsNamed(String content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("/proc/1/net/arp: want ");
    }
}
