package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.metric.MetricDef;

/** One number of a GPU: the file that has it, and as what it is served. */
final class GpuReading {
    private static final String[] NO_LABELS = {};

    private final MetricDef metric;
    private final Unit unit;
    private final Pace pace;
    private final GpuFile file;
    private final String[] moreLabels;
    private String[] labels = NO_LABELS;

    /**
     * @param moreLabels values of the labels that follow on the GPU's own
     */
    GpuReading(MetricDef metric, Unit unit, Pace pace, GpuFile file, String... moreLabels) {
        this.metric = metric;
        this.unit = unit;
        this.pace = pace;
        this.file = file;
        this.moreLabels = moreLabels;
    }

    /** Reads it if it is time. */
    void read(Pace now) {
        if (now.includes(pace)) {
            file.readNumber();
            if (pace == Pace.SETTING) {
                file.letGo();
            }
        }
    }

    /** In the metric's unit; NaN if there is none. */
    double value() {
        return unit.of(file.number());
    }

    void add(Sink sink, GpuName name) {
        file.report(sink);
        double raw = file.number();
        double value = unit.of(raw);
        if (!Double.isNaN(value)) {
            labels = name.labels(labels, moreLabels);
            sink.add(metric, value, labels);
        } else if (!Double.isNaN(raw) && !unit.isNone(raw)) {
            file.report(sink, "impossible value " + raw);
        }
    }

    void close() {
        file.letGo();
    }
}
