package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.nvml.FakeDriver;
import dev.hostgauge.nvml.Fault;
import dev.hostgauge.nvml.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Fields, whose numbers mean different things in different drivers, and counters. */
class NvidiaFieldsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String FIRST = "0000:1b:00.0";
    private static final String TIMES = "gpu_clock_event_seconds_total";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "565.57.01, false",
        "570.86.15, false",
        "570.195.03, false",
        "575.51.02, true",
        "580.65.06, true",
        "580.76.05, true",
        "580.82.07, true",
        "580.95.05, true",
        "590.48.01, true",
        "610.57.04, true",
        "615.12, true",
        "no version, false"
    })
    void theTimesOfHeatAreServedOnlyWhereTheirNumbersMeanThem(String version, boolean areServed) throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100").setDriver("version", version);
        // Were it taken for a time, it would be seen.
        driver.set(0, "smoothing.enabled", 77_000_000_000L)
                .set(0, "violation.sw_thermal", 2_500_000_000L)
                .set(0, "violation.hw_thermal", 3_500_000_000L)
                .set(0, "violation.power_brake", 4_500_000_000L);
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values(TIMES, "sw_power_cap")).containsExactly(12.0);
            assertThat(run.values(TIMES, "sw_thermal_slowdown")).isEqualTo(ifServed(areServed, 2.5));
            assertThat(run.values(TIMES, "hw_thermal_slowdown")).isEqualTo(ifServed(areServed, 3.5));
            assertThat(run.values(TIMES, "hw_power_brake_slowdown")).isEqualTo(ifServed(areServed, 4.5));
        }
    }

    private static List<Double> ifServed(boolean areServed, double value) {
        return areServed ? List.of(value) : List.of();
    }

    @ParameterizedTest
    @CsvSource({
        "f64:1500, 1500",
        "u32:1500, 1500",
        "ul:1500, 1500",
        "u64:1500, 1500",
        "i64:1500, 1500",
        "i32:1500, 1500",
        "u16:1500, 1500"
    })
    void aFieldIsReadAsItsTypeSays(String value, double millijoules) throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100").set(0, "field.83", value);
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_energy_joules_total", "GPU-")).containsExactly(millijoules / 1000);
        }
    }

    @Test
    void aFieldOfAnUnknownTypeIsAbsentAndTheOthersAreServed() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100").set(0, "field.82", "t42:55");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_temperature_celsius", "sensor=\"memory\""))
                    .isEmpty();
            assertThat(run.values("gpu_energy_joules_total")).hasSize(1);
            assertThat(run.isServed(FIRST)).isTrue();
        }
    }

    @Test
    void aCounterThatFallsIsAbsentOnceAndCountsOn() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100").set(0, "energy", 9_000_000);
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_energy_joules_total")).containsExactly(9000.0);
            driver.set(0, "energy", 4_000);
            run.readAfter(SECOND);
            assertThat(run.values("gpu_energy_joules_total")).isEmpty();
            assertThat(run.problems()).singleElement().asString().contains("went backwards");
            driver.set(0, "energy", 5_000);
            run.readAfter(SECOND);
            assertThat(run.values("gpu_energy_joules_total")).containsExactly(5.0);
            assertThat(run.problems()).isEmpty();
        }
    }

    @Test
    void whatAFieldDoesNotTellAFunctionDoes() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        driver.set(0, "field.83", "!3")
                .set(0, "field.185", "!3")
                .set(0, "field.186", "!3")
                .set(0, "field.94", "!3");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_energy_joules_total")).containsExactly(987654321.0);
            assertThat(run.values("gpu_power_watts", "scope=\"gpu\"")).containsExactly(312.45);
            assertThat(run.values("gpu_pcie_replays_total")).containsExactly(2.0);
        }
    }

    @Test
    void fieldsThatACardDoesNotHaveAreNotAskedForAgain() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        driver.fault("nvmlDeviceGetFieldValues", 0, Fault.code(3));
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            for (int i = 0; i < 5; i++) {
                run.readAfter(SECOND);
            }
            // Two batches, and the number of NVLinks.
            assertThat(driver.calls("nvmlDeviceGetFieldValues")).isEqualTo(3);
            assertThat(run.isServed(FIRST)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Variant.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OLDER", "NOT_NVML"})
    void everyBranchOfTheDriverServesWhatItHas(Variant branch) throws IOException {
        FakeDriver driver = FakeDriver.build(folder, branch).load("h100");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            run.readAfter(SECOND);
            assertThat(run.isServed(FIRST)).isTrue();
            assertThat(run.values("gpu_memory_used_bytes")).hasSize(1);
            assertThat(run.values("gpu_clock_event_active")).hasSize(12);
            assertThat(run.values("gpu_processes", "type=\"compute\"")).containsExactly(1.0);
            assertThat(run.problems()).isEmpty();
            assertThat(run.values("gpu_nvml_errors_total")).isEmpty();
        }
        assertThat(driver.brokenCanaries()).isZero();
        assertThat(driver.references()).isZero();
    }
}
