package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.MetricDef;

/**
 * One series of a GPU with its last value, absent until there is one. What a driver says is believed only within the
 * bounds of its unit: anything else is left out and complained of. For one thread at a time.
 */
final class Cell {
    private final MetricDef metric;
    private final String[] labels;
    private final NvmlUnit unit;
    private double value = Double.NaN;
    /** The last that could be, as the driver said it. */
    private double before = Double.NaN;

    private String complaint = "";

    /**
     * @param unit of what the driver says
     * @param labels values of all the metric's labels
     */
    Cell(MetricDef metric, NvmlUnit unit, String... labels) {
        this.metric = metric;
        this.unit = unit;
        this.labels = labels;
    }

    /** What the driver said; NaN if nothing. */
    void take(double raw) {
        complaint = "";
        value = Double.NaN;
        if (unit.isNone(raw)) {
            return;
        }
        if (!unit.isPossible(raw)) {
            complaint = "impossible value " + raw;
        } else if (metric.kind() == Kind.COUNTER && raw < before) {
            // Served once, it would count as all that was ever counted; from here on it may grow again.
            complaint = "went backwards from " + before + " to " + raw;
            before = raw;
        } else {
            value = unit.of(raw);
            before = raw;
        }
    }

    /** The same for a whole number. */
    void take(long raw) {
        take((double) raw);
    }

    /** NaN if it is absent. */
    double value() {
        return value;
    }

    boolean isPresent() {
        return !Double.isNaN(value);
    }

    /** Whether nothing was read, not even what cannot be. */
    boolean isSilent() {
        return !isPresent() && complaint.isEmpty();
    }

    void add(Sink sink) {
        if (!complaint.isEmpty()) {
            sink.problem(metric.name() + String.join(" ", labels), complaint);
        }
        if (isPresent()) {
            sink.add(metric, value, labels);
        }
    }
}
