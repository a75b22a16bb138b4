package dev.hostgauge.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessBufferTest {
    private static final String FUNCTION = "nvmlDeviceGetComputeRunningProcesses_v3";

    @TempDir
    private Path folder;

    private final ProcessBuffer processes = new ProcessBuffer();

    @Test
    void aListThatIsTooSmallGrowsAndStaysLarge() {
        FakeGpu gpu = withProcesses(500);
        assertThat(list(gpu)).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(processes.size()).isEqualTo(500);
        assertThat(processes.pid(499)).isEqualTo(1499);
        assertThat(processes.memoryBytes(499)).isEqualTo(4990.0);
        assertThat(gpu.driver().calls(FUNCTION)).isEqualTo(4);
        assertThat(list(gpu)).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(gpu.driver().calls(FUNCTION)).isEqualTo(5);
        assertThat(processes.entries().intact()).isTrue();
        gpu.assertCalledWell();
    }

    @Test
    void aListThatOutgrowsEveryRoomIsGivenUp() {
        FakeGpu gpu = withProcesses(1);
        gpu.driver().set(0, "processes.growing", 1);
        for (int attempt = 0; attempt < 4; attempt++) {
            assertThat(list(gpu)).isEqualTo(NvmlReturn.INSUFFICIENT_SIZE);
            assertThat(processes.size()).isZero();
        }
        assertThat(gpu.driver().calls(FUNCTION)).isEqualTo(4 + 4 + 1 + 1);
        assertThat(processes.entries().size()).isEqualTo(4096 * 24);
    }

    @Test
    void moreThanThereIsRoomForIsNoList() {
        processes.begin(Layout.PROCESS_BYTES);
        int room = processes.count().getInt(0);
        processes.count().putInt(0, -1);
        assertThat(processes.end()).isFalse();
        processes.count().putInt(0, room + 1);
        assertThat(processes.end()).isFalse();
        assertThat(processes.size()).isZero();
        processes.count().putInt(0, room);
        assertThat(processes.end()).isTrue();
        assertThat(processes.size()).isEqualTo(room);
    }

    @Test
    void rubbishStaysWithinTheList() {
        FakeGpu gpu = withProcesses(1);
        gpu.driver().fault(FUNCTION, 0, Fault.garbage());
        assertThat(list(gpu)).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(processes.entries().intact()).isTrue();
        assertThat(processes.count().intact()).isTrue();
        gpu.assertCalledWell();
    }

    @Test
    void noneIsAListToo() {
        FakeGpu gpu = FakeGpu.h100(folder);
        assertThat(gpu.nvml().processes(NvmlCall.GRAPHICS_PROCESSES, gpu.device(), processes))
                .isEqualTo(NvmlReturn.SUCCESS);
        assertThat(gpu.nvml().processes(NvmlCall.MPS_PROCESSES, gpu.device(), processes))
                .isEqualTo(NvmlReturn.SUCCESS);
        assertThat(processes.size()).isZero();
        assertThatThrownBy(() -> processes.pid(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> gpu.nvml().processes(NvmlCall.NAME, gpu.device(), processes))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private FakeGpu withProcesses(int count) {
        FakeGpu gpu = FakeGpu.h100(folder);
        gpu.driver()
                .set(
                        0,
                        "processes.compute",
                        IntStream.range(0, count)
                                .mapToObj(i -> (1000 + i) + ":" + 10 * i + ":-:-")
                                .collect(Collectors.joining(" ")));
        return gpu;
    }

    private NvmlReturn list(FakeGpu gpu) {
        return gpu.nvml().processes(NvmlCall.COMPUTE_PROCESSES, gpu.device(), processes);
    }
}
