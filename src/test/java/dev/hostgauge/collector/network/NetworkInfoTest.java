package dev.hostgauge.collector.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.config.GivenSettings;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkInfoTest {
    private static final Registration NETWORK_INFO = NetworkCollectors.ALL.get(2);

    @TempDir
    private Path folder;

    private PointList read(String text) throws IOException {
        return PointList.of(
                NETWORK_INFO, RecordedMachine.unpackText(text, folder).machine());
    }

    private static String info(String device, String mac, String ipv4, String ipv6, boolean primary) {
        return "host_network_info{device=\"" + device + "\",mac=\"" + mac + "\",ipv4=\"" + ipv4 + "\",ipv6=\"" + ipv6
                + "\",primary=\"" + primary + "\"}";
    }

    /** {@code net/route} with lines such as {@code eth0 192.0.2.0/24} or {@code eth0 0.0.0.0/0 via metric}. */
    private static String routes(String... routes) {
        StringBuilder file = new StringBuilder(
                "== file proc/1/net/route\nIface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\n");
        for (String route : routes) {
            String[] part = route.split("[ /]", -1);
            boolean gateway = part.length > 3;
            int mask = part[2].equals("0") ? 0 : -1 << (32 - Integer.parseInt(part[2]));
            file.append(part[0])
                    .append('\t')
                    .append(memory(number(part[1])))
                    .append('\t')
                    .append(gateway ? "010200C0" : "00000000")
                    .append(gateway ? "\t0003\t0\t0\t" + part[4] : "\t0001\t0\t0\t0")
                    .append('\t')
                    .append(memory(mask))
                    .append("\t0\t0\t0   \n");
        }
        return file.toString();
    }

    private static int number(String address) {
        int number = 0;
        for (String part : address.split("\\.", -1)) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    private static String memory(int number) {
        return String.format(
                "%08X", ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(number) : number);
    }

    private static String addresses(String... addresses) {
        StringBuilder file = new StringBuilder("""
                == file proc/1/net/fib_trie
                Main:
                  +-- 0.0.0.0/0 3 0 5
                     |-- 0.0.0.0
                        /0 universe UNICAST
                Local:
                     |-- 127.0.0.1
                        /32 host LOCAL
                        /8 host LOCAL
                     |-- 192.0.2.255
                        /32 link BROADCAST
                """);
        for (String address : addresses) {
            file.append("           |-- ").append(address).append("\n              /32 host LOCAL\n");
        }
        return file.toString();
    }

    private static String mac(String device, String address) {
        return "== file sys/class/net/" + device + "/address\n" + address + "\n";
    }

    private static final String DEFAULT_AND_LAN = routes("eth0 0.0.0.0/0 via 100", "eth0 192.0.2.0/24");
    private static final String IPV6_ADDRESSES = """
            == file proc/1/net/if_inet6
            fe8000000000000000fc00fffe000001 04 40 20 80     eth0
            fd000000000000000000000000000002 04 40 00 82     eth0
            00000000000000000000000000000001 01 80 10 80       lo
            """;

    private PointList readAddressInfo(String machine) throws IOException {
        return Network.read(
                "netdev",
                machine,
                folder,
                GivenSettings.of("device-include = \"\", device-exclude = \"^veth\", address-info = true"));
    }

    private static String address(String device, String address, int netmask, String scope) {
        return "node_network_address_info{device=\"" + device + "\",address=\"" + address + "\",netmask=\"" + netmask
                + "\",scope=\"" + scope + "\"}";
    }

    @Test
    void whoAsksForAddressesGetsEachWithItsNetworkAndScope() throws IOException {
        PointList list = readAddressInfo(routes("eth0 0.0.0.0/0 via 100", "eth0 192.0.2.0/24", "veth1 10.0.0.0/8")
                + addresses("192.0.2.2", "192.0.2.2", "10.1.2.3")
                + IPV6_ADDRESSES);
        assertThat(list.points())
                .containsOnlyKeys(
                        address("lo", "127.0.0.1", 8, "link-local"),
                        address("eth0", "192.0.2.2", 24, "global"),
                        address("lo", "::1", 128, "link-local"),
                        address("eth0", "fd00::2", 64, "global"),
                        address("eth0", "fe80::fc:ff:fe00:1", 64, "link-local"));
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void addressesThatMakeNoSenseCostThoseOfTheirKindAlone() throws IOException {
        PointList list = readAddressInfo("== file proc/1/net/route\nhello\n" + IPV6_ADDRESSES);
        assertThat(list.points()).hasSize(3).containsKey(address("eth0", "fd00::2", 64, "global"));
        assertThat(list.problems()).singleElement().asString().startsWith("addresses of the interfaces: ");
    }

    @Test
    void anInterfaceHasItsAddressesAndLeadsOut() throws IOException {
        PointList list = read(DEFAULT_AND_LAN
                + addresses("192.0.2.2", "192.0.2.2")
                + IPV6_ADDRESSES
                + mac("eth0", "02:fc:00:00:00:01"));
        assertThat(list.points())
                .containsOnlyKeys(info("eth0", "02:fc:00:00:00:01", "192.0.2.2", "fd00::2,fe80::fc:ff:fe00:1", true));
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void theDefaultRouteWithTheLowestMetricDecides() throws IOException {
        assertThat(read(routes(
                                        "wlan0 0.0.0.0/0 via 600",
                                        "eth0 0.0.0.0/0 via 100",
                                        "wlan0 198.51.100.0/24",
                                        "eth0 192.0.2.0/24")
                                + addresses("192.0.2.2", "198.51.100.7"))
                        .points())
                .containsOnlyKeys(
                        info("eth0", "", "192.0.2.2", "", true), info("wlan0", "", "198.51.100.7", "", false));
    }

    @Test
    void anAddressBelongsToTheMostSpecificNetwork() throws IOException {
        assertThat(read(routes("eth0 10.0.0.0/8", "docker0 10.9.0.0/16") + addresses("10.1.2.3", "10.9.0.1"))
                        .points())
                .containsOnlyKeys(info("eth0", "", "10.1.2.3", "", false), info("docker0", "", "10.9.0.1", "", false));
    }

    @Test
    void aSingleAddressWithoutANetworkIsTheDefaultRoutesOwn() throws IOException {
        assertThat(read(routes("ens4 0.0.0.0/0 via 100", "ens4 10.128.0.1/32") + addresses("10.128.0.2"))
                        .points())
                .containsOnlyKeys(info("ens4", "", "10.128.0.2", "", true));
    }

    @Test
    void ofSeveralAddressesWithoutANetworkNoneIsGuessed() throws IOException {
        assertThat(read(routes("ens4 0.0.0.0/0 via 100") + addresses("10.128.0.2", "10.99.0.1"))
                        .points())
                .containsOnlyKeys(info("ens4", "", "", "", true));
        assertThat(read(DEFAULT_AND_LAN + addresses("192.0.2.2", "10.99.0.1")).points())
                .containsOnlyKeys(info("eth0", "", "192.0.2.2", "", true));
    }

    @Test
    void ipv6LeadsWhereIpv4DoesNot() throws IOException {
        String routes6 = "== file proc/1/net/ipv6_route\n"
                + route6("00", "00000400", "00000003", "eth1")
                + route6("00", "00000200", "00000003", "eth0")
                + route6("40", "00000001", "00000001", "eth2")
                + route6("00", "00000001", "00200200", "lo");
        assertThat(read(routes6 + IPV6_ADDRESSES).points().keySet())
                .containsExactlyInAnyOrder(info("eth0", "", "", "fd00::2,fe80::fc:ff:fe00:1", true));
        assertThat(read(routes6 + routes("wg0 0.0.0.0/0 via 5")).points()).containsKey(info("wg0", "", "", "", true));
    }

    private static String route6(String length, String metric, String flags, String device) {
        String nothing = "0".repeat(32);
        return String.join(" ", nothing, length, nothing, "00", nothing, metric, "00000001", "00000000", flags, device)
                + "\n";
    }

    @Test
    void addressesThatAreNotInUseOrChangeDailyAreLeftOut() throws IOException {
        assertThat(read("""
                        == file proc/1/net/if_inet6
                        20010db8000000000000000000000001 02 40 00 80 eth0
                        20010db8000000000000000000000002 02 40 00 01 eth0
                        20010db8000000000000000000000003 02 40 00 c0 eth0
                        20010db8000000000000000000000004 02 40 00 88 eth0
                        """).points()).containsOnlyKeys(info("eth0", "", "", "2001:db8::1", false));
    }

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000000000, ::",
        "00000000000000000000000000000001, ::1",
        "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
        "20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1",
        "20010db8000100000000000000000000, 2001:db8:1::",
        "00010002000300040005000600070008, 1:2:3:4:5:6:7:8",
    })
    void ipv6AddressesArePrintedAsTheStandardSays(String digits, String printed) {
        assertThat(Ipv6.print(digits)).isEqualTo(printed);
    }

    @Test
    void aTunnelHasNoMac() throws IOException {
        assertThat(read(routes("tun0 10.8.0.0/24") + addresses("10.8.0.1") + mac("tun0", "0.0.0.0"))
                        .points())
                .containsOnlyKeys(info("tun0", "", "10.8.0.1", "", false));
    }

    @Test
    void aThousandAddressesMakeNoEndlessLabel() throws IOException {
        String[] many = new String[1000];
        for (int i = 0; i < many.length; i++) {
            many[i] = "10.0." + i / 250 + "." + (1 + i % 250);
        }
        Set<String> series =
                read(routes("eth0 10.0.0.0/16") + addresses(many)).points().keySet();
        assertThat(series).singleElement().asString().contains("10.0.0.16\"").doesNotContain("10.0.0.17");
    }

    @Test
    void aNewNetworkNamespaceHasEmptyFiles() throws IOException {
        PointList list = read("== file proc/1/net/route\n== file proc/1/net/fib_trie\n== file proc/1/net/if_inet6\n");
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void aMachineWithoutAnyOfItHasNothingSuch() throws IOException {
        PointList list = read("");
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "route, garbage",
        "route, 'Iface\tDestination\neth0\t00'",
        "route, 'Iface\tDestination\neth0\tx\t0\t1\t0\t0\t0\t0'",
        "fib_trie, garbage",
        "fib_trie, 'Main:\n|-- 1.2.3\n'",
        "fib_trie, 'Main:\n|-- 1.2.3.256\n'",
        "if_inet6, 'garbage'",
        "if_inet6, 'fe8000000000000000fc00fffe000001 04\n'",
        "if_inet6, 'fe8000000000000000fc00fffe000001 04 40 zz 80 eth0\n'",
    })
    void aFileThatMakesNoSenseCostsWhatItGives(String file, String content) throws IOException {
        PointList list = read(DEFAULT_AND_LAN + addresses("192.0.2.2") + IPV6_ADDRESSES + "== file proc/1/net/" + file
                + "\n" + content);
        assertThat(list.points().keySet()).singleElement().asString().contains("device=\"eth0\"");
        assertThat(list.problems())
                .singleElement()
                .asString()
                .startsWith("net/" + file + ": ")
                .contains("want");
    }

    @Test
    void aDirectoryInTheFilesPlaceIsNamed() throws IOException {
        assertThat(read(IPV6_ADDRESSES + "== dir proc/1/net/route").problems())
                .singleElement()
                .asString()
                .contains("net/route");
    }
}
