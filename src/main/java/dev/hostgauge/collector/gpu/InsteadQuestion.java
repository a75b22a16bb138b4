package dev.hostgauge.collector.gpu;

import dev.hostgauge.nvml.Answer;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;
import java.util.List;

/**
 * Asks a function for what fields usually tell: old drivers, virtual GPUs and WSL do not. To be put after the fields; no
 * call is made where one of them has answered.
 */
final class InsteadQuestion extends Question {
    private final Card card;
    private final List<Cell> fields;

    /**
     * @param fields the series that stand for it where a field tells them
     */
    InsteadQuestion(Card card, NvmlCall call, List<Cell> fields, Cell cell) {
        super(call, cell);
        this.card = card;
        this.fields = fields;
    }

    @Override
    NvmlReturn ask() {
        for (Cell field : fields) {
            if (!field.isSilent()) {
                return NvmlReturn.NOT_FOUND;
            }
        }
        return card.session().nvml().ask(call(), card.device(), card.session().answer());
    }

    @Override
    void take() {
        Answer answer = card.session().answer();
        cell(0).take(call() == NvmlCall.TOTAL_ENERGY ? answer.unsigned64() : (double) answer.number(0));
    }
}
