package dev.hostgauge.prometheus;

import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.Part;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Histograms and summaries as client_java has them: the parts of a series put together. */
final class Distributions {
    private Distributions() {}

    static MetricSnapshot convert(Family family, MetricMetadata metadata) {
        Map<List<String>, Series> all = new LinkedHashMap<>();
        for (int i = 0; i < family.size(); i++) {
            List<String> values = family.labels(i).values();
            int last = values.size() - 1;
            all.computeIfAbsent(
                            values.subList(0, last), own -> new Series(SnapshotCollector.labels(family.metric(), own)))
                    .add(values.get(last), family.value(i));
        }
        if (family.metric().kind() == Kind.HISTOGRAM) {
            return new HistogramSnapshot(
                    metadata, all.values().stream().map(Series::histogram).toList());
        }
        return new SummarySnapshot(
                metadata, all.values().stream().map(Series::summary).toList());
    }

    /** What the points of one series say. */
    private static final class Series {
        private final Labels labels;
        private final List<Double> bounds = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();
        private double sum = Double.NaN;
        private long count = -1;

        Series(Labels labels) {
            this.labels = labels;
        }

        void add(String part, double value) {
            switch (part) {
                case Part.SUM -> sum = value;
                case Part.COUNT -> count = (long) value;
                default -> {
                    bounds.add(Double.parseDouble(part.replace("Inf", "Infinity")));
                    values.add(value);
                }
            }
        }

        HistogramDataPointSnapshot histogram() {
            // Ours count everything up to the bound, client_java's what is between two.
            List<Long> counts = new ArrayList<>();
            long below = 0;
            for (double value : values) {
                counts.add((long) value - below);
                below = (long) value;
            }
            return new HistogramDataPointSnapshot(
                    ClassicHistogramBuckets.of(bounds, counts), sum, labels, Exemplars.EMPTY, 0);
        }

        SummaryDataPointSnapshot summary() {
            List<Quantile> quantiles = new ArrayList<>();
            for (int i = 0; i < bounds.size(); i++) {
                quantiles.add(new Quantile(bounds.get(i), values.get(i)));
            }
            return new SummaryDataPointSnapshot(count, sum, Quantiles.of(quantiles), labels, Exemplars.EMPTY, 0);
        }
    }
}
