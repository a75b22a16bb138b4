package dev.hostgauge.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The binding with a fake driver below it and its first GPU at hand. */
record FakeGpu(FakeDriver driver, Nvml nvml, Answer answer, long device) {
    static FakeGpu h100(Path folder) {
        return h100(folder, Variant.DRIVER_610);
    }

    static FakeGpu h100(Path folder, Variant variant) {
        return of(FakeDriver.build(folder, variant).load("h100"));
    }

    static FakeGpu of(FakeDriver driver) {
        try {
            Nvml nvml = Nvml.open(driver.library().toString());
            Answer answer = new Answer();
            assertThat(nvml.init()).isEqualTo(NvmlReturn.SUCCESS);
            assertThat(nvml.ask(NvmlCall.DEVICE_BY_INDEX, 0, 0, answer)).isEqualTo(NvmlReturn.SUCCESS);
            return new FakeGpu(driver, nvml, answer, answer.handle());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NvmlReturn ask(NvmlCall call) {
        return ask(call, 0);
    }

    NvmlReturn ask(NvmlCall call, int argument) {
        return nvml.ask(call, device, argument, answer);
    }

    /** What a call that succeeds tells first. */
    long number(NvmlCall call) {
        assertThat(ask(call)).describedAs(call.symbol()).isEqualTo(NvmlReturn.SUCCESS);
        return answer.number(0);
    }

    String text(NvmlCall call) {
        assertThat(ask(call)).describedAs(call.symbol()).isEqualTo(NvmlReturn.SUCCESS);
        return answer.text();
    }

    /** That the driver had nothing to complain of and stayed within its buffers. */
    void assertCalledWell() {
        assertThat(driver.badArguments()).describedAs("bad arguments").isZero();
        assertThat(driver.wrongVersions()).describedAs("wrong versions").isZero();
        assertThat(driver.staleHandles()).describedAs("stale handles").isZero();
        assertThat(driver.brokenCanaries())
                .describedAs("buffers that are too small")
                .isZero();
        assertThat(driver.badLines())
                .describedAs("lines that the fake did not understand")
                .isZero();
        assertThat(answer.buffer().intact()).isTrue();
    }
}
