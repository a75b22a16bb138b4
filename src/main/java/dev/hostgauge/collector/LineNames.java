package dev.hostgauge.collector;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The first words of a file's lines, with what was made of each. The kernel prints the same names in the same order every
 * time, so that a line's name is compared with the one that stood there before, and neither decoded nor looked up.
 */
public final class LineNames<T> {
    /** Kernels print about 180. */
    private static final int MOST_LINES = 4096;

    private final Maker<T> maker;
    private final List<Name<T>> names = new ArrayList<>();
    private int line;

    /** Makes of a name what its lines are read with. */
    public interface Maker<T> {
        T make(String name);
    }

    private static final class Name<T> {
        private final byte[] encoded;
        private final T made;

        Name(byte[] encoded, T made) {
            this.encoded = encoded;
            this.made = made;
        }
    }

    public LineNames(Maker<T> maker) {
        this.maker = maker;
    }

    /** Begins with the first line again. */
    public void rewind() {
        line = 0;
    }

    /** What was made of the first word of the text's line, which is the next line after the last call's. */
    public T next(Text text) throws Malformed {
        int place = line++;
        if (place < names.size() && text.skipWordIf(names.get(place).encoded)) {
            return names.get(place).made;
        }
        String word = text.word();
        Name<T> name = new Name<>(word.getBytes(StandardCharsets.UTF_8), maker.make(word));
        if (place < names.size()) {
            names.set(place, name);
        } else if (place < MOST_LINES) {
            names.add(name);
        }
        return name.made;
    }
}
