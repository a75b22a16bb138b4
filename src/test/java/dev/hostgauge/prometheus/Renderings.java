package dev.hostgauge.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.metric.Snapshot;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusProtobufWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.expositionformats.generated.Metrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the exposition makes of a snapshot, and what client_java makes of it. */
@SuppressWarnings("NonCanonicalType") // The canonical name has the version of client_java's protobuf in it.
final class Renderings {
    private static final Pattern SAMPLE = Pattern.compile("(.*) ([^ ]+)", Pattern.DOTALL);

    private Renderings() {}

    /** Compares what is written in every format with what client_java writes of the same. */
    static void checkAgainstClientJava(Snapshot snapshot) throws IOException {
        // It would rename a counter without the suffix, so that it has to take it for one without a type.
        String text = oracle(snapshot, PrometheusTextFormatWriter.create())
                .replace("# TYPE node_events untyped", "# TYPE node_events counter");
        assertThat(read(written(snapshot, NameFilter.ALL, Format.TEXT))).isEqualTo(read(text));

        String openMetrics = written(snapshot, NameFilter.ALL, Format.OPEN_METRICS);
        assertThat(openMetrics).endsWith("\n# EOF\n");
        assertThat(read(openMetrics)).isEqualTo(read(oracle(snapshot, OpenMetricsTextFormatWriter.create())));
        assertThat(written(snapshot, NameFilter.ALL, Format.OPEN_METRICS_0_0_1)).isEqualTo(openMetrics);

        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new SnapshotCollector(() -> snapshot));
        ByteArrayOutputStream protobuf = new ByteArrayOutputStream();
        new PrometheusProtobufWriter().write(protobuf, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        assertThat(protobuf(snapshot)).isEqualTo(protobuf.toByteArray());
    }

    static String written(Snapshot snapshot, NameFilter names, Format format) throws IOException {
        ByteBuilder out = new ByteBuilder();
        new Exposition().write(snapshot, names, format, out);
        return new String(out.toByteArray(), UTF_8);
    }

    private static String oracle(Snapshot snapshot, ExpositionFormatWriter writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out, new SnapshotCollector(() -> snapshot).collect(), EscapingScheme.UNDERSCORE_ESCAPING);
        return out.toString(UTF_8);
    }

    /** Comments, in order, to the samples below them: series to value, in no order. */
    private static Map<List<String>, Map<String, Double>> read(String text) {
        Map<List<String>, Map<String, Double>> families = new LinkedHashMap<>();
        List<String> comments = new ArrayList<>();
        Map<String, Double> samples = new TreeMap<>();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("#")) {
                if (!samples.isEmpty()) {
                    families.put(comments, samples);
                    comments = new ArrayList<>();
                    samples = new TreeMap<>();
                }
                comments.add(line);
            } else if (!line.isEmpty()) {
                Matcher sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(samples.put(sample.group(1), number(sample.group(2))))
                        .as(line)
                        .isNull();
            }
        }
        families.put(comments, samples);
        return families;
    }

    /** Zero has one sign here. */
    private static double number(String spelled) {
        return Double.parseDouble(spelled.replace("Inf", "Infinity")) + 0.0;
    }

    private static byte[] protobuf(Snapshot snapshot) throws IOException {
        ByteBuilder out = new ByteBuilder();
        new Exposition().write(snapshot, NameFilter.ALL, Format.PROTOBUF, out);
        return out.toByteArray();
    }

    static Map<String, Metrics.MetricFamily> families(Snapshot snapshot) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(protobuf(snapshot));
        Map<String, Metrics.MetricFamily> families = new TreeMap<>();
        while (in.available() > 0) {
            Metrics.MetricFamily family = Metrics.MetricFamily.parseDelimitedFrom(in);
            families.put(family.getName(), family);
        }
        return families;
    }

    static Metrics.Metric metric(Snapshot snapshot, String name) throws IOException {
        return Objects.requireNonNull(families(snapshot).get(name)).getMetric(0);
    }
}
