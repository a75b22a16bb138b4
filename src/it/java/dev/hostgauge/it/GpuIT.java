package dev.hostgauge.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.nvml.FakeDriver;
import dev.hostgauge.nvml.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running exporter on a machine with eight GPUs, whose driver is steered. */
class GpuIT {
    private static final String EVERY_CALL = "nvml*";
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final List<Path> links = new ArrayList<>();

    @Test
    void eightGpusAreServed() throws IOException, InterruptedException {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8");
        try (Exporter exporter = exporter(driver)) {
            Scrape scrape = exporter.scrape();
            assertThat(scrape.series()).containsEntry("gpu_devices{vendor=\"nvidia\"}", 8.0);
            assertThat(up(scrape)).hasSize(8).containsOnly(1.0);
            assertThat(scrape.series())
                    .containsEntry("gpu_nvml_state{state=\"running\"}", 1.0)
                    .containsEntry("hostgauge_collector_problems{collector=\"gpu\"}", 0.0);
        }
        assertThat(driver.inits()).isEqualTo(driver.shutdowns()).isEqualTo(1);
        assertThat(driver.badArguments() + driver.wrongVersions() + driver.callsWhileNotInitialised())
                .isZero();
    }

    @Test
    void aHungDriverCostsTheGpusAlone() throws IOException, InterruptedException {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8");
        try (Exporter exporter = exporter(driver)) {
            Set<String> others = families(exporter.scrape());
            driver.fault(EVERY_CALL, FakeDriver.EVERY_GPU, Fault.hang());
            Scrape hung = timed(exporter, DEADLINE);
            assertThat(families(hung)).containsAll(others);
            assertThat(hung.series())
                    .containsEntry("gpu_nvml_state{state=\"stuck\"}", 1.0)
                    .containsEntry("hostgauge_stuck_reads", 1.0);
            assertThat(up(hung)).hasSize(8).containsOnly(0.0);
            long calls = driver.calls(EVERY_CALL);
            assertThat(families(timed(exporter, Duration.ofSeconds(1)))).containsAll(others);
            assertThat(driver.calls(EVERY_CALL) - calls)
                    .as("but for the wait for events nothing is called beside what hangs")
                    .isLessThanOrEqualTo(1);
            driver.heal();
            awaitUp(exporter);
        }
    }

    @Test
    void aHungDriverDoesNotKeepTheExporterFromEnding() throws IOException, InterruptedException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        long stopped;
        try (Exporter exporter = exporter(driver)) {
            exporter.scrape();
            driver.fault(EVERY_CALL, FakeDriver.EVERY_GPU, Fault.hang());
            timed(exporter, DEADLINE);
            stopped = System.nanoTime();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(LATE);
    }

    @Test
    void promtoolFindsNothingNewInGpus() throws IOException, InterruptedException {
        Path promtool = Peer.require("promtool");
        FakeDriver driver = FakeDriver.build(folder).load("h100x8").xid(0, 79);
        try (Exporter exporter = exporter(driver)) {
            exporter.get("/metrics");
            assertThat(PromtoolIT.newFindings(promtool, exporter.get("/metrics").body()))
                    .isEmpty();
        }
    }

    /** This machine as it is, with the driver's module and no other. */
    private Exporter exporter(FakeDriver driver) throws IOException, InterruptedException {
        Path sys = folder.resolve("sys");
        Files.createDirectories(sys.resolve("module/nvidia"));
        try (Stream<Path> entries = Files.list(Path.of("/sys"))) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                if (!entry.endsWith("module")) {
                    links.add(Files.createSymbolicLink(sys.resolve(entry.getFileName()), entry));
                }
            }
        }
        return Exporter.hostGauge(List.of(
                "--path.sysfs=" + sys,
                "--set=collectors.gpu.nvml.library=" + driver.library(),
                "--set=sampling.min-age=0s"));
    }

    @AfterEach
    void removeLinks() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
    }

    private static Scrape timed(Exporter exporter, Duration most) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Scrape scrape = exporter.scrape();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(most);
        return scrape;
    }

    private static void awaitUp(Exporter exporter) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LATE.toNanos();
        while (true) {
            Scrape scrape = exporter.scrape();
            if (up(scrape).stream().allMatch(up -> up == 1)) {
                return;
            }
            assertThat(System.nanoTime()).as("the GPUs are to come back").isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static List<Double> up(Scrape scrape) {
        return scrape.series().entrySet().stream()
                .filter(series -> series.getKey().startsWith("gpu_up{"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** All but those of GPUs, and what only utilisations of the last seconds give. */
    private static Set<String> families(Scrape scrape) {
        return scrape.types().keySet().stream()
                .filter(family -> !family.startsWith("gpu_")
                        && !family.equals("host_temperature_celsius")
                        && !family.endsWith("_utilization_ratio"))
                .collect(Collectors.toSet());
    }
}
