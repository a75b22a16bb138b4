package dev.hostgauge;

import dev.hostgauge.collector.Registration;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The source files of a recorded machine, and who reads which. */
final class Sources {
    /** The first that is found in a path decides. */
    private static final List<Map.Entry<Pattern, Set<String>>> READERS = List.of(
            readBy("^own/", "cgroup", "container", "uname", "host"),
            readBy(
                    "^proc/[0-9]+/(stat|task|cmdline|io)|^proc/sys/kernel/(pid_max|threads-max)$",
                    "processes",
                    "process"),
            readBy("^proc/self/status$", "container"),
            readBy("^proc/stat$", "cpu", "stat", "host", "process"),
            readBy("^proc/loadavg$", "loadavg"),
            readBy("^proc/meminfo$", "meminfo"),
            readBy("^proc/vmstat$", "vmstat"),
            readBy("^proc/pressure/", "pressure"),
            readBy("^proc/diskstats$", "diskstats"),
            readBy("^proc/1/mountinfo$", "filesystem", "container"),
            readBy("^proc/mdstat$|/md[0-9]+/md/", "mdadm"),
            readBy("^proc/spl/", "zfs"),
            readBy("^sys/fs/xfs/", "xfs"),
            readBy("^sys/fs/btrfs/", "btrfs"),
            readBy("^proc/1/net/rpc/nfs$", "nfs"),
            readBy("^proc/1/net/rpc/nfsd$", "nfsd"),
            readBy("^proc/1/net/dev$", "netdev"),
            readBy("^proc/1/net/arp$", "arp"),
            readBy("^proc/1/net/(netstat|snmp6?)$", "netstat"),
            readBy("^proc/1/net/sockstat6?$", "sockstat"),
            readBy("^proc/1/net/softnet_stat$", "softnet"),
            readBy("^proc/1/net/udp6?$", "udp_queues"),
            readBy("^proc/1/net/tcp6?$", "tcpstat"),
            readBy("^proc/1/net/ip_vs", "ipvs"),
            readBy("nf_conntrack", "conntrack"),
            readBy("^proc/1/net/", "network_info"),
            readBy("^proc/sys/fs/", "filefd"),
            readBy("^proc/sys/kernel/random/", "entropy"),
            readBy("^proc/sys/kernel/hung_task", "kernel_hung"),
            readBy("^proc/schedstat$", "schedstat"),
            readBy("^proc/interrupts$", "interrupts"),
            readBy("/selinux/|^proc/self/attr/", "selinux"),
            readBy("^proc/uptime$", "host"),
            readBy("^proc/cpuinfo$", "cpu"),
            readBy("^sys/devices/system/cpu/cpu[0-9]+/(online|topology|thermal_throttle)", "cpu"),
            readBy("^sys/devices/system/cpu/", "cpu", "cpufreq"),
            readBy("^sys/devices/system/clocksource/", "time"),
            readBy("/edac/", "edac"),
            readBy("/watchdog/", "watchdog"),
            readBy("/powercap/", "rapl"),
            readBy("/power_supply/", "powersupplyclass"),
            readBy("/runtime_status$", "gpu", "drm", "hwmon"),
            readBy(
                    "/(class|vendor|device|(current|max)_link_.*|aer_dev_.*|(gpu|mem|vcn)_(busy|info).*|pcie_.*"
                            + "|pp_dpm_.*|gpu_metrics|vbios_version|unique_id)$|/(ras|tile0|drm|devfreq|amdgpu)/"
                            + "|[0-9]\\.[0-9]/(serial_number|product_n.*)$|[./]gpu[.0]*/|driver/nvidia/|^sys/module/"
                            + "|/(uevent|power_dpm_.*)$",
                    "gpu",
                    "drm"),
            readBy("/(hwmon|ACPI000D)", "hwmon", "thermal_zone", "gpu"),
            readBy("/thermal/", "thermal_zone", "hwmon", "gpu"),
            readBy("bonding", "bonding", "netclass"),
            readBy("/infiniband/", "infiniband"),
            readBy("/net/", "netclass", "network_info"),
            readBy("/nvme(-subsystem)?/", "diskstats", "nvme", "btrfs"),
            readBy("^udev/|/block/|queue/rotational$", "diskstats", "btrfs"),
            readBy("/dmi/", "dmi", "host"),
            readBy("/devicetree/", "host"),
            readBy("^root/", "os", "host", "uname"));

    /** The collectors that read the machine and not the Java that runs the test. */
    static final List<Registration> COLLECTORS = Collectors.ALL.stream()
            .filter(registration -> !registration.name().equals("jvm"))
            .toList();

    private Sources() {}

    private static Map.Entry<Pattern, Set<String>> readBy(String path, String... collectors) {
        return Map.entry(Pattern.compile(path), Set.of(collectors));
    }

    /** The collectors that may suffer when this file is wrong; none if nobody is known to read it. */
    static Set<String> readers(String path) {
        return READERS.stream()
                .filter(reader -> reader.getKey().matcher(path).find())
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(Set.of());
    }

    /**
     * The files of the machine below its folder, one of each kind: {@code cpu7} stands for every CPU.
     *
     * @param triedKinds those to leave out; the others are added
     */
    static List<String> oneOfEachKind(RecordedMachine machine, Set<String> triedKinds) throws IOException {
        Path folder = machine.path("");
        List<String> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
        return files.stream().filter(file -> triedKinds.add(kind(file))).toList();
    }

    /** A path without what tells devices of one kind apart. */
    private static String kind(String path) {
        return path.replaceAll("devices/.*/(net|hwmon|nvme)/", "$1/")
                .replaceAll("net/[^/]+/", "net/N/")
                .replaceAll("[0-9]+", "N");
    }

    /** A recording with at most two CPUs, sensors, and so on of each kind, as it was first: it is read quickly. */
    static String thinnedOut(String recording) {
        String first = recording.substring(0, recording.indexOf("\n== after ")).replaceAll("(?m)^cpu\\d{2,} .*\n", "");
        Map<String, Integer> kinds = new HashMap<>();
        List<String> kept = new ArrayList<>();
        for (String entry : first.split("\n== ", -1)) {
            String kind = kind(entry.lines().findFirst().orElse(""));
            if (kinds.merge(kind, 1, Integer::sum) <= 2 || kind.startsWith("statvfs")) {
                kept.add(entry);
            }
        }
        return String.join("\n== ", kept);
    }
}
