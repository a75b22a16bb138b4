package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who the machine is in the network: the interfaces with their addresses, and which one leads out. */
final class NetworkInfo implements Collector {
    /** A machine that balances load has thousands at one interface. */
    private static final int MOST_ADDRESSES = 16;

    private static final int MAC_LENGTH = "02:fc:00:00:00:01".length();
    private static final String LOOPBACK = "lo";

    static final MetricDef INFO = MetricDef.gauge(
            "host_network_info",
            "Always 1, for each interface but the loopback that has an address or the default route. Labels: mac; the"
                    + " addresses of each family with commas between them, at most 16, those of global scope first and"
                    + " temporary ones left out; primary, true where the default route with the lowest metric leads"
                    + " (IPv4's; IPv6's if there is none), else false. What there is not is empty; an IPv4 address in"
                    + " no connected network is left out where its interface is not certain.",
            "device",
            "mac",
            "ipv4",
            "ipv6",
            "primary");

    static final List<Declaration> METRICS = List.of(INFO);

    private final Machine machine;

    NetworkInfo(Context context) {
        machine = context.machine();
    }

    @Override
    public void collect(Sink sink) throws IOException {
        List<Ipv4.Route> routes = read("route", Ipv4::parseRoutes, List.of(), sink);
        Set<Integer> ownIpv4 = read("fib_trie", Ipv4::parseOwnAddresses, new TreeSet<>(), sink);
        Map<String, List<Ipv4.Address>> ipv4 = Ipv4.attribute(ownIpv4, routes);
        Map<String, List<Ipv6.Address>> ipv6 = read("if_inet6", Ipv6::parseAddresses, Map.of(), sink);
        Optional<String> primary = Ipv4.defaultDevice(routes);
        if (primary.isEmpty()) {
            primary = read("ipv6_route", Ipv6::parseDefaultDevice, Optional.empty(), sink);
        }
        TreeSet<String> devices = new TreeSet<>(ipv4.keySet());
        devices.addAll(ipv6.keySet());
        primary.ifPresent(devices::add);
        devices.remove(LOOPBACK);
        Text text = new Text();
        for (String device : devices) {
            sink.add(
                    INFO,
                    1,
                    device,
                    mac(device, text, sink),
                    joined(ipv4.getOrDefault(device, List.of())),
                    joined(ipv6.getOrDefault(device, List.of())),
                    String.valueOf(device.equals(primary.orElse(""))));
        }
    }

    /** What the file says, or nothing if it is not there or makes no sense. */
    private <T> T read(String name, HostNetFile.Parser<T> parser, T nothing, Sink sink) {
        try {
            return HostNetFile.parseOnce(machine.proc(), name, parser, nothing);
        } catch (IOException failure) {
            sink.problem("net/" + name, failure);
            return nothing;
        }
    }

    private String mac(String device, Text text, Sink sink) {
        Optional<InterfaceFolder> folder = InterfaceFolder.of(machine.sys(), device, false);
        try {
            if (folder.isPresent() && folder.get().read("address", text) && text.nextLine()) {
                String address = text.rest();
                // A tunnel has an IP address here, or a longer or shorter something.
                return address.length() == MAC_LENGTH ? address : "";
            }
        } catch (IOException failure) {
            sink.problem("address of " + device, failure);
        }
        return "";
    }

    static String joined(List<?> addresses) {
        return addresses.stream().limit(MOST_ADDRESSES).map(String::valueOf).collect(Collectors.joining(","));
    }
}
