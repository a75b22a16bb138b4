package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.config.CompatSettings;
import dev.hostgauge.nvml.FakeDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GPUs that sleep while nobody uses them are neither woken nor kept awake. */
class NvidiaSleepTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String FIRST = "0000:1b:00.0";
    private static final String OTHER = "0000:43:00.0";

    @TempDir
    Path folder;

    private NvidiaRun run(FakeDriver driver, String... moreEntries) throws IOException {
        String recording = NvidiaRun.DRIVER_ALONE + String.join("", moreEntries);
        return new NvidiaRun(folder, driver, recording, "", CompatSettings.DEFAULTS);
    }

    private static String card(String address, String status) {
        return Cards.card(address, "10de", "nvidia", "power/runtime_status", status)
                + "== file proc/driver/nvidia/gpus/" + address + "/power\n"
                + "Runtime D3 status:          Enabled (fine-grained)\nVideo Memory:               Active\n";
    }

    private static void status(NvidiaRun run, String address, String status) throws IOException {
        run.machine().write("sys/bus/pci/devices/" + address + "/power/runtime_status", status + "\n");
    }

    @Test
    void aGpuThatSleepsIsNotAskedAnythingUntilItIsAwake() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        try (NvidiaRun run = run(driver, card(FIRST, "suspended"))) {
            for (int i = 0; i < 60; i++) {
                run.readAfter(SECOND);
            }
            assertThat(driver.census()).isEmpty();
            assertThat(run.isState("released")).isTrue();
            assertThat(run.values("gpu_runtime_suspended")).containsExactly(1.0);
            assertThat(run.values("gpu_up")).containsExactly(1.0);
            assertThat(run.problems()).isEmpty();
            status(run, FIRST, "active");
            run.readAfter(SECOND);
            assertThat(run.isState("running")).isTrue();
            assertThat(run.isServed(FIRST)).isTrue();
        }
        assertThat(driver.references()).isZero();
    }

    @Test
    void aGpuThatMaySleepIsNotAskedAnythingEither() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        String card =
                Cards.card(FIRST, "10de", "nvidia") + "== dir sys/bus/pci/devices/" + FIRST + "/power/runtime_status\n";
        try (NvidiaRun run = run(driver, card)) {
            run.read();
            assertThat(driver.census()).isEmpty();
            assertThat(run.problems()).singleElement().asString().contains("runtime_status");
        }
    }

    @Test
    void ofTwoOnlyTheOneThatIsAwakeIsOpened() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8").plug(0, 1);
        try (NvidiaRun run = run(driver, card(FIRST, "suspended"), card(OTHER, "active"))) {
            for (int i = 0; i < 40; i++) {
                run.readAfter(SECOND);
            }
            assertThat(run.isServed(OTHER)).isTrue();
            assertThat(driver.callsOf(0)).isZero();
            assertThat(driver.calls("nvmlDeviceGetHandleByIndex_v2")).isZero();
            assertThat(driver.calls("nvmlDeviceGetHandleByPciBusId_v2")).isEqualTo(1);
            status(run, FIRST, "active");
            run.readAfter(SECOND);
            assertThat(run.isServed(FIRST)).isTrue();
            run.readUntil(() -> run.values("gpu_xid_errors_total", FIRST).size() == 10);
            assertThat(driver.inits()).isEqualTo(1);
        }
    }

    @Test
    void oneThatFellAsleepAgainIsUpAndHasNoValuesOfBefore() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8").plug(0, 1);
        try (NvidiaRun run = run(driver, card(FIRST, "active"), card(OTHER, "active"))) {
            run.read();
            assertThat(run.isServed(FIRST)).isTrue();
            status(run, FIRST, "suspended");
            driver.forgetCalls();
            run.readAfter(SECOND);
            assertThat(driver.callsOf(0)).isZero();
            assertThat(run.values("gpu_up", FIRST)).containsExactly(1.0);
            assertThat(run.values("gpu_temperature_celsius", FIRST)).isEmpty();
            assertThat(run.isServed(OTHER)).isTrue();
        }
    }

    @Test
    void anIdleGpuIsLetGoAndTakenUpAgainOnceSomebodyElseWakesIt() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100").set(0, "utilization.gpu", 0);
        try (NvidiaRun run = run(driver, card(FIRST, "active"))) {
            run.read();
            for (int i = 0; i < 29; i++) {
                run.readAfter(SECOND);
            }
            assertThat(run.isServed(FIRST)).as("before 30 s").isTrue();
            run.readAfter(SECOND.multipliedBy(2));
            run.readUntil(() -> driver.references() == 0);
            assertThat(run.isState("released")).isTrue();
            assertThat(run.values("gpu_up")).containsExactly(1.0);
            assertThat(run.values("gpu_temperature_celsius")).isEmpty();
            status(run, FIRST, "suspended");
            driver.forgetCalls();
            for (int i = 0; i < 300; i++) {
                run.readAfter(SECOND);
            }
            assertThat(driver.calls("*")).isZero();
            status(run, FIRST, "active");
            run.readAfter(SECOND);
            assertThat(run.isServed(FIRST)).isTrue();
        }
    }

    @Test
    void aGpuThatDidNotFallAsleepIsTakenUpAgainAfterAWhile() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100").set(0, "utilization.gpu", 0);
        try (NvidiaRun run = run(driver, card(FIRST, "active"))) {
            run.read();
            run.readAfter(SECOND.multipliedBy(31));
            run.readUntil(() -> driver.references() == 0);
            run.readAfter(Duration.ofMinutes(2));
            assertThat(run.isServed(FIRST)).isTrue();
        }
    }

    @Test
    void aGpuThatIsBusyOrWouldNotSleepIsNotLetGo() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8").plug(0, 1);
        driver.set(0, "utilization.gpu", 0).set(1, "utilization.gpu", 1);
        try (NvidiaRun run = run(driver, card(FIRST, "active"), card(OTHER, "active"))) {
            for (int i = 0; i < 60; i++) {
                run.readAfter(SECOND.multipliedBy(10));
            }
            assertThat(run.isServed(FIRST)).isTrue();
            run.machine()
                    .write(
                            "proc/driver/nvidia/gpus/" + FIRST + "/power",
                            "Runtime D3 status:          Disabled by default\n");
            driver.set(1, "utilization.gpu", 0);
            for (int i = 0; i < 60; i++) {
                run.readAfter(SECOND.multipliedBy(10));
            }
            assertThat(run.isServed(FIRST)).isTrue();
            assertThat(driver.shutdowns()).isZero();
        }
    }
}
