package dev.hostgauge.prometheus;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Labels;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Snapshot;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusProtobufWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.util.IdentityHashMap;

/**
 * Writes snapshots in the formats that Prometheus reads.
 *
 * <p>Text and OpenMetrics are the scrape path and appended straight from the snapshot; protobuf goes through client_java.
 * Keeps what it encoded for each metric. For one thread at a time.
 */
public final class Exposition {
    /** More metrics than a machine has; if definitions come and go beyond this, they are encoded anew. */
    private static final int MOST_FAMILIES = 8192;

    private static final byte[] END = "# EOF\n".getBytes(US_ASCII);

    private final IdentityHashMap<MetricDef, FamilyText> texts = new IdentityHashMap<>();
    private final PrometheusProtobufWriter protobuf = new PrometheusProtobufWriter();

    /** Appends the metrics that were asked for; with none of that name, an answer that is well-formed all the same. */
    public void write(Snapshot snapshot, NameFilter names, Format format, ByteBuilder out) throws IOException {
        switch (format) {
            case TEXT -> append(snapshot, names, false, out);
            case OPEN_METRICS, OPEN_METRICS_0_0_1 -> {
                append(snapshot, names, true, out);
                out.append(END);
            }
            case PROTOBUF -> writeProtobuf(snapshot, names, out);
        }
    }

    /** One family after the other: client_java needs some 20 times the memory of what it writes. */
    private void writeProtobuf(Snapshot snapshot, NameFilter names, ByteBuilder out) throws IOException {
        for (Family family : snapshot.families()) {
            if (names.accepts(family.metric())) {
                protobuf.write(
                        out,
                        new MetricSnapshots(SnapshotCollector.convert(family)),
                        EscapingScheme.UNDERSCORE_ESCAPING);
            }
        }
    }

    private void append(Snapshot snapshot, NameFilter names, boolean openMetrics, ByteBuilder out) {
        for (Family family : snapshot.families()) {
            if (names.accepts(family.metric()) && family.size() > 0) {
                append(family, openMetrics, out);
            }
        }
    }

    private void append(Family family, boolean openMetrics, ByteBuilder out) {
        FamilyText text = text(family.metric());
        out.append(text.comments(openMetrics));
        for (int i = 0; i < family.size(); i++) {
            Labels labels = family.labels(i);
            // Labels.NONE is shared by all metrics and can remember the name of none.
            out.append(labels.size() > 0 ? labels.rendering(text) : text.withoutLabels());
            Numbers.append(out, family.value(i));
            out.append('\n');
        }
    }

    private FamilyText text(MetricDef metric) {
        FamilyText text = texts.get(metric);
        if (text == null) {
            if (texts.size() >= MOST_FAMILIES) {
                texts.clear();
            }
            text = new FamilyText(metric);
            texts.put(metric, text);
        }
        return text;
    }
}
