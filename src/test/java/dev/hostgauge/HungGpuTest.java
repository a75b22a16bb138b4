package dev.hostgauge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.RecordedRun;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.gpu.GpuWithLibrary;
import dev.hostgauge.machine.RecordedMachine;
import dev.hostgauge.nvml.FakeDriver;
import dev.hostgauge.nvml.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A driver that hangs takes nothing from the other collectors, and from a scrape no more than a reading's limit. */
@Timeout(120)
class HungGpuTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    @Test
    void allOtherSeriesAreServedWhileEveryCallHangs() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8");
        Path root = Files.createDirectories(folder.resolve("machine"));
        try (GpuWithLibrary gpu = new GpuWithLibrary(driver.library());
                RecordedMachine recorded = RecordedMachine.unpack("small-vm", root);
                RecordedRun run = new RecordedRun(withGpu(gpu.registration()), recorded)) {
            recorded.write("sys/module/nvidia/version", "610.57.04\n");
            Set<String> before = others(served(run));
            assertThat(before).hasSizeGreaterThan(100);
            driver.fault("nvml*", FakeDriver.EVERY_GPU, Fault.hang());
            recorded.advance(SECOND);
            long start = System.nanoTime();
            assertThat(others(served(run))).containsAll(before);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("the first scrape, which waits as long as a reading may take")
                    .isLessThan(Registration.COMPOSITE_LIMIT.plusSeconds(5));
            for (int i = 0; i < 10; i++) {
                recorded.advance(SECOND);
                start = System.nanoTime();
                Set<String> now = served(run);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Registration.READ_LIMIT);
                assertThat(others(now)).containsAll(before);
            }
            assertThat(served(run))
                    .contains("hostgauge_stuck_reads 1", "gpu_nvml_state{state=\"stuck\"} 1")
                    .anyMatch(line -> line.startsWith("gpu_up{") && line.endsWith(" 0"))
                    .noneMatch(line -> line.startsWith("gpu_up{") && line.endsWith(" 1"));
            driver.heal();
            while (!served(run).contains("gpu_nvml_state{state=\"running\"} 1")) {
                Thread.sleep(20);
            }
            assertThat(served(run)).contains("hostgauge_stuck_reads 0");
        } finally {
            driver.heal();
        }
    }

    private static List<Registration> withGpu(Registration gpu) {
        return Sources.COLLECTORS.stream()
                .map(registration -> registration.name().equals(gpu.name()) ? gpu : registration)
                .toList();
    }

    private Set<String> served(RecordedRun run) throws IOException {
        return MachineGoldenTest.text(run.read(), folder)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The series of other collectors, without their values. */
    private static Set<String> others(Set<String> lines) {
        return lines.stream()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .filter(series -> !series.matches("(gpu|hostgauge)_.*"))
                .filter(series -> !series.matches("host_temperature_celsius.*kind=\"gpu\".*"))
                .filter(series -> !series.contains("collector=\"gpu\""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
