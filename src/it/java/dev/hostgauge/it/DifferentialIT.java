package dev.hostgauge.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HostGauge and a real node_exporter, side by side on the same machine, each with its whole default set. */
class DifferentialIT {
    /** Off by default in both, and recorded on every machine that has it. */
    private static final String INTERRUPTS = "--collector.interrupts";

    /** Off by default in both; on a recorded machine without processes theirs would count none. */
    private static final String PROCESSES = "--collector.processes";

    /** Off by default in both; theirs asks the running kernel. */
    private static final String TCPSTAT = "--collector.tcpstat";

    /** Off by default in both; the other machines have no AMD cards. */
    private static final String DRM = "--collector.drm";

    private static final String MACHINE_WITH_CARDS = "amd-gpus";

    private static final String MACHINE_WITH_PROCESSES = "processes";

    /** These ask the running kernel, whatever {@code --path.*} says. */
    private static final List<String> NOT_OF_A_RECORDING = List.of(
            "--no-collector.filesystem", "--no-collector.uname", "--no-collector.selinux", "--no-collector.timex");

    private static final Set<String> NOT_COMPARED =
            Set.of("node_exporter_build_info", "node_scrape_collector_duration_seconds");

    /** A state that a process is in for a moment is a series for that moment. */
    private static final Set<String> FLEETING = Set.of("node_processes_state", "node_processes_threads_state");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "small-vm",
                "bare-metal",
                "raspberry-pi",
                "raspberry-pi-5",
                "container",
                "old-kernel",
                "laptop",
                "server",
                "storage-server",
                "zfs-nas",
                "router",
                "ipv6-only",
                "cluster-node",
                "processes",
                "amd-gpus",
                "intel-gpus",
                "jetson"
            })
    void aRecordedMachineLooksTheSame(String machine, @TempDir Path folder) throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>(List.of(
                "--path.procfs=" + folder.resolve("proc"),
                "--path.sysfs=" + folder.resolve("sys"),
                "--path.rootfs=" + folder.resolve("root"),
                "--path.udev.data=" + folder.resolve("udev")));
        flags.addAll(NOT_OF_A_RECORDING);
        flags.add(INTERRUPTS);
        if (machine.equals(MACHINE_WITH_PROCESSES)) {
            flags.add(PROCESSES);
        }
        if (machine.equals(MACHINE_WITH_CARDS)) {
            flags.add(DRM);
        }
        try (RecordedMachine recorded = RecordedMachine.unpack(machine, folder)) {
            // Netlink would tell of the running machine.
            List<String> withoutNetlink = List.of("--no-collector.netdev.netlink", "--no-collector.arp.netlink");
            assertSame(compare(machine, flags, withoutNetlink, Closeness::exact));
            assertThat(recorded.path("proc/stat")).exists();
        }
    }

    @Test
    void theRunningMachineLooksTheSame() throws IOException, InterruptedException {
        List<String> flags = List.of(INTERRUPTS, PROCESSES, TCPSTAT);
        assertSame(compare(Difference.LIVE, flags, List.of(), Closeness::moving));
    }

    private static void assertSame(Comparison comparison) throws IOException, InterruptedException {
        if (!NodeExporter.find().isOurs()) {
            assertThat(comparison.unexplainedOfBoth()).isEmpty();
            return;
        }
        assertThat(comparison.unexplained())
                .as("differences that no entry of compatibility.conf explains")
                .isEmpty();
        assertThat(comparison.needless())
                .as("entries of compatibility.conf that are not seen on a machine that they name")
                .isEmpty();
    }

    private static Comparison compare(
            String machine, List<String> flags, List<String> theirFlags, Comparison.Tolerance tolerance)
            throws IOException, InterruptedException {
        NodeExporter peer = NodeExporter.find();
        List<String> theirs = new ArrayList<>(flags);
        theirs.addAll(theirFlags);
        List<String> ours = new ArrayList<>(flags);
        ours.add("--set=sampling.min-age=0s");
        Comparison comparison = new Comparison(
                machine,
                tolerance,
                family -> family.startsWith("node_")
                        && !NOT_COMPARED.contains(family)
                        && !(machine.equals(Difference.LIVE) && FLEETING.contains(family)),
                Difference.all());
        try (Exporter hostGauge = Exporter.hostGauge(ours);
                Exporter nodeExporter = peer.start(theirs)) {
            nodeExporter.scrape();
            hostGauge.scrape();
            Scrape before = hostGauge.scrape();
            Scrape between = nodeExporter.scrape();
            comparison.compare(before, between, hostGauge.scrape());
        }
        return comparison;
    }
}
