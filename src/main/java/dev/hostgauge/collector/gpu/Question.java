package dev.hostgauge.collector.gpu;

import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;

/**
 * One function that is asked about one GPU, and the series that its answer gives. Its kinds are classes and not lambdas,
 * of which there would be a hundred: each costs memory of its own. For NVML's thread.
 */
abstract class Question {
    private final NvmlCall call;
    private Cell[] cells;
    private boolean isVain;
    private boolean isNotSupported;

    /**
     * @param cells all that it gives, absent without an answer
     */
    Question(NvmlCall call, Cell... cells) {
        this.call = call;
        this.cells = cells;
    }

    /** Makes the call. */
    abstract NvmlReturn ask();

    /** Takes the answer over into the cells. */
    abstract void take();

    NvmlCall call() {
        return call;
    }

    /** Forgets all series but these: the card will never have the others. */
    void keep(Cell... served) {
        cells = served;
    }

    Cell cell(int index) {
        return cells[index];
    }

    int size() {
        return cells.length;
    }

    /**
     * Asks, unless there was never to be an answer.
     *
     * @param gpu its address, for the account
     */
    NvmlReturn put(NvmlAccount account, String gpu) {
        if (isVain) {
            return NvmlReturn.NOT_SUPPORTED;
        }
        account.begin(call, gpu);
        NvmlReturn answer = account.end(call, ask());
        Consequence consequence = Consequence.of(answer);
        if (consequence == Consequence.ANSWERED) {
            take();
        } else {
            for (Cell cell : cells) {
                cell.take(Double.NaN);
            }
            isNotSupported = answer == NvmlReturn.NOT_SUPPORTED;
            isVain = consequence == Consequence.NEVER;
            if (isVain) {
                keep();
            }
        }
        return answer;
    }

    /** Whether the card does not have it. */
    boolean isNotSupported() {
        return isNotSupported;
    }
}
