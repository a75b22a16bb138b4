package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.config.CompatSettings;
import dev.hostgauge.nvml.FakeDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NVIDIA's GPUs as the collector serves them, by a driver library that is steered. */
class NvidiaTest {
    private static final String CARD = "0000:1b:00.0";

    @TempDir
    Path folder;

    @Test
    void givesTheDriverBackAtTheEnd() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            assertThat(run.read().points()).containsKey("gpu_devices{vendor=\"nvidia\"}");
        }
        assertThat(driver.inits()).isEqualTo(driver.shutdowns()).isEqualTo(1);
        assertThat(driver.liveEventSets()).isZero();
        assertThat(driver.liveSamples()).isZero();
    }

    /** An address that NVML makes up, and none: newer and older systems. */
    @ParameterizedTest
    @ValueSource(strings = {"00000000:00:00.0", "!3"})
    void aJetsonsGpuIsServedOnceBySysfs(String pci) throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("minimal").set(0, "pci", pci);
        String jetson = Files.readString(Path.of("src/test/resources/machines/jetson.machine"));
        try (NvidiaRun run =
                new NvidiaRun(folder, driver, NvidiaRun.DRIVER_ALONE + jetson, "", CompatSettings.DEFAULTS)) {
            run.read();
            assertThat(run.isState("running")).isTrue();
            assertThat(run.values("gpu_devices")).containsExactly(1.0);
            assertThat(run.values("gpu_up")).containsExactly(1.0);
            assertThat(run.values("gpu_info")).hasSize(1);
            assertThat(run.values("gpu_up", "17000000.gpu")).containsExactly(1.0);
            assertThat(run.values("gpu_utilization_ratio", "17000000.gpu")).containsExactly(0.437);
            assertThat(run.values("gpu_xid_errors_total")).isEmpty();
            assertThat(run.problems()).isEmpty();
        }
    }

    @Test
    void aCardInAJetsonsSlotIsServedBesideItsOwnGpuAlsoWhenItIsLost() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        String jetson = Files.readString(Path.of("src/test/resources/machines/jetson.machine"));
        String recording = NvidiaRun.DRIVER_ALONE + Cards.card(CARD, "10de", "nvidia") + jetson;
        try (NvidiaRun run = new NvidiaRun(folder, driver, recording, "", CompatSettings.DEFAULTS)) {
            run.read();
            assertThat(run.values("gpu_devices")).containsExactly(2.0);
            assertThat(run.isServed(CARD)).isTrue();
            Files.move(run.machine().path("sys/bus/pci/devices/" + CARD), folder.resolve("elsewhere"));
            driver.set(0, "temperature", "!15");
            run.readAfter(PaceMaker.SLOW);
            assertThat(run.values("gpu_devices")).containsExactly(2.0);
            assertThat(run.values("gpu_up", CARD)).hasSize(1);
        }
    }
}
