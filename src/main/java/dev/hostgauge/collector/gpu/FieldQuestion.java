package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.gpu.Card.Tier;
import dev.hostgauge.nvml.FieldBatch;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for fields of a GPU, all in one call. What the card does not have is left out of later calls. */
final class FieldQuestion extends Question {
    private final Card card;
    private List<Field> fields;
    private FieldBatch batch = new FieldBatch(0);

    /**
     * One field.
     *
     * @param scope such as the link, 0 without
     * @param cells the series, or one for each state of which the number is one
     * @param usual what other cards tell by another field; where that has a value this is not taken
     */
    private record Field(int id, int scope, List<Cell> cells, Optional<Cell> usual) {
        void take(double number) {
            if (cells.size() > 1) {
                StateCells.take(cells, number);
            } else {
                boolean isTold = usual.isPresent() && !usual.get().isSilent();
                cells.get(0).take(isTold ? Double.NaN : number);
            }
        }
    }

    private FieldQuestion(Card card, List<Field> fields) {
        super(NvmlCall.FIELD_VALUES, cells(fields));
        this.card = card;
        this.fields = fields;
    }

    private static Cell[] cells(List<Field> fields) {
        return fields.stream().flatMap(field -> field.cells.stream()).toArray(Cell[]::new);
    }

    /** The fields of one call, put together one after the other. */
    static final class Builder {
        private final Card card;
        private final List<Field> fields = new ArrayList<>();

        Builder(Card card) {
            this.card = card;
        }

        void add(int id, int scope, Cell cell) {
            fields.add(new Field(id, scope, List.of(cell), Optional.empty()));
        }

        /** A field that some cards have in place of the usual one, which is to be added before it. */
        void addSpare(int id, int scope, Cell cell, Cell usual) {
            fields.add(new Field(id, scope, List.of(cell), Optional.of(usual)));
        }

        void addState(int id, StateCells state) {
            fields.add(new Field(id, 0, state.cells(), Optional.empty()));
        }

        void askIn(Tier tier) {
            if (!fields.isEmpty()) {
                card.add(tier, new FieldQuestion(card, fields));
            }
        }
    }

    @Override
    NvmlReturn ask() {
        if (fields.isEmpty()) {
            return NvmlReturn.NOT_SUPPORTED;
        }
        if (batch.size() != fields.size()) {
            batch = new FieldBatch(fields.size());
            for (int i = 0; i < fields.size(); i++) {
                batch.set(i, fields.get(i).id, fields.get(i).scope);
            }
        }
        return card.session().nvml().fields(card.device(), batch);
    }

    @Override
    void take() {
        List<Field> supported = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).take(batch.value(i));
            if (Consequence.of(batch.code(i)) != Consequence.NEVER) {
                supported.add(fields.get(i));
            }
        }
        if (supported.size() < fields.size()) {
            fields = supported;
            keep(cells(supported));
        }
    }
}
