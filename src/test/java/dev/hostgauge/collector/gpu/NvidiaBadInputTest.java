package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.config.CompatSettings;
import dev.hostgauge.nvml.FakeDriver;
import dev.hostgauge.nvml.Fault;
import dev.hostgauge.nvml.ForeignLibrary;
import dev.hostgauge.nvml.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A driver that says what cannot be gives fewer series and a line that says so, never a wrong number. */
class NvidiaBadInputTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String FIRST = "0000:1b:00.0";
    private static final String SECOND_GPU = "0000:43:00.0";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "utilization.gpu, 4294967295, gpu_utilization_ratio",
        "utilization.gpu, 101, gpu_utilization_ratio",
        "utilization.encoder, 4294967295, 'gpu_engine_utilization_ratio{engine=\"encoder\"}'",
        "temperature, 0, 'gpu_temperature_celsius{sensor=\"gpu\"}'",
        "temperature, 255, 'gpu_temperature_celsius{sensor=\"gpu\"}'",
        "temperature, 9223372036854775794, 'gpu_temperature_celsius{sensor=\"gpu\"}'",
        "temperature.memory, 9223372036854775794, 'gpu_temperature_celsius{sensor=\"memory\"}'",
        "temperature.memory, 4294967290, 'gpu_temperature_celsius{sensor=\"memory\"}'",
        "clock.sm, 4294967295, 'gpu_clock_hertz{clock=\"sm\"}'",
        "energy, 18446744073709551615, gpu_energy_joules_total",
        "violation.power, 18446744073709551000, 'gpu_clock_event_seconds_total{reason=\"sw_power_cap\"}'",
        "pcie.tx, 18446744073709551000, gpu_pcie_transmit_bytes_total",
        "power.average, 4294967290, 'gpu_power_watts{mode=\"average\",scope=\"gpu\"}'",
        "memory.total, 18446744073709551615, gpu_memory_size_bytes",
        "memory.used, 18446744073709551615, gpu_memory_used_bytes",
        "pstate, 4294967295, gpu_performance_state",
        "ecc.corrected.aggregate, 18446744073709551615, 'gpu_ecc_errors_total{type=\"corrected\",scope=\"aggregate\"}'",
        "power.limit.enforced, 4294967295, 'gpu_power_limit_watts{limit=\"enforced\"}'",
        "gpm.2, 12345, gpu_sm_active_ratio"
    })
    void aNumberThatCannotBeIsLeftOutWithOneLineAndTheOthersAreServed(String key, String value, String series)
            throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            run.readUntil(() -> !run.values("gpu_xid_errors_total").isEmpty());
            run.readAfter(SECOND);
            assertThat(Cards.of(FIRST, run.last())).containsKey(series);
            int all = run.points().size();
            driver.set(0, key, value);
            run.readAfter(Duration.ofMinutes(6));
            assertThat(Cards.of(FIRST, run.last())).doesNotContainKey(series);
            assertThat(run.problems()).isNotEmpty().allMatch(line -> line.contains("impossible value"));
            assertThat(run.points()).hasSizeBetween(all - 3, all - 1);
            assertThat(run.values("gpu_up")).containsExactly(1.0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "temperature.memory, 4294967295, 'gpu_temperature_celsius{sensor=\"memory\"}'",
        "violation.power, 18446744073709551615, 'gpu_clock_event_seconds_total{reason=\"sw_power_cap\"}'",
        "pcie.tx, 18446744073709551615, gpu_pcie_transmit_bytes_total"
    })
    void aFieldOfAllOnesIsNoValue(String key, String value, String series) throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100").set(0, key, value);
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(Cards.of(FIRST, run.last())).doesNotContainKey(series).containsKey("gpu_utilization_ratio");
            assertThat(run.problems()).isEmpty();
        }
    }

    @Test
    void aStateThatNobodyKnowsIsAnother() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        driver.set(0, "reasons", "0xffffffffffff0004").set(0, "recovery", 77).set(0, "mode.compute", 9);
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_clock_event_active", "reason=\"other\"")).containsExactly(1.0);
            assertThat(run.values("gpu_clock_event_active", "reason=\"sw_power_cap\""))
                    .containsExactly(1.0);
            assertThat(run.values("gpu_clock_event_active", "reason=\"idle\"")).containsExactly(0.0);
            assertThat(run.values("gpu_recovery_action", "action=\"other\"")).containsExactly(1.0);
            assertThat(run.values("gpu_recovery_action", "action=\"none\"")).containsExactly(0.0);
            assertThat(run.values("gpu_compute_mode", "mode=\"other\"")).containsExactly(1.0);
        }
    }

    @Test
    void aNameThatIsNoTextIsServedAsFarAsItIs() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100").set(0, "name", "NVIDIA \\xff\\xfeH\\x01");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_info", "name=\"NVIDIA \uFFFD\uFFFDH?\"")).containsExactly(1.0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nvmlDeviceGetName", "nvmlDeviceGetUUID", "nvmlDeviceGetSerial", "nvmlDeviceGetVbiosVersion"})
    void aTextWithoutAnEndIsServedAsFarAsItMayGo(String function) throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100").fault(function, 0, Fault.pattern('x'));
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_info", "xxxxxxxx")).containsExactly(1.0);
            assertThat(run.isServed(FIRST)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFE, 0xFF, 0x7F, 0x00, 0x80})
    void rubbishFromEveryCallGivesNoNumberThatCannotBe(int octet) throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8").plug(0, 1);
        String settings = "process-memory = true\n";
        try (NvidiaRun run = new NvidiaRun(folder, driver, NvidiaRun.DRIVER_ALONE, settings, CompatSettings.DEFAULTS)) {
            run.read();
            driver.fault("nvmlDeviceGet*", FakeDriver.EVERY_GPU, Fault.pattern(octet));
            driver.fault("nvmlGpm*", FakeDriver.EVERY_GPU, Fault.pattern(octet));
            for (int i = 0; i < 5; i++) {
                run.readAfter(Duration.ofMinutes(6));
                run.points().forEach((series, value) -> {
                    if (series.contains("_ratio")) {
                        assertThat(value).as(series).isBetween(0.0, 1.0);
                    }
                    if (series.contains("celsius")) {
                        assertThat(value).as(series).isBetween(-150.0, 150.0);
                    }
                    assertThat(value).as(series).isFinite().isLessThan(1e18);
                });
            }
            driver.heal();
            run.readAfter(Duration.ofMinutes(20));
            assertThat(driver.brokenCanaries()).isZero();
        }
    }

    @Test
    void aSecondGpuOfOneUuidIsServedWithoutIt() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8").plug(0, 1);
        driver.set(1, "uuid", "GPU-11111111-2222-3333-4444-000000000000");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_up", FIRST, "uuid=\"GPU-11111111-2222-3333-4444-000000000000\""))
                    .containsExactly(1.0);
            assertThat(run.values("gpu_up", SECOND_GPU, "uuid=\"\"")).containsExactly(1.0);
            assertThat(run.problems()).singleElement().asString().contains("two GPUs", "GPU-11111111");
        }
    }

    @Test
    void ofTwoGpusAtOneAddressOneIsServed() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8").plug(0, 1).set(1, "pci", "00000000:1B:00.0");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_up")).containsExactly(1.0);
            assertThat(run.problems()).singleElement().asString().contains("two GPUs", FIRST);
        }
    }

    @Test
    void aGpuWhoseAddressMakesNoSenseIsNotServed() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8").plug(0, 1);
        driver.fault("nvmlDeviceGetPciInfo_v3", 1, Fault.garbage());
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_up")).containsExactly(1.0);
            assertThat(run.problems()).singleElement().asString().contains("without an address");
        }
    }

    @Test
    void fourBillionGpusAreNotLookedForExceptWhereTheBusShowsOne() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100").setDriver("count", 4294967295L);
        String recording = NvidiaRun.DRIVER_ALONE + Cards.card(FIRST, "10de", "nvidia");
        try (NvidiaRun run = new NvidiaRun(folder, driver, recording, "", CompatSettings.DEFAULTS)) {
            run.read();
            run.readAfter(SECOND);
            assertThat(run.problems()).singleElement().asString().contains("4294967295");
            assertThat(driver.calls("nvmlDeviceGetHandleByIndex_v2")).isZero();
            assertThat(run.isServed(FIRST)).isTrue();
        }
    }

    @Test
    void whatIsNoLibraryOfNvidiasIsToldOfAndNothingIsServed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.so"), "no library\n");
        Path foreign = ForeignLibrary.forAnotherArchitecture(Files.createDirectories(folder.resolve("foreign")));
        Path empty = FakeDriver.build(Files.createDirectories(folder.resolve("empty")), Variant.NOT_NVML)
                .library();
        Path older = FakeDriver.build(Files.createDirectories(folder.resolve("older")), Variant.OLDER)
                .library();
        for (String library : List.of(
                text.toString(),
                foreign.toString(),
                empty.toString(),
                older.toString(),
                folder.toString(),
                "libc.so.6")) {
            try (NvidiaRun run = new NvidiaRun(
                    folder.resolve("run"), library, NvidiaRun.DRIVER_ALONE, "", CompatSettings.DEFAULTS)) {
                run.read();
                assertThat(run.isState("no_library")).as(library).isTrue();
                assertThat(run.problems()).singleElement().asString().contains(library);
                assertThat(run.values("gpu_up")).isEmpty();
            }
        }
    }

    @Test
    void aShareOfWhatCannotBeIsNone() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100").set(0, "memory.total", "18446744073709551615");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_memory_used_bytes")).hasSize(1);
            assertThat(run.values("gpu_memory_utilization_ratio")).isEmpty();
        }
    }
}
