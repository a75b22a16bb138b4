package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.config.CompatSettings;
import dev.hostgauge.nvml.FakeDriver;
import dev.hostgauge.nvml.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the driver is taken up, kept, lost and given back. */
class NvidiaLifeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String FIRST = "0000:1b:00.0";

    @TempDir
    Path folder;

    @Test
    void aMachineWithoutTheDriverIsNotAskedAnythingAndServesNothing() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        try (NvidiaRun run = new NvidiaRun(folder, driver, "== dir sys/module\n", "", CompatSettings.DEFAULTS)) {
            assertThat(run.read().points()).isEmpty();
            assertThat(run.readAfter(Duration.ofMinutes(5)).points()).isEmpty();
            assertThat(run.problems()).isEmpty();
        }
        assertThat(driver.census()).isEmpty();
        assertThat(Files.readString(Path.of("/proc/self/maps")))
                .as("what this process has loaded")
                .doesNotContain(driver.library().toString());
    }

    @Test
    void aDriverWithoutItsLibraryIsToldOfAndTheLibraryIsTakenUpOnceItIsThere() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        Path elsewhere = folder.resolve("not-yet");
        Files.move(driver.library(), elsewhere);
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.isState("no_library")).isTrue();
            assertThat(run.problems())
                    .singleElement()
                    .asString()
                    .contains("NVIDIA's driver is loaded", driver.library().toString(), "gpu.nvml.library");
            Files.move(elsewhere, driver.library());
            run.readAfter(SECOND);
            assertThat(run.isState("no_library"))
                    .as("it is too early to try again")
                    .isTrue();
            run.readAfter(SECOND.multipliedBy(5));
            assertThat(run.isState("running")).isTrue();
            assertThat(run.isServed(FIRST)).isTrue();
            assertThat(run.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9, driver_not_loaded, restarting",
        "18, lib_rm_version_mismatch, version_mismatch",
        "999, unknown, refused",
        "123, unnamed, refused"
    })
    void aDriverThatDoesNotStartAgainIsDownWithItsReasonUntilItDoes(int code, String reason, String state)
            throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            driver.refuseInit(code);
            driver.reload();
            run.readAfter(SECOND);
            assertThat(run.isDown(FIRST, "uninitialized")).isTrue();
            run.readUntil(() -> run.isDown(FIRST, reason));
            assertThat(run.isState(state)).isTrue();
            assertThat(run.values("gpu_info", "GPU-11111111-2222-3333-4444-000000000000"))
                    .containsExactly(1.0);
            assertThat(run.values("gpu_temperature_celsius")).isEmpty();
            driver.refuseInit(0);
            run.readAfter(Duration.ofMinutes(1));
            assertThat(run.isState("running")).isTrue();
            assertThat(run.isServed(FIRST)).isTrue();
        }
        assertThat(driver.inits()).isEqualTo(driver.shutdowns() + 1);
        assertThat(driver.references()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"18, version_mismatch", "999, refused", "123, refused"})
    void aDriverThatNeverStartedSaysWhyOnceForAllOfItsGpus(int code, String state) throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100").refuseInit(code);
        String recording = NvidiaRun.DRIVER_ALONE + Cards.card(FIRST, "10de", "nvidia");
        try (NvidiaRun run = new NvidiaRun(folder, driver, recording, "", CompatSettings.DEFAULTS)) {
            run.read();
            assertThat(run.isState(state)).isTrue();
            assertThat(run.values("gpu_up", FIRST)).containsExactly(0.0);
            assertThat(run.problems()).hasSize(1);
        }
    }

    @Test
    void aDriverThatIsNotLoadedAndNeverWasServesNothing() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100").refuseInit(9);
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            assertThat(run.read().points().keySet()).allMatch(series -> series.startsWith("gpu_nvml_errors_total"));
            assertThat(run.problems()).isEmpty();
        }
    }

    @Test
    void startsAreTriedLessAndLessOften() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100").refuseInit(999);
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            for (int second = 0; second < 600; second++) {
                run.readAfter(SECOND);
            }
            // After 1, 2, 4, 8, 16, 32 s and then each minute.
            assertThat(driver.calls("nvmlInit_v2")).isBetween(14L, 17L);
        }
    }

    @Test
    void aReloadedDriverIsTakenUpOnceAndIsAsNew() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            driver.set(FakeDriver.EVERY_GPU, "energy", 5000);
            driver.setDriver("version", "575.64.05").setDriver("cuda", 12090).reload();
            run.readAfter(SECOND);
            run.readUntil(() -> run.isServed(FIRST));
            assertThat(run.values("gpu_up")).containsExactlyElementsOf(Collections.nCopies(8, 1.0));
            assertThat(run.values("gpu_info", "driver_version=\"575.64.05\"", "cuda_version=\"12.9\""))
                    .hasSize(8);
            assertThat(run.values("gpu_energy_joules_total", FIRST))
                    .as("a counter begins anew with the driver")
                    .containsExactly(5.0);
            for (int i = 0; i < 10; i++) {
                run.readAfter(SECOND);
            }
            assertThat(driver.inits()).isEqualTo(2);
            assertThat(driver.staleHandles()).isZero();
        }
        assertThat(driver.references()).isZero();
    }

    @Test
    void aStormOfReloadsIsFollowedWithPausesThatGrow() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            for (int i = 0; i < 60; i++) {
                driver.reload();
                run.readAfter(SECOND);
                Thread.sleep(5);
            }
            assertThat(driver.inits()).isBetween(3L, 8L);
            run.readAfter(Duration.ofMinutes(1));
            run.readUntil(() -> run.isServed(FIRST));
        }
    }

    @Test
    void anOrdinaryCycleNeitherStartsNorEndsAnything() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            for (int minute = 0; minute < 20; minute++) {
                run.readAfter(Duration.ofMinutes(1));
            }
            assertThat(run.values("gpu_up")).hasSize(8).containsOnly(1.0);
            assertThat(driver.inits()).isEqualTo(1);
            assertThat(driver.shutdowns()).isZero();
            assertThat(driver.calls("nvmlDeviceGetHandleByIndex_v2")).isEqualTo(8);
        }
        assertThat(driver.shutdowns()).isEqualTo(1);
        assertThat(driver.liveEventSets()).isZero();
        assertThat(driver.liveSamples()).isZero();
        assertThat(driver.callsWhileNotInitialised()).isZero();
        assertThat(driver.brokenCanaries()).isZero();
    }

    @Test
    void gpusThatTakeASecondEachToOpenAreNotCalledDownMeanwhile() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8");
        driver.fault("nvmlDeviceGetHandleByIndex_v2", FakeDriver.EVERY_GPU, Fault.sleep(Duration.ofMillis(500)));
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.isState("starting")).isTrue();
            assertThat(run.values("gpu_up")).isEmpty();
            assertThat(run.problems()).isEmpty();
            run.readUntil(() -> run.values("gpu_up").equals(List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)));
            assertThat(run.isState("running")).isTrue();
            assertThat(driver.inits()).isEqualTo(1);
        }
    }
}
