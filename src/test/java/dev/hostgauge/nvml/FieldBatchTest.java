package dev.hostgauge.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldBatchTest {
    private static final int ENERGY = 83;
    private static final int POWER_INSTANT = 186;
    private static final int MEMORY_TEMPERATURE = 82;

    @TempDir
    private Path folder;

    @Test
    void allFieldsComeByOneCallEachWithItsCode() {
        FakeGpu gpu = FakeGpu.h100(folder);
        gpu.driver().set(0, "temperature.memory", "!4");
        FieldBatch batch = new FieldBatch(4);
        batch.set(0, ENERGY, 0);
        batch.set(1, POWER_INSTANT, 2);
        batch.set(2, MEMORY_TEMPERATURE, 0);
        batch.set(3, 9999, 0);
        assertThat(gpu.nvml().fields(gpu.device(), batch)).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(batch.size()).isEqualTo(4);
        assertThat(batch.value(0)).isEqualTo(987_654_321_000.0);
        assertThat(batch.value(1)).isEqualTo(66_100.0);
        assertThat(batch.code(2)).isEqualTo(NvmlReturn.NO_PERMISSION);
        assertThat(batch.value(2)).isNaN();
        assertThat(batch.code(3)).isEqualTo(NvmlReturn.INVALID_ARGUMENT);
        assertThat(gpu.driver().calls("nvmlDeviceGetFieldValues")).isEqualTo(1);
        assertThat(batch.buffer().intact()).isTrue();
        gpu.assertCalledWell();
    }

    @Test
    void whatTheDriverDidNotTouchIsNoSuccessOfTheLastTime() {
        FakeGpu gpu = FakeGpu.h100(folder);
        FieldBatch batch = new FieldBatch(1);
        batch.set(0, ENERGY, 0);
        gpu.nvml().fields(gpu.device(), batch);
        assertThat(batch.code(0)).isEqualTo(NvmlReturn.SUCCESS);
        gpu.driver().fault("nvmlDeviceGetFieldValues", 0, Fault.code(0));
        assertThat(gpu.nvml().fields(gpu.device(), batch)).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(batch.code(0)).isEqualTo(NvmlReturn.UNKNOWN);
        assertThat(batch.value(0)).isNaN();
        assertThatThrownBy(() -> batch.code(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** A type, the bits of a value, and the value. */
    @ParameterizedTest
    @CsvSource({
        "0, 0x4045000000000000, 42",
        "0, 0x7ff8000000000000, NaN",
        "1, 0x00000000ffffffff, NaN",
        "1, 0x00000000fffffffe, 4294967294",
        "1, 0xaaaaaaaa00000007, 7",
        "1, 0x000000007fffffef, 2147483631",
        "1, 0x000000007ffffff0, NaN",
        "1, 0x000000007fffffff, NaN",
        "1, 0x0000000080000000, 2147483648",
        "2, 0x0000000000000007, 7",
        "2, 0x7ffffffffffffff2, NaN",
        "3, 0x000000007ffffff0, 2147483632",
        "3, 0x7ffffffffffffff0, NaN",
        "3, 0x7ffffffffffffff2, NaN",
        "3, 0x7fffffffffffffff, NaN",
        "2, 0xffffffffffffffff, NaN",
        "3, 0xffffffffffffffff, NaN",
        "3, 0xfffffffffffffffe, 18446744073709551614",
        "4, 0xffffffffffffffff, -1",
        "4, 0xfffffffffffffff9, -7",
        "4, 0x7ffffffffffffff3, NaN",
        "5, 0x00000000fffffff9, -7",
        "5, 0x000000007ffffff2, NaN",
        "6, 0xaaaaaaaaaaaaffff, 65535",
        "7, 0x0000000000000007, NaN",
        "42, 0x0000000000000007, NaN",
        "-1, 0x0000000000000007, NaN"
    })
    void eachTypeIsReadAsItIsWritten(int type, String bits, double value) {
        FieldBatch batch = new FieldBatch(2);
        batch.buffer().putInt(Layout.FIELD_BYTES + Layout.FIELD_TYPE, type);
        batch.buffer().putInt(Layout.FIELD_BYTES + Layout.FIELD_RETURN, 0);
        batch.buffer().putLong(Layout.FIELD_BYTES + Layout.FIELD_VALUE, Long.parseUnsignedLong(bits.substring(2), 16));
        assertThat(batch.value(1)).isEqualTo(Double.valueOf(value));
    }
}
