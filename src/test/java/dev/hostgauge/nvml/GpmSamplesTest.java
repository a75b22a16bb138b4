package dev.hostgauge.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpmSamplesTest {
    private static final int SM = 2;
    private static final int TENSOR = 5;
    private static final int UNKNOWN_METRIC = 99;

    @TempDir
    private Path folder;

    @Test
    void twoSamplesTellWhatWasBusyBetweenThem() {
        FakeGpu gpu = FakeGpu.h100(folder);
        try (GpmSamples samples = gpu.nvml().gpmSamples(gpu.device(), SM, TENSOR, UNKNOWN_METRIC)) {
            assertThat(samples.compute()).isEqualTo(NvmlReturn.NO_DATA);
            assertThat(samples.sample()).isEqualTo(NvmlReturn.SUCCESS);
            assertThat(samples.compute()).isEqualTo(NvmlReturn.NO_DATA);
            assertThat(samples.value(SM)).isNaN();
            for (int cycle = 0; cycle < 3; cycle++) {
                assertThat(samples.sample()).isEqualTo(NvmlReturn.SUCCESS);
                assertThat(samples.compute()).isEqualTo(NvmlReturn.SUCCESS);
                assertThat(samples.value(SM)).isEqualTo(48.25);
                assertThat(samples.value(TENSOR)).isEqualTo(22.5);
                assertThat(samples.value(UNKNOWN_METRIC)).isNaN();
                assertThat(samples.value(1)).describedAs("was not asked").isNaN();
            }
            assertThat(gpu.driver().liveSamples()).isEqualTo(2);
            assertThat(samples.intact()).isTrue();
        }
        assertThat(gpu.driver().liveSamples()).isZero();
        gpu.assertCalledWell();
    }

    @Test
    void aSampleThatFailedIsNotComparedWith() {
        FakeGpu gpu = FakeGpu.h100(folder);
        try (GpmSamples samples = gpu.nvml().gpmSamples(gpu.device(), SM)) {
            samples.sample();
            samples.sample();
            gpu.driver().fault("nvmlGpmSampleGet", 0, 1, 1, Fault.code(999));
            assertThat(samples.sample()).isEqualTo(NvmlReturn.UNKNOWN);
            assertThat(samples.compute()).isEqualTo(NvmlReturn.NO_DATA);
            assertThat(samples.value(SM)).isNaN();
            assertThat(samples.sample()).isEqualTo(NvmlReturn.SUCCESS);
            assertThat(samples.compute()).isEqualTo(NvmlReturn.SUCCESS);
            assertThat(samples.value(SM)).isEqualTo(48.25);
        }
        gpu.assertCalledWell();
    }

    @Test
    void aDriverWithoutRoomForSamplesKeepsNone() {
        FakeGpu gpu = FakeGpu.h100(folder);
        gpu.driver().fault("nvmlGpmSampleAlloc", FakeDriver.EVERY_GPU, 2, 2, Fault.code(20));
        try (GpmSamples samples = gpu.nvml().gpmSamples(gpu.device(), SM)) {
            assertThat(samples.sample()).isEqualTo(NvmlReturn.MEMORY);
            assertThat(gpu.driver().liveSamples()).isEqualTo(1);
            assertThat(samples.sample()).isEqualTo(NvmlReturn.SUCCESS);
        }
        assertThat(gpu.driver().liveSamples()).isZero();
    }

    @Test
    void moreMetricsThanTheDriverTakesAreRefused() {
        FakeGpu gpu = FakeGpu.h100(folder);
        assertThatThrownBy(() -> gpu.nvml().gpmSamples(gpu.device(), new int[334]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
