package dev.hostgauge.cli;

import java.util.List;
import java.util.Map;

/** What unit files for node_exporter say that is said otherwise here, or means what cannot be switched on here. */
final class NodeExporterFlags {
    /** For all that an exporter says of itself. */
    static final String DISABLE_EXPORTER_METRICS = "--web.disable-exporter-metrics";

    /** Flags whose key has another name here, by that key. */
    static final Map<String, String> OTHER_NAMES = Map.of(
            "collectors.diskstats.device-exclude", "--collector.diskstats.ignored-devices",
            "collectors.filesystem.fs-types-exclude", "--collector.filesystem.ignored-fs-types",
            "collectors.filesystem.mount-points-exclude", "--collector.filesystem.ignored-mount-points",
            "collectors.netclass.device-exclude", "--collector.netclass.ignored-devices",
            "collectors.netdev.device-exclude", "--collector.netdev.device-blacklist",
            "collectors.netdev.device-include", "--collector.netdev.device-whitelist",
            "collectors.powersupplyclass.supply-exclude", "--collector.powersupply.ignored-supplies");

    /** Its collectors that are not here: switching one off is no mistake. */
    static final List<String> COLLECTORS_NOT_HERE = List.of(
            "bcache",
            "bcachefs",
            "buddyinfo",
            "cgroups",
            "cpu_vulnerabilities",
            "devstat",
            "dmmultipath",
            "drbd",
            "ethtool",
            "fibrechannel",
            "ksmd",
            "lnstat",
            "logind",
            "meminfo_numa",
            "mountstats",
            "network_route",
            "ntp",
            "nvmesubsystem",
            "pcidevice",
            "perf",
            "qdisc",
            "runit",
            "slabinfo",
            "softirqs",
            "supervisord",
            "swap",
            "sysctl",
            "systemd",
            "tapestats",
            "wifi",
            "xfrm",
            "zoneinfo");

    private static final String COLLECTOR = "--collector.";

    private NodeExporterFlags() {}

    /** Whether this switches a collector on, or sets something of it, that is not here. */
    static boolean isOfACollectorNotHere(String flag) {
        return flag.startsWith(COLLECTOR)
                && COLLECTORS_NOT_HERE.contains(
                        flag.substring(COLLECTOR.length()).split("[.=]", 2)[0]);
    }
}
