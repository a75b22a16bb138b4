package dev.hostgauge.collector.gpu;

import dev.hostgauge.metric.MetricDef;
import java.util.ArrayList;
import java.util.List;

/** One of several states, each a series that is 0 or 1, so that none is ever missing; {@code other} for an unknown one. */
final class StateCells {
    private final List<Cell> cells = new ArrayList<>();

    /**
     * @param states the value of the last label for each number, from 0 on
     */
    StateCells(Card card, MetricDef metric, String... states) {
        for (String state : states) {
            cells.add(card.flag(metric, state));
        }
        cells.add(card.flag(metric, "other"));
    }

    List<Cell> cells() {
        return cells;
    }

    /** The state's number; NaN if it is not known. */
    void take(double number) {
        take(cells, number);
    }

    static void take(List<Cell> cells, double number) {
        int other = cells.size() - 1;
        int state = number >= 0 && number < other ? (int) number : other;
        for (int i = 0; i < cells.size(); i++) {
            cells.get(i).take(Double.isNaN(number) ? number : i == state ? 1 : 0);
        }
    }
}
