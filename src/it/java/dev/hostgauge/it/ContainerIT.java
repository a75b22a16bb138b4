package dev.hostgauge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * HostGauge in namespaces of its own for mounts, processes, network, names and cgroups, as containers have them: it tells
 * of itself and says so, or with the host's files of the host. Needs root and util-linux.
 */
class ContainerIT {
    private static final List<String> NAMESPACES =
            List.of("unshare", "-p", "-n", "-u", "-C", "--fork", "--kill-child", "--mount-proc");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ONCE = "once --collector.processes";

    @TempDir
    private Path folder;

    @BeforeEach
    void namespacesCanBeMade() throws IOException, InterruptedException {
        String said = inside("true", 0);
        if (!said.isEmpty()) {
            throw Peer.skip("NOT TESTED, containers: " + said.strip());
        }
    }

    /** What this prints in the container, where the host's root with all that is mounted in it stands in a folder. */
    private String inside(String command, int exitCode) throws IOException, InterruptedException {
        Path root = Files.createDirectories(folder.resolve("root"));
        String script = "mount --make-rprivate / && mount --rbind / " + root + " && exec "
                + String.join(" ", NAMESPACES) + " sh -c 'hostname within && exec " + command + "'";
        // The first shell's mounts go with its namespace.
        try (Program container = Program.start(List.of("unshare", "-m", "sh", "-c", script))) {
            Optional<Integer> ended = container.exitCode(PATIENCE);
            String said = container.output();
            if (exitCode != 0) {
                assertThat(ended).as(said).contains(exitCode);
            }
            return said;
        } catch (IOException noUnshare) {
            return String.valueOf(noUnshare.getMessage());
        }
    }

    private Scrape once(String flags) throws IOException, InterruptedException {
        String said = inside(Exporter.hostGaugeCommand() + " " + ONCE + " " + flags, 0);
        return Scrape.parse(said.getBytes(StandardCharsets.UTF_8));
    }

    private String hostsFiles() {
        return "--path.procfs=" + folder.resolve("root/proc") + " --path.sysfs=" + folder.resolve("root/sys")
                + " --path.rootfs=" + folder.resolve("root");
    }

    private static Set<String> labels(Scrape scrape, String family, String label) {
        return scrape.series().keySet().stream()
                .filter(series -> series.startsWith(family + "{"))
                .map(series -> series.replaceAll(".*[{,]" + label + "=\"([^\"]*)\".*", "$1"))
                .collect(Collectors.toSet());
    }

    private static long hostsProcesses() {
        String[] entries = new File("/proc").list((proc, name) -> name.matches("[0-9]+"));
        return entries == null ? 0 : entries.length;
    }

    @Test
    void aloneItTellsOfItselfAndSaysSo() throws IOException, InterruptedException {
        Scrape scrape = once("");
        assertThat(labels(scrape, "node_network_receive_bytes_total", "device")).containsExactly("lo");
        assertThat(labels(scrape, "node_uname_info", "nodename")).containsExactly("within");
        assertThat(scrape.series().get("node_processes_pids")).isLessThan(5);
        assertThat(labels(scrape, "host_container_info", "processes")).containsExactly("container");
        assertThat(labels(scrape, "host_container_info", "filesystems")).containsExactly("container");
    }

    @Test
    void withTheHostsFilesItTellsOfTheHost() throws IOException, InterruptedException {
        Scrape scrape = once(hostsFiles());
        String[] interfaces = new File("/sys/class/net").list((net, name) -> new File(net, name).isDirectory());
        assertThat(labels(scrape, "node_network_receive_bytes_total", "device")).contains(interfaces);
        assertThat(labels(scrape, "node_network_mtu_bytes", "device")).contains(interfaces);
        assertThat(scrape.series().get("node_processes_pids")).isGreaterThan(hostsProcesses() * 0.8);
        assertThat(labels(scrape, "host_container_info", "processes")).containsExactly("host");
        assertThat(labels(scrape, "host_container_info", "filesystems")).containsExactly("host");
        assertThat(labels(scrape, "host_container_info", "interfaces")).containsExactly("host");
        assertThat(labels(scrape, "node_filesystem_size_bytes", "mountpoint")).contains("/");
        double size = scrape.series().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("node_filesystem_size_bytes{")
                        && entry.getKey().contains("mountpoint=\"/\""))
                .mapToDouble(entry -> entry.getValue())
                .max()
                .orElse(0);
        assertThat(size).isEqualTo((double) new File("/").getTotalSpace());
        Path hostname = Path.of("/etc/hostname");
        if (Files.exists(hostname)) {
            assertThat(labels(scrape, "node_uname_info", "nodename"))
                    .containsExactly(Files.readString(hostname).strip());
        }
    }

    @Test
    void theStartWarnsOfWhatIsNotTheHostsAndNamesTheCure() throws IOException, InterruptedException {
        String serve = "timeout 5 " + Exporter.hostGaugeCommand() + " --web.listen-address=0.0.0.0:0 ";
        assertThat(inside(serve, 124))
                .contains("level=warn")
                .contains("this is a container", "--path.procfs=/host/proc --path.sysfs=/host/sys --path.rootfs=/host");
        assertThat(inside(serve + hostsFiles(), 124)).contains("listening").doesNotContain("level=warn");
    }

    @Test
    void thisMachineIsNoContainerUnlessItIsOne() throws IOException, InterruptedException {
        // Where the tests themselves run in a container, that is told, and rightly.
        boolean isFirst = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).endsWith("pid:[4026531836]");
        try (Program hostGauge = Program.start(List.of(Exporter.hostGaugeCommand(), "once"))) {
            hostGauge.exitCode(PATIENCE);
            assertThat(hostGauge.output().contains("\nhost_container_info{")).isEqualTo(!isFirst);
        }
    }
}
