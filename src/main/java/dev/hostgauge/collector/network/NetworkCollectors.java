package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Registration;
import java.time.Duration;
import java.util.List;

/** The subject's collectors. */
public final class NetworkCollectors {
    public static final List<Registration> ALL = List.of(
            Registration.of("netdev", "traffic of the interfaces, /proc/1/net/dev", Netdev.METRICS, Netdev::new)
                    .portable(() -> PortableNetdev.VARIANT),
            Registration.of(
                            "netclass",
                            "state and speed of the interfaces, /sys/class/net",
                            Netclass.METRICS,
                            Netclass::new)
                    .portable(() -> PortableNetclass.VARIANT),
            Registration.of(
                            "network_info",
                            "addresses of the interfaces and the default route, /proc/1/net",
                            NetworkInfo.METRICS,
                            NetworkInfo::new)
                    .every(Duration.ofSeconds(30))
                    .portable(() -> PortableNetworkInfo.VARIANT),
            Registration.of("arp", "IPv4 neighbours, /proc/1/net/arp", Arp.METRICS, Arp::new),
            Registration.of("bonding", "bonds of interfaces, /sys/class/net", Bonding.METRICS, Bonding::new),
            Registration.of(
                    "conntrack",
                    "tracked connections, /proc/sys/net/netfilter and /proc/1/net/stat",
                    Conntrack.METRICS,
                    Conntrack::new),
            Registration.of(
                            "infiniband",
                            "InfiniBand and RoCE ports, /sys/class/infiniband",
                            Infiniband.METRICS,
                            Infiniband::new)
                    .composite(),
            Registration.of("ipvs", "the kernel's load balancer, /proc/1/net/ip_vs", Ipvs.METRICS, Ipvs::new),
            Registration.of(
                    "netstat",
                    "what the protocols count, /proc/1/net/netstat, snmp and snmp6",
                    Netstat.METRICS,
                    Netstat::new),
            Registration.of("sockstat", "sockets in use, /proc/1/net/sockstat", Sockstat.METRICS, Sockstat::new),
            Registration.of(
                    "softnet",
                    "packets that each CPU processes, /proc/1/net/softnet_stat",
                    Softnet.METRICS,
                    Softnet::new),
            Registration.of("tcpstat", "TCP sockets by state, /proc/1/net/tcp", Tcpstat.METRICS, Tcpstat::new),
            Registration.of(
                    "udp_queues", "bytes in the queues of UDP, /proc/1/net/udp", UdpQueues.METRICS, UdpQueues::new));

    private NetworkCollectors() {}
}
