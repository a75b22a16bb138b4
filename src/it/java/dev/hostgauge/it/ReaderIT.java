package dev.hostgauge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --reader=oshi} on the Linux machine that both readers can read. */
class ReaderIT {
    private static final String OSHI = "--reader=oshi";
    private static final String KERNEL = "--reader=kernel";
    private static final String FRESH = "--set=sampling.min-age=0s";

    /** After this long every reading of a cadence is due again. */
    private static final int LONGEST_CADENCE_MILLIS = 31_000;

    private static final int TEN_SECONDS_PASSED_MILLIS = 11_000;

    private static final Pattern SHARED = Pattern.compile("(node|host)_(?!scrape_|exporter_).*");

    /** What does not change while a machine runs. */
    private static final Pattern STATIC = Pattern.compile(
            "host_(cpu_\\w+_count|memory_total_bytes|swap_total_bytes|filesystem_size_bytes|info|network_info)"
                    + "|node_(memory_(Mem|Swap)Total_bytes|filesystem_(size_bytes|files|readonly|device_error)"
                    + "|network_(mtu_bytes|speed_bytes|iface_id|up|info)|filefd_maximum|\\w+_info)");

    /** Over the last seconds, which were others for each of them. */
    private static final Pattern OF_LATE =
            Pattern.compile("host_\\w*utilization_ratio|node_load\\d+|host_cpu_frequency.*"
                    + "|node_cpu_scaling_frequency_hertz|node_filefd_allocated|node_disk_io_now");

    private static final double SECONDS_ROUNDED = 1.5;

    @Test
    void saysTheSameAsTheKernelsFiles() throws IOException, InterruptedException {
        try (Exporter kernel = Exporter.hostGauge(List.of(KERNEL, FRESH))) {
            awaitUtilization(kernel);
            Scrape before = kernel.scrape();
            Scrape between = scrapeOfOshi();
            Set<String> shared = new HashSet<>(between.types().keySet());
            Comparison comparison = new Comparison(
                    Difference.LIVE,
                    ReaderIT::isClose,
                    family -> shared.contains(family) && SHARED.matcher(family).matches(),
                    Difference.ofReaders());
            comparison.compare(before, between, kernel.scrape());
            assertThat(comparison.unexplained())
                    .as("differences that no entry of readers.conf explains")
                    .isEmpty();
            assertThat(shared)
                    .contains(
                            "node_cpu_seconds_total",
                            "node_load1",
                            "node_memory_MemAvailable_bytes",
                            "node_filesystem_avail_bytes",
                            "node_network_receive_bytes_total",
                            "node_boot_time_seconds",
                            "host_cpu_utilization_ratio",
                            "host_uptime_seconds");
        }
    }

    /** When there are utilisations, and OSHI is asked again what is asked every ten seconds alone. */
    private static Scrape scrapeOfOshi() throws IOException, InterruptedException {
        try (Exporter oshi = Exporter.hostGauge(List.of(OSHI, FRESH))) {
            Thread.sleep(TEN_SECONDS_PASSED_MILLIS);
            return oshi.scrape();
        }
    }

    private static void awaitUtilization(Exporter exporter) throws IOException, InterruptedException {
        while (!exporter.scrape().series().containsKey("host_cpu_utilization_ratio")) {
            Thread.sleep(50);
        }
    }

    private static boolean isClose(String series, double before, double theirs, double after) {
        String family = Scrape.family(series);
        if (OF_LATE.matcher(family).matches()) {
            return theirs >= 0;
        }
        if (STATIC.matcher(family).matches()) {
            return before == theirs;
        }
        if (family.endsWith("_seconds") && !family.equals("node_time_seconds")) {
            // OSHI knows boot time and uptime in whole seconds.
            return Math.abs(before - theirs) <= SECONDS_ROUNDED + after - before;
        }
        return Closeness.moving(series, before, theirs, after);
    }

    @Test
    void startsSubprocessesAtTheStartAlone(@TempDir Path folder) throws IOException, InterruptedException {
        Path strace = Peer.require("strace");
        Path log = folder.resolve("strace.log");
        List<String> traced = List.of(
                strace.toString(), "-f", "-e", "trace=execve", "-o", log.toString(), Exporter.hostGaugeCommand());
        try (Exporter oshi = Exporter.start(traced, List.of(OSHI, FRESH))) {
            oshi.scrape();
            oshi.scrape();
            Map<String, Integer> atTheStart = programs(log);
            Thread.sleep(LONGEST_CADENCE_MILLIS);
            assertThat(oshi.scrape().series()).containsKey("node_load1");
            oshi.scrape();
            assertThat(programs(log)).isEqualTo(atTheStart);
        }
    }

    /** How often each program was tried to be started. */
    private static Map<String, Integer> programs(Path log) throws IOException {
        Map<String, Integer> programs = new TreeMap<>();
        for (String line : Files.readAllLines(log)) {
            int quote = line.indexOf("execve(\"");
            if (quote >= 0) {
                String path = line.substring(quote + "execve(\"".length());
                programs.merge(path.substring(0, path.indexOf('"')), 1, Integer::sum);
            }
        }
        return programs;
    }

    @Test
    void noClassOfOshiIsLoadedForTheKernelsFiles(@TempDir Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        Path jar = Path.of("target", "hostgauge.jar").toAbsolutePath();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-jar",
                jar.toString());
        try (Exporter kernel = Exporter.start(command, List.of(FRESH))) {
            kernel.scrape();
            assertThat(kernel.scrape().series()).containsKey("node_load1");
        }
        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded).anyMatch(line -> line.contains(" dev.hostgauge.Exporter "));
        assertThat(loaded).noneMatch(line -> line.contains(" oshi.") || line.contains(" com.sun.jna.platform."));
    }
}
