package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Registration;
import java.time.Duration;
import java.util.List;

/** The subject's collectors. */
public final class NetworkCollectors {
    public static final List<Registration> ALL = List.of(
            Registration.of("netdev", "traffic of the interfaces, /proc/1/net/dev", Netdev.METRICS, Netdev::new),
            Registration.of(
                    "netclass", "state and speed of the interfaces, /sys/class/net", Netclass.METRICS, Netclass::new),
            Registration.of(
                            "network_info",
                            "addresses of the interfaces and the default route, /proc/1/net",
                            NetworkInfo.METRICS,
                            NetworkInfo::new)
                    .every(Duration.ofSeconds(30)));

    private NetworkCollectors() {}
}
