package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.nvml.FakeDriver;
import dev.hostgauge.nvml.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls the collector makes, how often, and what it counts of their answers. */
class NvidiaCallsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String FIRST = "0000:1b:00.0";
    private static final String UTILIZATION = "nvmlDeviceGetUtilizationRates";

    @TempDir
    Path folder;

    @Test
    void aCycleInWhichNothingElseIsDueMakesAtMostSixteenCallsForEachGpu() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            run.readAfter(SECOND.multipliedBy(31));
            driver.forgetCalls();
            run.readAfter(Duration.ofMillis(200));
            for (int gpu = 0; gpu < 8; gpu++) {
                assertThat(driver.callsOf(gpu))
                        .as("calls of GPU %s, of %s", gpu, driver.census())
                        .isBetween(10L, 16L);
            }
            assertThat(driver.calls("nvmlInit*") + driver.calls("nvmlShutdown")).isZero();
        }
    }

    @Test
    void whatIsAskedEveryFifteenSecondsIsAskedOfOneGpuAfterTheOther() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            driver.forgetCalls();
            long most = 0;
            for (int second = 0; second < 30; second++) {
                long before = driver.calls("nvmlDeviceGetEccMode");
                run.readAfter(SECOND);
                most = Math.max(most, driver.calls("nvmlDeviceGetEccMode") - before);
            }
            assertThat(driver.calls("nvmlDeviceGetEccMode")).isBetween(8L, 16L);
            assertThat(most).isBetween(1L, 2L);
        }
    }

    @Test
    void oneThreadMakesAllReadingsAndAnotherWaitsForEvents() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            for (int i = 0; i < 20; i++) {
                run.readAfter(SECOND);
            }
            while (driver.eventsWaiting() == 0) {
                Thread.sleep(1);
            }
        }
        Set<Long> readers = new HashSet<>(driver.threadsOf("nvmlDeviceGet*"));
        readers.addAll(driver.threadsOf("nvmlInit_v2"));
        readers.addAll(driver.threadsOf("nvmlGpm*"));
        readers.addAll(driver.threadsOf("nvmlSystem*"));
        readers.addAll(driver.threadsOf("nvmlShutdown"));
        readers.addAll(driver.threadsOf("nvmlDeviceRegisterEvents"));
        assertThat(readers).hasSize(1);
        assertThat(driver.threadsOf("nvmlEventSetWait_v2")).hasSize(1).doesNotContainAnyElementsOf(readers);
    }

    @Test
    void whatAGpuDoesNotSupportIsNotAskedAgainBeforeTheDriverIsLoadedAnew() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        driver.unset(0, "utilization.gpu");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            for (int i = 0; i < 20; i++) {
                run.readAfter(SECOND);
            }
            assertThat(driver.calls(0, UTILIZATION)).isEqualTo(1);
            assertThat(run.values("gpu_utilization_ratio")).isEmpty();
            assertThat(run.values("gpu_nvml_errors_total")).isEmpty();
            assertThat(run.problems()).isEmpty();
            driver.set(0, "utilization.gpu", 50).reload();
            run.readAfter(SECOND);
            run.readUntil(() -> run.isServed(FIRST));
            assertThat(run.values("gpu_utilization_ratio")).containsExactly(0.5);
        }
    }

    @Test
    void noCallIsRepeatedThatNothingSupports() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("gb10");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.readAfter(SECOND);
            driver.forgetCalls();
            for (int i = 0; i < 60; i++) {
                run.readAfter(SECOND.multipliedBy(10));
            }
            long perCycle = driver.callsOf(0) / 60;
            assertThat(perCycle).as("of %s", driver.census()).isLessThanOrEqualTo(16);
            assertThat(run.values("gpu_nvml_errors_total")).isEmpty();
        }
    }

    @Test
    void whatIsNotPermittedIsLeftOutCountedOnceAndNotAskedAgain() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        driver.fault(UTILIZATION, 0, Fault.code(4));
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            for (int i = 0; i < 20; i++) {
                run.readAfter(SECOND);
            }
            assertThat(driver.calls(0, UTILIZATION)).isEqualTo(1);
            assertThat(run.isServed(FIRST)).isTrue();
            assertThat(run.values("gpu_utilization_ratio")).isEmpty();
            assertThat(run.values("gpu_nvml_errors_total", "call=\"" + UTILIZATION + "\"", "code=\"no_permission\""))
                    .containsExactly(1.0);
            assertThat(run.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"20, memory", "23, insufficient_resources", "27, not_ready", "999, unknown", "123, unnamed"})
    void anErrorThatPassesIsCountedEachTimeAndCostsItsOwnSeriesAlone(int code, String label) throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            driver.fault(UTILIZATION, 0, Fault.code(code));
            for (int i = 0; i < 3; i++) {
                run.readAfter(SECOND);
            }
            assertThat(run.isServed(FIRST)).isTrue();
            assertThat(run.values("gpu_utilization_ratio")).isEmpty();
            assertThat(run.values("gpu_nvml_errors_total")).containsExactly(3.0);
            assertThat(run.values("gpu_nvml_errors_total", UTILIZATION, "code=\"" + label + "\""))
                    .containsExactly(3.0);
            driver.heal();
            run.readAfter(SECOND);
            assertThat(run.values("gpu_utilization_ratio")).containsExactly(0.57);
        }
    }

    @ParameterizedTest
    @CsvSource({"3", "6", "13", "21"})
    void whatIsNotThereIsNoError(int code) throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        driver.fault(UTILIZATION, 0, Fault.code(code));
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.isServed(FIRST)).isTrue();
            assertThat(run.values("gpu_utilization_ratio")).isEmpty();
            assertThat(run.values("gpu_nvml_errors_total")).isEmpty();
        }
    }

    @Test
    void everyErrorOfEveryCallLeavesTheCollectorServing() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8").plug(0, 1);
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            for (int code = 1; code <= 30; code++) {
                driver.fault("nvml*", FakeDriver.EVERY_GPU, Fault.code(code));
                run.readAfter(SECOND.multipliedBy(20));
                driver.heal();
            }
            run.readAfter(Duration.ofMinutes(20));
            driver.reload();
            run.readAfter(Duration.ofMinutes(20));
            run.readUntil(() -> {
                run.machine().advance(SECOND);
                return run.isServed(FIRST) && run.isServed("0000:43:00.0");
            });
        }
    }

    @Test
    void aGpuWhoseMemoryMayNotBeAskedForIsNotTakenForOneWithout() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        driver.fault("nvmlDeviceGetMemoryInfo*", 0, Fault.code(4));
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_memory_used_bytes")).isEmpty();
            assertThat(run.values("gpu_info", "memory=\"unified\"")).isEmpty();
        }
    }
}
