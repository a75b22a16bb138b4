package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.nvml.FakeDriver;
import dev.hostgauge.nvml.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that do not return cost the GPUs alone, and a bounded time once. */
@Timeout(60)
class NvidiaStuckTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String FIRST = "0000:1b:00.0";
    private static final String SECOND_GPU = "0000:43:00.0";

    @TempDir
    Path folder;

    private FakeDriver driver;

    @BeforeEach
    void twoGpus() {
        driver = FakeDriver.build(folder).load("h100x8").plug(0, 1);
    }

    @AfterEach
    void letGo() {
        driver.heal();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nvml*", "nvmlDeviceGetUtilizationRates", "nvmlDeviceGetFieldValues", "nvmlGpmSampleGet"})
    void aCallThatHangsIsNamedAndNotMadeAgainAndItsGpusAreDownUntilItReturns(String function) throws Exception {
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            run.machine().advance(SECOND);
            driver.fault(function, function.endsWith("*") ? FakeDriver.EVERY_GPU : 1, Fault.hang());
            readThatHangs(run);
            assertThat(run.isState("stuck")).isTrue();
            assertThat(run.isDown(FIRST, "stuck")).isTrue();
            assertThat(run.isDown(SECOND_GPU, "stuck")).isTrue();
            assertThat(run.values("gpu_temperature_celsius")).isEmpty();
            String gpu = function.endsWith("*") ? FIRST : SECOND_GPU;
            assertThat(run.problems())
                    .singleElement()
                    .asString()
                    .contains(function.replace("*", ""), "of " + gpu, "has not returned");
            driver.forgetCalls();
            long before = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                run.readAfter(SECOND);
                assertThat(run.isDown(SECOND_GPU, "stuck")).isTrue();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(driver.calls("nvmlDevice*")).as("calls while one hangs").isZero();
            driver.heal();
            run.readUntil(() -> run.isServed(FIRST) && run.isServed(SECOND_GPU));
            assertThat(run.isState("running")).isTrue();
            assertThat(run.problems()).isEmpty();
        }
        assertThat(driver.references()).isZero();
    }

    /** Two seconds pass while it hangs: it, and not only the wait for events beside it. */
    private void readThatHangs(NvidiaRun run) throws InterruptedException {
        driver.forgetCalls();
        CompletableFuture<PointList> reading = CompletableFuture.supplyAsync(() -> {
            try {
                return run.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        while (driver.hanging() == 0 || driver.calls("nvmlDevice*") + driver.calls("nvmlInit*") == 0) {
            Thread.sleep(1);
        }
        run.machine().advance(SECOND.multipliedBy(2));
        reading.join();
    }

    @Test
    void aStartThatHangsIsAStartAtFirstAndStuckAfterAWhile() throws Exception {
        driver.fault("nvmlInit_v2", FakeDriver.EVERY_GPU, Fault.hang());
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            readThatHangs(run);
            assertThat(run.isState("starting")).isTrue();
            assertThat(run.problems()).isEmpty();
            run.readAfter(SECOND.multipliedBy(10));
            assertThat(run.isState("stuck")).isTrue();
            assertThat(run.problems()).singleElement().asString().contains("nvmlInit_v2 has not returned");
            driver.heal();
            run.readUntil(() -> run.isServed(FIRST));
        }
    }

    @Test
    void theExporterEndsThoughAReadingHangs() throws Exception {
        long before;
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            driver.fault("nvmlDeviceGetTemperatureV", 1, Fault.hang());
            readThatHangs(run);
            before = System.nanoTime();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
        assertThat(driver.shutdowns()).as("nobody shuts down what hangs").isZero();
        driver.heal();
        while (driver.references() > 0) {
            Thread.sleep(1);
        }
    }

    @Test
    void theExporterEndsThoughTheWaitForEventsHangs() throws Exception {
        long before;
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            driver.fault("nvmlEventSetWait_v2", FakeDriver.EVERY_GPU, Fault.hang());
            run.read();
            while (driver.hanging() == 0) {
                Thread.sleep(1);
            }
            run.readAfter(SECOND);
            assertThat(run.isServed(FIRST)).as("readings need no events").isTrue();
            before = System.nanoTime();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
        assertThat(driver.shutdowns()).isZero();
    }
}
