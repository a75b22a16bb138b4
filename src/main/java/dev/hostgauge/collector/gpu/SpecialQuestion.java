package dev.hostgauge.collector.gpu;

import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;
import java.util.function.Supplier;

/** Asks for what is no plain number. */
final class SpecialQuestion extends Question {
    private final Supplier<NvmlReturn> asking;
    private final Runnable taking;

    /**
     * @param asking makes the call
     * @param taking takes the answer over into the cells
     */
    SpecialQuestion(NvmlCall call, Supplier<NvmlReturn> asking, Runnable taking, Cell... cells) {
        super(call, cells);
        this.asking = asking;
        this.taking = taking;
    }

    @Override
    NvmlReturn ask() {
        return asking.get();
    }

    @Override
    void take() {
        taking.run();
    }
}
