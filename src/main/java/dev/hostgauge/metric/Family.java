package dev.hostgauge.metric;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The points of one metric in one reading: immutable, no two with the same labels. Values are finite except those
 * that users bring.
 */
public final class Family {
    private final MetricDef metric;
    private final Labels[] labels;
    private final double[] values;

    private Family(MetricDef metric, Labels[] labels, double[] values) {
        this.metric = metric;
        this.labels = labels;
        this.values = values;
    }

    /** The first {@code count} entries of the two arrays, copied. The caller vouches for distinct labels. */
    public static Family of(MetricDef metric, Labels[] labels, double[] values, int count) {
        return new Family(metric, Arrays.copyOf(labels, count), Arrays.copyOf(values, count));
    }

    /** The points of both; where both have a series, this family's point stays. */
    public Family and(Family other) {
        Set<Labels> mine = new HashSet<>(Arrays.asList(labels));
        Labels[] all = Arrays.copyOf(labels, size() + other.size());
        double[] allValues = Arrays.copyOf(values, all.length);
        int count = size();
        for (int i = 0; i < other.size(); i++) {
            if (!mine.contains(other.labels(i))) {
                all[count] = other.labels(i);
                allValues[count++] = other.value(i);
            }
        }
        return of(metric, all, allValues, count);
    }

    public MetricDef metric() {
        return metric;
    }

    public int size() {
        return values.length;
    }

    public Labels labels(int index) {
        return labels[index];
    }

    public double value(int index) {
        return values[index];
    }

    @Override
    public String toString() {
        return metric.name() + Arrays.toString(labels) + Arrays.toString(values);
    }
}
