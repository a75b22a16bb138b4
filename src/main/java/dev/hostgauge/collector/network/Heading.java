package dev.hostgauge.collector.network;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A line of names that stands above a line of values. The kernel prints the same names every time, so that the bytes are
 * compared with those of last time and not taken apart again.
 *
 * @param <T> what is made of the names that are wanted
 */
final class Heading<T> {
    private final byte[] line;
    private final List<Column<T>> columns = new ArrayList<>();

    /**
     * A column that is wanted.
     *
     * @param skipped how many before it are not, since the last that is
     */
    private record Column<T>(int skipped, T made) {}

    /** Takes the value of a column. */
    interface Taker<T> {
        void take(T made, Text text) throws Malformed;
    }

    /**
     * @param line as it was printed, without blanks at its ends
     * @param first the place of the first word that names a column
     * @param maker what a column is read with; empty if it is not wanted
     */
    Heading(String line, int first, Function<String, Optional<T>> maker) {
        this.line = line.getBytes(StandardCharsets.UTF_8);
        String[] words = line.split("[ \t]+", -1);
        int skipped = 0;
        for (int i = first; i < words.length; i++) {
            Optional<T> made = maker.apply(words[i]);
            if (made.isPresent()) {
                columns.add(new Column<>(skipped, made.get()));
                skipped = 0;
            } else {
                skipped++;
            }
        }
    }

    /** Whether the text's line is this one, which is then passed. */
    boolean isPassed(Text text) {
        return text.skipRestIf(line);
    }

    /** Has the values taken that stand in the text's line from the cursor on. */
    void take(Text text, Taker<T> taker) throws Malformed {
        for (Column<T> column : columns) {
            text.skipWords(column.skipped);
            taker.take(column.made, text);
        }
    }
}
