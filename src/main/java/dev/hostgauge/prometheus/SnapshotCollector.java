package dev.hostgauge.prometheus;

import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Snapshot;
import dev.hostgauge.metric.Stability;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Readings as client_java has them, for its registry and its writers. */
public final class SnapshotCollector implements MultiCollector {
    private final Supplier<Snapshot> readings;

    public SnapshotCollector(Supplier<Snapshot> readings) {
        this.readings = readings;
    }

    @Override
    public MetricSnapshots collect() {
        return new MetricSnapshots(readings.get().families().stream()
                .map(SnapshotCollector::convert)
                .toList());
    }

    static MetricSnapshot convert(Family family) {
        MetricDef metric = family.metric();
        // The name keeps its _total: without it a gauge of the same stem would count as the same family.
        MetricMetadata metadata = new MetricMetadata(metric.name(), metric.help());
        if (metric.kind().hasParts()) {
            return Distributions.convert(family, metadata);
        }
        if (FamilyText.isCounter(metric) && isNeverNegative(family)) {
            return new CounterSnapshot(
                    metadata,
                    points(family, i -> new CounterDataPointSnapshot(family.value(i), labels(family, i), null, 0)));
        }
        if (metric.kind() == Kind.GAUGE) {
            return new GaugeSnapshot(
                    metadata,
                    points(family, i -> new GaugeDataPointSnapshot(family.value(i), labels(family, i), null)));
        }
        return new UnknownSnapshot(
                metadata, points(family, i -> new UnknownDataPointSnapshot(family.value(i), labels(family, i), null)));
    }

    /** client_java refuses the counter below zero that a user may bring. */
    private static boolean isNeverNegative(Family family) {
        return IntStream.range(0, family.size()).noneMatch(i -> family.value(i) < 0);
    }

    private static <P> List<P> points(Family family, IntFunction<P> point) {
        return IntStream.range(0, family.size()).mapToObj(point).toList();
    }

    private static Labels labels(Family family, int index) {
        return labels(family.metric(), family.labels(index).values());
    }

    /** Without the empty ones of what users bring, as in the other formats. */
    static Labels labels(MetricDef metric, List<String> values) {
        if (metric.stability() != Stability.EXTERNAL || !values.contains("")) {
            return Labels.of(metric.labels(), values);
        }
        Labels.Builder labels = Labels.builder();
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isEmpty()) {
                labels.label(metric.labels().get(i), values.get(i));
            }
        }
        return labels.build();
    }
}
