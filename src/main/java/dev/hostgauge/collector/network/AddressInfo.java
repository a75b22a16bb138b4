package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Root;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The addresses of each interface, one a series, for those who ask for it: read anew every half minute. */
final class AddressInfo {
    static final MetricDef INFO = MetricDef.gauge(
            "node_network_address_info",
            "Always 1, for each address of an interface, with the length of its network's prefix as netmask, and scope"
                    + " global or link-local. Absent unless collectors.netdev.address-info is on; an IPv4 address in no"
                    + " connected network is left out where its interface is not certain.",
            "device",
            "address",
            "netmask",
            "scope");

    private final Root proc;
    private final Filter filter;
    private final Due due;
    private final List<String[]> known = new ArrayList<>();

    AddressInfo(Machine machine, Filter filter) {
        proc = machine.proc();
        this.filter = filter;
        due = new Due(machine.clock(), Due.SETTINGS);
    }

    void add(Sink sink) {
        if (due.take()) {
            known.clear();
            tryTo(this::readIpv4, sink);
            tryTo(this::readIpv6, sink);
        }
        for (String[] labels : known) {
            sink.add(INFO, 1, labels);
        }
    }

    private interface Reading {
        void read() throws IOException;
    }

    private void tryTo(Reading reading, Sink sink) {
        try {
            reading.read();
        } catch (IOException failure) {
            due.now();
            sink.problem("addresses of the interfaces", failure);
        }
    }

    private void readIpv4() throws IOException {
        List<Ipv4.Route> routes = HostNetFile.parseOnce(proc, "route", Ipv4::parseRoutes, List.of());
        Set<Integer> own = HostNetFile.parseOnce(proc, "fib_trie", Ipv4::parseOwnAddresses, Set.of());
        Ipv4.attribute(own, routes).forEach((device, addresses) -> {
            for (Ipv4.Address address : addresses) {
                know(device, address.toString(), address.networkBits(), address.scope());
            }
        });
    }

    private void readIpv6() throws IOException {
        List<Ipv6.Address> addresses = HostNetFile.parseOnce(proc, "if_inet6", Ipv6::parse, List.of());
        for (Ipv6.Address address : addresses) {
            know(address.device(), address.toString(), address.networkBits(), address.scopeName());
        }
    }

    private void know(String device, String address, int networkBits, String scope) {
        if (filter.accepts(device)) {
            known.add(new String[] {device, address, String.valueOf(networkBits), scope});
        }
    }
}
