package dev.hostgauge.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NvmlTest {
    @TempDir
    private Path folder;

    @Test
    void textsAreThoseOfTheDriver() {
        FakeGpu gpu = FakeGpu.h100(folder);
        assertThat(gpu.text(NvmlCall.DRIVER_VERSION)).isEqualTo("610.57.04");
        assertThat(gpu.text(NvmlCall.NAME)).isEqualTo("NVIDIA H100 80GB HBM3");
        assertThat(gpu.text(NvmlCall.UUID)).isEqualTo("GPU-11111111-2222-3333-4444-000000000000");
        assertThat(gpu.text(NvmlCall.SERIAL)).isEqualTo("1650023000000");
        assertThat(gpu.text(NvmlCall.VBIOS_VERSION)).isEqualTo("96.00.89.00.01");
        gpu.assertCalledWell();
    }

    /** A call, its argument, the fake's key of each number that it answers, and what the driver is made to say. */
    @ParameterizedTest
    @CsvSource({
        "MINOR_NUMBER, 0, minor",
        "UTILIZATION_RATES, 0, utilization.gpu utilization.memory",
        "ENCODER_UTILIZATION, 0, utilization.encoder",
        "DECODER_UTILIZATION, 0, utilization.decoder",
        "JPEG_UTILIZATION, 0, utilization.jpeg",
        "OFA_UTILIZATION, 0, utilization.ofa",
        "TEMPERATURE, 0, temperature",
        "MARGIN_TEMPERATURE, 0, temperature.margin",
        "TEMPERATURE_THRESHOLD, 0, threshold.shutdown",
        "TEMPERATURE_THRESHOLD, 1, threshold.slowdown",
        "TEMPERATURE_THRESHOLD, 2, threshold.memory_max",
        "TEMPERATURE_THRESHOLD, 3, threshold.gpu_max",
        "FAN_COUNT, 0, fans",
        "FAN_SPEED, 1, fan.1",
        "FAN_SPEED_RPM, 1, fan.1.rpm",
        "POWER_USAGE, 0, power",
        "ENFORCED_POWER_LIMIT, 0, power.limit.enforced",
        "POWER_LIMIT, 0, power.limit.requested",
        "DEFAULT_POWER_LIMIT, 0, power.limit.default",
        "POWER_LIMIT_CONSTRAINTS, 0, power.limit.min power.limit.max",
        "CLOCK, 0, clock.graphics",
        "CLOCK, 1, clock.sm",
        "CLOCK, 2, clock.memory",
        "CLOCK, 3, clock.video",
        "MAX_CLOCK, 2, clock.max.memory",
        "PERFORMANCE_STATE, 0, pstate",
        "PCIE_GENERATION, 0, pcie.generation",
        "PCIE_WIDTH, 0, pcie.width",
        "MAX_PCIE_GENERATION, 0, pcie.generation.max",
        "MAX_PCIE_WIDTH, 0, pcie.width.max",
        "PCIE_REPLAYS, 0, pcie.replays",
        "NVLINK_STATE, 17, nvlink.state.17",
        "ECC_MODE, 0, ecc.current ecc.pending",
        "ROW_REMAPPER_HISTOGRAM, 0, banks.max banks.high banks.partial banks.low banks.none",
        "REPAIR_STATUS, 0, repair.channel repair.tpc",
        "COMPUTE_MODE, 0, mode.compute",
        "PERSISTENCE_MODE, 0, mode.persistence",
        "VIRTUALIZATION_MODE, 0, mode.virtualization",
        "MIG_MODE, 0, mig.current mig.pending",
        "MAX_MIG_DEVICES, 0, mig.max",
        "GPU_INSTANCE_ID, 0, gi",
        "COMPUTE_INSTANCE_ID, 0, ci",
        "GPM_SUPPORT, 0, gpm"
    })
    void eachNumberIsInItsPlace(NvmlCall call, int argument, String keys) {
        FakeGpu gpu = FakeGpu.h100(folder);
        String[] places = keys.split(" ", -1);
        gpu.driver().set(0, "fans", 2);
        for (int i = 0; i < places.length; i++) {
            gpu.driver().set(0, places[i], 4_000_000_001L + i);
        }
        assertThat(gpu.ask(call, argument)).isEqualTo(NvmlReturn.SUCCESS);
        for (int i = 0; i < places.length; i++) {
            assertThat(gpu.answer().number(i)).isEqualTo(4_000_000_001L + i);
        }
        gpu.driver().set(0, places[0], -7);
        assertThat(gpu.ask(call, argument)).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(gpu.answer().signed()).isEqualTo(-7);
        gpu.driver().unset(0, places[0]);
        assertThat(gpu.ask(call, argument)).isEqualTo(NvmlReturn.NOT_SUPPORTED);
        gpu.driver().set(0, places[0], "!15");
        assertThat(gpu.ask(call, argument)).isEqualTo(NvmlReturn.GPU_IS_LOST);
        gpu.assertCalledWell();
    }

    @ParameterizedTest
    @EnumSource(names = {"TOTAL_ENERGY", "CLOCKS_EVENT_REASONS", "SUPPORTED_EVENT_TYPES"})
    void wideNumbersKeepAllTheirBits(NvmlCall call) {
        FakeGpu gpu = FakeGpu.h100(folder);
        String key = switch (call) {
            case TOTAL_ENERGY -> "energy";
            case CLOCKS_EVENT_REASONS -> "reasons";
            default -> "events";
        };
        gpu.driver().set(0, key, "0xfedcba9876543210");
        assertThat(gpu.ask(call)).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(gpu.answer().bits()).isEqualTo(0xfedcba9876543210L);
        assertThat(gpu.answer().unsigned64()).isEqualTo(0x7f6e5d4c3b2a1908L * 2.0);
        gpu.assertCalledWell();
    }

    @Test
    void theSystemAnswersWithoutADevice() {
        FakeGpu gpu = FakeGpu.of(FakeDriver.build(folder).load("h100x8"));
        assertThat(gpu.number(NvmlCall.DEVICE_COUNT)).isEqualTo(8);
        assertThat(gpu.number(NvmlCall.CUDA_DRIVER_VERSION)).isEqualTo(13_000);
        gpu.driver().setDriver("count", 4_000_000_000L);
        assertThat(gpu.number(NvmlCall.DEVICE_COUNT)).isEqualTo(4_000_000_000L);
        gpu.assertCalledWell();
    }

    @Test
    void errorsAreCountedByTypeCounterAndLocation() {
        FakeGpu gpu = FakeGpu.h100(folder);
        gpu.driver()
                .set(0, "ecc.corrected.aggregate", "0xffffffffffffffff")
                .set(0, "ecc.uncorrected.volatile", 3)
                .set(0, "ecc.uncorrected.aggregate.2", 5)
                .unset(0, "ecc.corrected.volatile.7");
        assertThat(gpu.nvml().eccErrors(gpu.device(), 0, 1, gpu.answer())).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(gpu.answer().unsigned64()).isEqualTo(0x1p64);
        assertThat(gpu.nvml().eccErrors(gpu.device(), 1, 0, gpu.answer())).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(gpu.answer().bits()).isEqualTo(3);
        assertThat(gpu.nvml().memoryErrors(gpu.device(), 1, 1, 2, gpu.answer())).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(gpu.answer().bits()).isEqualTo(5);
        assertThat(gpu.nvml().memoryErrors(gpu.device(), 0, 0, 7, gpu.answer())).isEqualTo(NvmlReturn.NOT_SUPPORTED);
        gpu.assertCalledWell();
    }

    @Test
    void aDeviceIsFoundByItsAddressInSysfs() {
        FakeGpu gpu = FakeGpu.h100(folder);
        gpu.driver().set(0, "pci", "00010000:3B:1C.0");
        assertThat(gpu.nvml().pciAddress(gpu.device(), gpu.answer())).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(gpu.answer().text()).isEqualTo("10000:3b:1c.0");
        assertThat(gpu.nvml().deviceByPciAddress("10000:3b:1c.0", gpu.answer())).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(gpu.answer().handle()).isEqualTo(gpu.device());
        assertThat(gpu.nvml().deviceByPciAddress("0000:3b:00.0", gpu.answer())).isEqualTo(NvmlReturn.NOT_FOUND);
        assertThat(gpu.nvml().deviceByPciAddress("cpu0", gpu.answer())).isEqualTo(NvmlReturn.INVALID_ARGUMENT);
        gpu.assertCalledWell();
    }

    @ParameterizedTest
    @CsvSource({
        "00000000:3B:00.0, 0000:3b:00.0, 00000000:3B:00.0",
        "0000:3b:00.0, 0000:3b:00.0, 00000000:3B:00.0",
        "ABCDEF01:FF:1F.7, abcdef01:ff:1f.7, ABCDEF01:FF:1F.7",
        "00000000:3B:00, , ",
        "3B:00.0, , ",
        "123456789:00:00.0, , ",
        "'', , "
    })
    void anAddressHasTwoForms(String address, String sysfs, String nvml) {
        assertThat(PciAddress.sysfs(address).orElse(null)).isEqualTo(sysfs);
        assertThat(PciAddress.nvml(address).orElse(null)).isEqualTo(nvml);
    }

    @Test
    void aMigDeviceIsAskedAsTheGpuIs() {
        FakeGpu gpu = FakeGpu.h100(folder);
        gpu.driver().set(0, "mig.current", 1).set(0, "mig.2.uuid", "MIG-2").set(0, "mig.2.gi", 9);
        assertThat(gpu.ask(NvmlCall.MIG_DEVICE_BY_INDEX, 0)).isEqualTo(NvmlReturn.NOT_FOUND);
        assertThat(gpu.ask(NvmlCall.MIG_DEVICE_BY_INDEX, 2)).isEqualTo(NvmlReturn.SUCCESS);
        long mig = gpu.answer().handle();
        assertThat(gpu.nvml().ask(NvmlCall.UUID, mig, gpu.answer())).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(gpu.answer().text()).isEqualTo("MIG-2");
        assertThat(gpu.nvml().ask(NvmlCall.GPU_INSTANCE_ID, mig, gpu.answer())).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(gpu.answer().number(0)).isEqualTo(9);
        gpu.assertCalledWell();
    }

    @Test
    void aNameOfRubbishIsReadable() {
        FakeGpu gpu = FakeGpu.h100(folder);
        gpu.driver().set(0, "name", "\\xc3\\xa9 \\xff GPU\\x0a\\x1b[1m \\xf0\\x9f\\x98\\x80 \\xe2\\x82");
        assertThat(gpu.text(NvmlCall.NAME)).isEqualTo("\u00e9 \ufffd GPU??[1m \ud83d\ude00 \ufffd");
        gpu.driver().set(0, "name", "");
        assertThat(gpu.text(NvmlCall.NAME)).isEmpty();
        gpu.driver().fault("nvmlDeviceGetName", 0, Fault.pattern('x'));
        assertThat(gpu.text(NvmlCall.NAME)).isEqualTo("x".repeat(96));
        gpu.driver().fault("nvmlDeviceGetSerial", 0, Fault.garbage());
        assertThat(gpu.text(NvmlCall.SERIAL)).isEqualTo("\ufffd".repeat(30));
        gpu.driver().fault("nvmlDeviceGetPciInfo_v3", 0, Fault.garbage());
        assertThat(gpu.nvml().pciAddress(gpu.device(), gpu.answer())).isEqualTo(NvmlReturn.UNKNOWN);
        assertThat(gpu.answer().text()).isEmpty();
        gpu.assertCalledWell();
    }

    @Test
    void noCallWritesOutsideOfItsBufferWhateverTheDriverPutsThere() {
        FakeGpu gpu = FakeGpu.h100(folder);
        gpu.driver().fault("nvmlDevice*", 0, Fault.garbage());
        MemoryInfo memory = new MemoryInfo();
        FieldBatch fields = new FieldBatch(7);
        for (NvmlCall call : NvmlCall.values()) {
            if (call.symbol().startsWith("nvmlDevice") && isAsked(call)) {
                gpu.ask(call);
                assertThat(gpu.answer().buffer().intact())
                        .describedAs(call.symbol())
                        .isTrue();
            }
        }
        assertThat(gpu.nvml().memory(gpu.device(), memory)).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(gpu.nvml().bar1Memory(gpu.device(), memory)).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(gpu.nvml().fields(gpu.device(), fields)).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(fields.code(6)).isEqualTo(NvmlReturn.UNNAMED);
        assertThat(fields.value(6)).isNaN();
        assertThat(memory.buffer().intact()).isTrue();
        assertThat(fields.buffer().intact()).isTrue();
        gpu.assertCalledWell();
    }

    @Test
    void aCallWithAMethodOfItsOwnIsNotAsked() {
        FakeGpu gpu = FakeGpu.h100(folder);
        assertThatThrownBy(() -> gpu.ask(NvmlCall.FIELD_VALUES)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean isAsked(NvmlCall call) {
        return switch (call) {
            case DEVICE_BY_INDEX,
                    DEVICE_COUNT,
                    DEVICE_BY_PCI_ADDRESS,
                    PCI_INFO,
                    MEMORY_INFO,
                    BAR1_MEMORY_INFO,
                    TOTAL_ECC_ERRORS,
                    MEMORY_ERROR_COUNTER,
                    FIELD_VALUES,
                    COMPUTE_PROCESSES,
                    GRAPHICS_PROCESSES,
                    MPS_PROCESSES,
                    REGISTER_EVENTS -> false;
            default -> true;
        };
    }
}
