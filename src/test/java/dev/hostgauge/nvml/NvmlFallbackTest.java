package dev.hostgauge.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What older drivers, and odd ones, lack, another function has to tell. */
class NvmlFallbackTest {
    private static final double TOTAL = 85_520_809_984.0;
    private static final double USED = 42_949_672_960.0;
    private static final double RESERVED = 565_051_392;
    private static final double FREE = 42_006_085_632.0;

    @TempDir
    private Path folder;

    private final MemoryInfo memory = new MemoryInfo();

    @Test
    void theNewerStructTellsWhatTheDriverKeepsForItself() {
        FakeGpu gpu = FakeGpu.h100(folder);
        assertThat(gpu.nvml().memory(gpu.device(), memory)).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(memory.total()).isEqualTo(TOTAL);
        assertThat(memory.used()).isEqualTo(USED);
        assertThat(memory.free()).isEqualTo(FREE);
        assertThat(memory.reserved()).isEqualTo(RESERVED);
        assertThat(gpu.nvml().bar1Memory(gpu.device(), memory)).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(memory.total()).isEqualTo(0x1p37);
        assertThat(memory.used()).isEqualTo(0x1p21);
        assertThat(memory.reserved()).isNaN();
        assertThat(memory.buffer().intact()).isTrue();
        gpu.assertCalledWell();
    }

    @Test
    void aDriverWithoutItTellsTheRest() {
        FakeGpu gpu = FakeGpu.h100(folder, Variant.DRIVER_470);
        assertThat(gpu.nvml().memory(gpu.device(), memory)).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(memory.total()).isEqualTo(TOTAL);
        assertThat(memory.used()).isEqualTo(USED + RESERVED);
        assertThat(memory.free()).isEqualTo(FREE);
        assertThat(memory.reserved()).isNaN();
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 25, 999})
    void aDriverThatRefusesItIsNotAskedAgainBeforeTheNextGeneration(int code) {
        FakeGpu gpu = FakeGpu.h100(folder);
        gpu.driver().fault("nvmlDeviceGetMemoryInfo_v2", 0, Fault.code(code));
        for (int cycle = 0; cycle < 3; cycle++) {
            assertThat(gpu.nvml().memory(gpu.device(), memory)).isEqualTo(NvmlReturn.SUCCESS);
            assertThat(memory.used()).isEqualTo(USED + RESERVED);
        }
        assertThat(gpu.driver().calls("nvmlDeviceGetMemoryInfo_v2")).isEqualTo(1);
        gpu.driver().heal();
        gpu.nvml().init();
        assertThat(gpu.nvml().memory(gpu.device(), memory)).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(memory.reserved()).isEqualTo(RESERVED);
    }

    @Test
    void anErrorThatIsNotTheStructsIsTheAnswer() {
        FakeGpu gpu = FakeGpu.h100(folder);
        gpu.driver().fault("nvmlDeviceGetMemoryInfo*", 0, 1, 1, Fault.code(3));
        assertThat(gpu.nvml().memory(gpu.device(), memory)).isEqualTo(NvmlReturn.NOT_SUPPORTED);
        assertThat(gpu.driver().calls("nvmlDeviceGetMemoryInfo")).isZero();
        gpu.driver().heal().fault("nvmlDeviceGetMemoryInfo*", 0, Fault.code(999));
        assertThat(gpu.nvml().memory(gpu.device(), memory)).isEqualTo(NvmlReturn.UNKNOWN);
        gpu.driver().heal();
        assertThat(gpu.nvml().memory(gpu.device(), memory)).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(memory.reserved()).isEqualTo(RESERVED);
    }

    @Test
    void theTemperatureIsToldByTheStructWhereThereIsOne() {
        FakeGpu gpu = FakeGpu.h100(folder);
        assertThat(gpu.number(NvmlCall.TEMPERATURE)).isEqualTo(41);
        assertThat(gpu.driver().calls("nvmlDeviceGetTemperature")).isZero();
        gpu.driver().lose(0);
        assertThat(gpu.ask(NvmlCall.TEMPERATURE)).isEqualTo(NvmlReturn.GPU_IS_LOST);
        assertThat(gpu.driver().calls("nvmlDeviceGetTemperature")).isZero();
        gpu.assertCalledWell();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 13, 25})
    void aDriverThatRefusesTheStructIsAskedTheOldWay(int code) {
        FakeGpu gpu = FakeGpu.h100(folder);
        gpu.driver().fault("nvmlDeviceGetTemperatureV", 0, Fault.code(code)).set(0, "temperature", -3);
        for (int cycle = 0; cycle < 3; cycle++) {
            assertThat(gpu.ask(NvmlCall.TEMPERATURE)).isEqualTo(NvmlReturn.SUCCESS);
            assertThat(gpu.answer().signed()).isEqualTo(-3);
        }
        assertThat(gpu.driver().calls("nvmlDeviceGetTemperatureV")).isEqualTo(1);
        gpu.assertCalledWell();
    }

    @Test
    void whyClocksAreLowIsToldUnderItsOldNameToo() {
        FakeGpu gpu = FakeGpu.h100(folder, Variant.DRIVER_470);
        assertThat(gpu.nvml().has(NvmlCall.CLOCKS_EVENT_REASONS)).isTrue();
        assertThat(gpu.number(NvmlCall.CLOCKS_EVENT_REASONS)).isEqualTo(4);
        assertThat(gpu.number(NvmlCall.TEMPERATURE)).isEqualTo(41);
    }

    @ParameterizedTest
    @CsvSource({
        "DRIVER_450, nvmlDeviceGetComputeRunningProcesses",
        "DRIVER_470, nvmlDeviceGetComputeRunningProcesses_v2",
        "DRIVER_510, nvmlDeviceGetComputeRunningProcesses_v3",
        "DRIVER_535_54, nvmlDeviceGetComputeRunningProcesses_v2",
        "DRIVER_535_261, nvmlDeviceGetComputeRunningProcesses_v3",
        "DRIVER_610, nvmlDeviceGetComputeRunningProcesses_v3"
    })
    void processesAreListedByAFunctionWhoseEntriesAreKnown(Variant variant, String function) {
        FakeGpu gpu = FakeGpu.h100(folder, variant);
        gpu.nvml().driverVersion(gpu.text(NvmlCall.DRIVER_VERSION));
        gpu.driver().set(0, "processes.compute", "4242:42000000000:-:- 4294967295:-:1:0 7:0:-:-");
        ProcessBuffer processes = new ProcessBuffer();
        assertThat(gpu.nvml().processes(NvmlCall.COMPUTE_PROCESSES, gpu.device(), processes))
                .isEqualTo(NvmlReturn.SUCCESS);
        assertThat(processes.size()).isEqualTo(3);
        assertThat(processes.pid(0)).isEqualTo(4242);
        assertThat(processes.memoryBytes(0)).isEqualTo(42e9);
        assertThat(processes.pid(1)).isEqualTo(4_294_967_295L);
        assertThat(processes.memoryBytes(1)).isNaN();
        assertThat(processes.pid(2)).isEqualTo(7);
        assertThat(processes.memoryBytes(2)).isZero();
        assertThat(gpu.driver().calls("nvmlDeviceGetComputeRunningProcesses*")).isEqualTo(1);
        assertThat(gpu.driver().calls(function)).isEqualTo(1);
        assertThat(processes.entries().intact()).isTrue();
        gpu.assertCalledWell();
    }

    @ParameterizedTest
    @CsvSource({
        "535.42.99, false",
        "535.43.02, true",
        "535.54.03, true",
        "535.86.10, true",
        "535.87, false",
        "535.104.05, false",
        "530.54, false",
        "535, false",
        "535.x, false",
        "'', false"
    })
    void theBranchesOfLargerEntriesAreKnown(String version, boolean larger) {
        assertThat(Processes.writesLargerEntries(version)).isEqualTo(larger);
    }
}
