package dev.hostgauge.collector.gpu;

import dev.hostgauge.nvml.Nvml;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;

/** Asks for a count of bit errors, of all places or of one. */
final class EccQuestion extends Question {
    private static final int EVERYWHERE = -1;

    private final Card card;
    private final int type;
    private final int scope;
    private final int location;

    private EccQuestion(Card card, NvmlCall call, int type, int scope, int location, Cell cell) {
        super(call, cell);
        this.card = card;
        this.type = type;
        this.scope = scope;
        this.location = location;
    }

    /** In all places together. */
    static EccQuestion total(Card card, int type, int scope, Cell cell) {
        return new EccQuestion(card, NvmlCall.TOTAL_ECC_ERRORS, type, scope, EVERYWHERE, cell);
    }

    static EccQuestion at(Card card, int type, int scope, int location, Cell cell) {
        return new EccQuestion(card, NvmlCall.MEMORY_ERROR_COUNTER, type, scope, location, cell);
    }

    @Override
    NvmlReturn ask() {
        Nvml nvml = card.session().nvml();
        return location == EVERYWHERE
                ? nvml.eccErrors(card.device(), type, scope, card.session().answer())
                : nvml.memoryErrors(
                        card.device(), type, scope, location, card.session().answer());
    }

    @Override
    void take() {
        cell(0).take(card.session().answer().unsigned64());
    }
}
