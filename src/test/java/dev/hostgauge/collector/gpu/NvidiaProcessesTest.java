package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.config.CompatSettings;
import dev.hostgauge.nvml.FakeDriver;
import dev.hostgauge.nvml.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The processes that use a GPU. */
class NvidiaProcessesTest {
    private static final String COUNT = "gpu_processes";
    private static final String MEMORY = "gpu_process_memory_bytes";
    private static final String NAMED =
            NvidiaRun.DRIVER_ALONE + "== file proc/4242/comm\npython3\n" + "== file proc/5353/comm\nod\"d na\\me\n";

    @TempDir
    Path folder;

    private NvidiaRun run(FakeDriver driver, String settings) throws IOException {
        return new NvidiaRun(folder, driver, NAMED, settings, CompatSettings.DEFAULTS);
    }

    @Test
    void theyAreCountedAndNotNamedUnlessThatIsAskedFor() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        driver.set(0, "processes.compute", "4242:1000:-:- 5353:3000:-:-");
        try (NvidiaRun run = run(driver, "")) {
            run.read();
            assertThat(run.values(COUNT, "type=\"compute\"")).containsExactly(2.0);
            assertThat(run.values(COUNT, "type=\"graphics\"")).containsExactly(0.0);
            assertThat(run.values(COUNT, "type=\"mps\"")).containsExactly(0.0);
            assertThat(run.values(MEMORY)).isEmpty();
        }
    }

    @Test
    void theLargestAreNamedByTheKernelsNames() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        driver.set(0, "processes.compute", "4242:1000:-:- 5353:3000:-:- 6464:2000:-:- 7575:-:-:-");
        try (NvidiaRun run = run(driver, "process-memory = true\nmax-processes = 2\n")) {
            run.read();
            assertThat(run.values(COUNT, "type=\"compute\"")).containsExactly(4.0);
            assertThat(run.values(MEMORY)).hasSize(2);
            assertThat(run.values(MEMORY, "pid=\"5353\"", "process=\"od\"d na\\me\""))
                    .containsExactly(3000.0);
            assertThat(run.values(MEMORY, "pid=\"6464\"", "process=\"\"")).containsExactly(2000.0);
            driver.set(0, "processes.compute", "4242:1000:-:-");
            run.readAfter(Duration.ofSeconds(31));
            assertThat(run.values(MEMORY, "pid=\"4242\"", "process=\"python3\""))
                    .containsExactly(1000.0);
            assertThat(run.values(MEMORY)).hasSize(1);
        }
    }

    @Test
    void aProcessThatIsThereOnceForEachInstanceIsOne() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        driver.set(0, "processes.compute", "4242:1000:1:0 4242:500:2:0");
        try (NvidiaRun run = run(driver, "process-memory = true\n")) {
            run.read();
            assertThat(run.values(MEMORY)).containsExactly(1500.0);
        }
    }

    @Test
    void aListThatGrowsIsReadWhole() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        driver.set(
                0,
                "processes.compute",
                IntStream.range(0, 300)
                        .mapToObj(i -> (1000 + i) + ":" + i + ":-:-")
                        .collect(Collectors.joining(" ")));
        try (NvidiaRun run = run(driver, "")) {
            run.read();
            assertThat(run.values(COUNT, "type=\"compute\"")).containsExactly(300.0);
            assertThat(run.values("gpu_nvml_errors_total")).isEmpty();
        }
    }

    @Test
    void aListThatGrowsWithoutAnEndIsLeftOutAndTheRestServed() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100").set(0, "processes.growing", 1);
        try (NvidiaRun run = run(driver, "")) {
            run.read();
            assertThat(run.values(COUNT)).isEmpty();
            assertThat(run.values("gpu_nvml_errors_total", "insufficient_size")).isNotEmpty();
            assertThat(run.isServed("0000:1b:00.0")).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Variant.class,
            names = {"DRIVER_450", "DRIVER_510", "DRIVER_535_54", "DRIVER_535_261", "DRIVER_610"})
    void theMemoryIsTheRightProcessesOnEveryBranchThoughEntriesDiffer(Variant branch) throws IOException {
        FakeDriver driver = FakeDriver.build(folder, branch).load("h100");
        driver.set(0, "processes.compute", "4242:1000:-:- 5353:3000:-:- 6464:2000:-:-");
        try (NvidiaRun run = run(driver, "process-memory = true\n")) {
            run.read();
            assertThat(run.values(MEMORY, "pid=\"4242\"")).containsExactly(1000.0);
            assertThat(run.values(MEMORY, "pid=\"5353\"")).containsExactly(3000.0);
            assertThat(run.values(MEMORY, "pid=\"6464\"")).containsExactly(2000.0);
            assertThat(run.values(MEMORY)).hasSize(3);
        }
        assertThat(driver.brokenCanaries()).isZero();
    }
}
