package dev.hostgauge.collector.gpu;

import dev.hostgauge.nvml.Answer;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;

/** Asks for one number or several of 32 bits, each a series. */
final class NumberQuestion extends Question {
    private final Card card;
    private final int argument;
    private final boolean isSigned;

    /**
     * @param argument such as which fan; 0 for a function without
     * @param isSigned whether the number may be negative; of one alone
     * @param cells one for each number
     */
    NumberQuestion(Card card, NvmlCall call, int argument, boolean isSigned, Cell... cells) {
        super(call, cells);
        this.card = card;
        this.argument = argument;
        this.isSigned = isSigned;
    }

    @Override
    NvmlReturn ask() {
        return card.session()
                .nvml()
                .ask(call(), card.device(), argument, card.session().answer());
    }

    @Override
    void take() {
        Answer answer = card.session().answer();
        if (isSigned) {
            cell(0).take(answer.signed());
            return;
        }
        for (int i = 0; i < size(); i++) {
            cell(i).take(answer.number(i));
        }
    }
}
