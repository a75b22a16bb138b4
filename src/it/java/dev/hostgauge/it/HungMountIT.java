package dev.hostgauge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mount whose server is gone costs its own series and nothing else. */
class HungMountIT {
    private static final String STUCK = "hostgauge_stuck_reads";

    @Test
    void theRestOfTheScrapeIsWholeAndOnTime() throws IOException, InterruptedException {
        // Not a @TempDir: cleaning up must not walk into a filesystem that hangs.
        Path mountPoint = Files.createTempDirectory("hostgauge-hung");
        try (HungMount hung = mount(mountPoint);
                Exporter hostGauge = Exporter.hostGauge(List.of("--set=sampling.min-age=0s"))) {
            Scrape first = timed(hostGauge, Duration.ofSeconds(4));
            assertThat(errors(first, mountPoint)).containsExactly(1.0);
            assertThat(first.series())
                    .containsEntry(STUCK, 1.0)
                    .containsEntry("node_scrape_collector_success{collector=\"filesystem\"}", 1.0)
                    .containsKeys("node_load1", "node_memory_MemTotal_bytes")
                    .doesNotContainValue(Double.NaN);
            assertThat(first.series().keySet()).anyMatch(series -> series.startsWith("node_filesystem_size_bytes"));

            for (int scrape = 0; scrape < 3; scrape++) {
                Scrape later = timed(hostGauge, Duration.ofSeconds(1));
                assertThat(errors(later, mountPoint)).containsExactly(1.0);
                assertThat(later.series())
                        .as("one thread hangs, not one a scrape")
                        .containsEntry(STUCK, 1.0);
            }

            hung.abort();
            Thread.sleep(200);
            assertThat(timed(hostGauge, Duration.ofSeconds(4)).series()).containsEntry(STUCK, 0.0);
        } finally {
            Files.delete(mountPoint);
        }
    }

    /** A mount that hangs; without the right to mount, the test ends here. */
    static HungMount mount(Path mountPoint) throws IOException {
        try {
            return new HungMount(mountPoint);
        } catch (IOException notAllowed) {
            Files.delete(mountPoint);
            throw Peer.skip("NOT TESTED, a mount that hangs: " + notAllowed.getMessage());
        }
    }

    private static Scrape timed(Exporter hostGauge, Duration limit) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Scrape scrape = hostGauge.scrape();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit);
        return scrape;
    }

    private static List<Double> errors(Scrape scrape, Path mountPoint) {
        return scrape.series().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("node_filesystem_device_error{")
                        && entry.getKey().contains("mountpoint=\"" + mountPoint + "\""))
                .map(entry -> entry.getValue())
                .toList();
    }
}
