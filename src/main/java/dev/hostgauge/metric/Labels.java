package dev.hostgauge.metric;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The label values of one series, in the order of its definition's label names.
 *
 * <p>The engine hands out the same object for the same series in cycle after cycle, so that an output may keep its
 * rendering here ({@link #rendering}) instead of escaping and encoding it on every scrape.
 */
public final class Labels {
    public static final Labels NONE = new Labels();

    private final String[] values;
    private volatile byte @Nullable [] rendering;

    private Labels(String... values) {
        this.values = values;
    }

    /** Keeps a copy of the values. */
    public static Labels of(String... values) {
        return values.length == 0 ? NONE : new Labels(values.clone());
    }

    public int size() {
        return values.length;
    }

    public String value(int index) {
        return values[index];
    }

    public List<String> values() {
        return List.of(values);
    }

    /** Whether these are the values, compared without allocating. */
    public boolean are(String[] others) {
        return Arrays.equals(values, others);
    }

    /** The bytes that the one hot output made of these labels, made once. The labels of one definition only. */
    public byte[] rendering(Function<Labels, byte[]> renderer) {
        byte[] made = rendering;
        if (made == null) {
            made = renderer.apply(this);
            rendering = made;
        }
        return made;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Labels labels && Arrays.equals(values, labels.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
