package dev.hostgauge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics that users bring in files. */
class TextfileIT {
    @TempDir
    private Path folder;

    private static final String GOOD = """
            # HELP custom_jobs_total Jobs done, by \\"name\\".
            # TYPE custom_jobs_total counter
            custom_jobs_total{name="a \\"b\\" \\\\ c",host=""} 12345678901
            custom_jobs_total{name="d"} 1.5e-7
            # TYPE custom_done counter
            custom_done 7
            # TYPE custom_ratio gauge
            custom_ratio{le="0.5"} NaN
            custom_ratio{quantile="1"} -Inf
            custom_untyped\t+Inf
            # HELP custom_wait_seconds How long.
            # TYPE custom_wait_seconds histogram
            custom_wait_seconds_bucket{queue="x",le="1.0"} 1
            custom_wait_seconds_bucket{queue="x",le="2500000"} 2
            custom_wait_seconds_bucket{queue="x",le="1e-9"} 0
            custom_wait_seconds_sum{queue="x"} 2000001
            custom_wait_seconds_count{queue="x"} 3
            # TYPE custom_size_bytes summary
            custom_size_bytes{quantile="0.50"} 3
            custom_size_bytes_sum 10
            custom_size_bytes_count 4
            """;

    @Test
    void theSameFilesGiveWhatNodeExporterMakesOfThem() throws IOException, InterruptedException {
        write("one/metrics/a.prom", GOOD);
        write("two/metrics/b.prom", "# TYPE custom_ratio gauge\ncustom_ratio{name=\"x\"} 1\n");
        write("two/metrics/c.prom", "# only a comment\n");
        List<String> flags = List.of(
                "--collector.disable-defaults",
                "--collector.textfile",
                "--collector.textfile.directory=" + folder + "/*/metrics");
        Comparison comparison = new Comparison(
                Difference.LIVE,
                (series, before, theirs, after) ->
                        Double.compare(before, theirs) == 0 || Closeness.exact(series, before, theirs, after),
                family -> family.startsWith("custom_") || family.startsWith("node_textfile_"),
                List.of());
        try (Exporter hostGauge = Exporter.hostGauge(flags);
                Exporter nodeExporter = NodeExporter.find().start(flags)) {
            Scrape ours = hostGauge.scrape();
            assertThat(ours.series()).containsKey("custom_wait_seconds_bucket{le=\"2.5e+06\",queue=\"x\"}");
            assertThat(ours.types()).containsEntry("custom_done", "counter").containsEntry("custom_untyped", "untyped");
            comparison.compare(ours, nodeExporter.scrape(), hostGauge.scrape());
        }
        assertThat(comparison.unexplained()).isEmpty();
    }

    @Test
    void aFifoOrANameOfOursAmongTheFilesCostsNothingElse() throws IOException, InterruptedException {
        write("good.prom", GOOD);
        write("late.prom", "custom_late 1\n");
        write("ours.prom", "custom_beside_ours 1\nnode_load1 98765\n");
        fifo("fifo.prom");
        try (Exporter hostGauge =
                Exporter.hostGauge(List.of("--collector.textfile.directory=" + folder, "--set=sampling.min-age=0s"))) {
            Scrape first = timed(hostGauge);
            assertThat(first.series())
                    .containsKeys("custom_done", "custom_late")
                    .containsEntry("hostgauge_collector_problems{collector=\"textfile\"}", 2.0);
            Files.delete(folder.resolve("late.prom"));
            fifo("late.prom");
            Scrape second = timed(hostGauge);
            assertThat(second.series())
                    .containsKeys("custom_done", "node_load1", "node_memory_MemTotal_bytes")
                    .doesNotContainKeys("custom_late", "custom_beside_ours")
                    .doesNotContainValue(98765.0)
                    .containsEntry("node_textfile_scrape_error", 1.0)
                    .containsEntry("hostgauge_collector_problems{collector=\"textfile\"}", 3.0)
                    .containsEntry("hostgauge_stuck_reads", 0.0);
            assertThat(hostGauge.program().output())
                    .contains(
                            "fifo.prom: want a file, got 'a FIFO, socket or device'",
                            "ours.prom: line 2: want a name that is none of HostGauge's own, got 'node_load1'");
        }
    }

    @Test
    void aFileAndAFolderThatHangCostThemselvesAlone() throws IOException, InterruptedException {
        // Not a @TempDir: cleaning up must not walk into a filesystem that hangs.
        Path mountPoint = Files.createTempDirectory("hostgauge-hung");
        Path link = folder.resolve("a.prom");
        write("b.prom", "custom_beside 1\n");
        Files.createSymbolicLink(link, mountPoint.resolve("file"));
        try (HungMount hung = HungMountIT.mount(mountPoint);
                Exporter hostGauge = Exporter.hostGauge(List.of(
                        "--collector.textfile.directory=" + folder,
                        "--collector.textfile.directory=" + mountPoint,
                        "--no-collector.filesystem",
                        "--set=sampling.min-age=0s"))) {
            for (int scrape = 0; scrape < 3; scrape++) {
                assertThat(timed(hostGauge).series())
                        .containsEntry("custom_beside", 1.0)
                        .containsEntry("node_textfile_scrape_error", 1.0)
                        .containsEntry("hostgauge_collector_problems{collector=\"textfile\"}", 2.0)
                        .as("one thread hangs in each, not one a scrape")
                        .containsEntry("hostgauge_stuck_reads", 2.0);
            }
            hung.abort();
            Thread.sleep(200);
            assertThat(timed(hostGauge).series()).containsEntry("hostgauge_stuck_reads", 0.0);
        } finally {
            Files.deleteIfExists(link);
            Files.delete(mountPoint);
        }
    }

    private static Scrape timed(Exporter hostGauge) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Scrape scrape = hostGauge.scrape();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        return scrape;
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, content);
    }

    private void fifo(String name) throws IOException, InterruptedException {
        Process made = new ProcessBuilder("mkfifo", folder.resolve(name).toString())
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor()).isZero();
    }
}
