package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.config.CompatSettings;
import dev.hostgauge.nvml.FakeDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names of NVIDIA's own exporter, and the GPU's temperature beside the host's others. */
class DcgmTest {
    private static final String FIRST = "0000:1b:00.0";
    private static final String LABELS = "{gpu=\"0\",UUID=\"GPU-11111111-2222-3333-4444-000000000000\","
            + "pci_bus_id=\"00000000:1B:00.0\",device=\"nvidia0\",modelName=\"NVIDIA H100 80GB HBM3\"}";

    @TempDir
    Path folder;

    private NvidiaRun run(FakeDriver driver, boolean dcgm) throws IOException {
        return new NvidiaRun(folder, driver, NvidiaRun.DRIVER_ALONE, "", new CompatSettings(true, dcgm));
    }

    @Test
    void theSixNamesOfTheDashboardHaveItsUnits() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        try (NvidiaRun run = run(driver, true)) {
            run.read();
            run.readAfter(Duration.ofSeconds(1));
            assertThat(run.points())
                    .containsEntry("DCGM_FI_DEV_GPU_TEMP" + LABELS, 41.0)
                    .containsEntry("DCGM_FI_DEV_POWER_USAGE" + LABELS, 312.45)
                    .containsEntry("DCGM_FI_DEV_SM_CLOCK" + LABELS, 1755.0)
                    .containsEntry("DCGM_FI_DEV_GPU_UTIL" + LABELS, 57.0)
                    .containsEntry("DCGM_FI_DEV_FB_USED" + LABELS, 40960.0)
                    .containsEntry("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE" + LABELS, 0.225);
        }
    }

    @Test
    void theyAreAbsentUnlessAskedFor() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        try (NvidiaRun run = run(driver, false)) {
            assertThat(run.read().points().keySet()).noneMatch(series -> series.startsWith("DCGM"));
        }
    }

    @Test
    void whatACardDoesNotTellIsAbsentThereToo() throws IOException {
        FakeDriver driver =
                FakeDriver.build(folder).load("gb10").unset(0, "temperature").lose(1);
        try (NvidiaRun run = run(driver, true)) {
            run.read();
            assertThat(run.values("DCGM_FI_DEV_GPU_UTIL")).containsExactly(36.0);
            assertThat(run.values("DCGM_FI_DEV_GPU_TEMP")).isEmpty();
            assertThat(run.values("DCGM_FI_DEV_FB_USED")).isEmpty();
            assertThat(run.values("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE")).isEmpty();
        }
    }

    @Test
    void theHostsTemperaturesHaveTheGpus() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        try (NvidiaRun run = run(driver, false)) {
            run.read();
            assertThat(run.values("host_temperature_celsius", "kind=\"gpu\"", FIRST, "\"gpu\"}"))
                    .containsExactly(41.0);
            assertThat(run.values("host_temperature_celsius", "kind=\"gpu\"", FIRST, "\"memory\"}"))
                    .containsExactly(49.0);
            driver.unset(0, "temperature");
            driver.reload();
            run.readAfter(Duration.ofSeconds(2));
            run.readAfter(Duration.ofSeconds(2));
            assertThat(run.values("host_temperature_celsius", FIRST, "\"gpu\"}"))
                    .isEmpty();
        }
    }

    @Test
    void aGpuWithoutMemoryOfItsOwnSaysSoAndHasNoMemorySeries() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("gb10");
        try (NvidiaRun run = run(driver, false)) {
            run.read();
            assertThat(run.values("gpu_info", "memory=\"unified\"")).containsExactly(1.0);
            assertThat(run.points().keySet())
                    .noneMatch(series -> series.matches("gpu_memory_(size|used|free|reserved|utilization).*"));
            assertThat(run.isServed("000f:01:00.0")).isTrue();
            assertThat(run.problems()).isEmpty();
        }
    }
}
