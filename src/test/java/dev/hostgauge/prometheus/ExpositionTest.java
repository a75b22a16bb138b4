package dev.hostgauge.prometheus;

import static dev.hostgauge.metric.Snapshots.family;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.Labels;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Snapshot;
import dev.hostgauge.metric.Snapshots;
import dev.hostgauge.metric.Stability;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExpositionTest {
    private static final Pattern SAMPLE = Pattern.compile("(.*) ([^ ]+)", Pattern.DOTALL);

    private static final MetricDef REQUESTS = MetricDef.counter("host_requests_total", "Requests.");

    private static Snapshot oddities() {
        MetricDef labelled =
                MetricDef.gauge("host_odd_bytes", "Says \"odd\", C:\\new, naïve, 温度.", "zone", "area", "mount");
        MetricDef numbers = MetricDef.untyped("node_vmstat_numbers", "Numbers.", "n");
        double[] values = {
            0,
            -1,
            1.5,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.MIN_VALUE,
            0x1p53,
            0x1p64,
            1e-7,
            0.1 + 0.2,
            1e9,
            123456789.125
        };
        Labels[] labels = new Labels[values.length];
        for (int i = 0; i < values.length; i++) {
            labels[i] = Labels.of(String.valueOf(i));
        }
        MetricDef nameless = new MetricDef(
                "node_events",
                Kind.COUNTER,
                "A counter without the suffix.",
                List.of(),
                Optional.empty(),
                Stability.STABLE);
        return Snapshots.of(
                Family.of(
                        labelled,
                        new Labels[] {
                            Labels.of("a \"quote\"", "C:\\back\\slash\\", "line\nbreak"),
                            Labels.of("", " ", "{},=#"),
                            Labels.of("é温😀", "\t\r\u0001", "\ud800 alone")
                        },
                        new double[] {1, 2, 3},
                        3),
                Family.of(numbers, labels, values, values.length),
                family(nameless, 5),
                family(REQUESTS, 7),
                family(MetricDef.gauge("host_requests", "The gauge of the same stem."), 8),
                family(MetricDef.gauge("node_info", "Constant.", "version"), 1, "1.0"));
    }

    private static String written(Snapshot snapshot, NameFilter names, Format format) throws IOException {
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
                assertThat(samples.put(sample.group(1), Double.parseDouble(sample.group(2)) + 0.0))
                        .as(line)
                        .isNull();
            }
        }
        families.put(comments, samples);
        return families;
    }

    @Test
    void textIsWhatClientJavaWrites() throws IOException {
        for (Snapshot snapshot : List.of(oddities(), Snapshots.ofSmallServer())) {
            assertThat(read(written(snapshot, NameFilter.ALL, Format.TEXT)))
                    .isEqualTo(read(oracle(snapshot, PrometheusTextFormatWriter.create())));
        }
    }

    @Test
    void openMetricsIsWhatClientJavaWrites() throws IOException {
        for (Snapshot snapshot : List.of(oddities(), Snapshots.ofSmallServer())) {
            String ours = written(snapshot, NameFilter.ALL, Format.OPEN_METRICS);
            assertThat(ours).endsWith("\n# EOF\n");
            assertThat(read(ours)).isEqualTo(read(oracle(snapshot, OpenMetricsTextFormatWriter.create())));
            assertThat(written(snapshot, NameFilter.ALL, Format.OPEN_METRICS_0_0_1))
                    .isEqualTo(ours);
        }
    }

    @Test
    @SuppressWarnings("NonCanonicalType") // The canonical name has the version of client_java's protobuf in it.
    void protobufIsWhatClientJavaWritesFromItsRegistry() throws IOException {
        Snapshot snapshot = oddities();
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new SnapshotCollector(() -> snapshot));
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        new PrometheusProtobufWriter().write(expected, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        ByteBuilder out = new ByteBuilder();
        new Exposition().write(snapshot, NameFilter.ALL, Format.PROTOBUF, out);
        assertThat(out.toByteArray()).isEqualTo(expected.toByteArray());

        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        Map<String, Metrics.MetricType> types = new TreeMap<>();
        while (in.available() > 0) {
            Metrics.MetricFamily family = Metrics.MetricFamily.parseDelimitedFrom(in);
            types.put(family.getName(), family.getType());
        }
        assertThat(types)
                .containsEntry("host_requests_total", Metrics.MetricType.COUNTER)
                .containsEntry("host_requests", Metrics.MetricType.GAUGE)
                .containsEntry("node_events", Metrics.MetricType.UNTYPED)
                .hasSize(6);
    }

    @Test
    void aCounterLosesItsSuffixInTheCommentsOfOpenMetricsOnly() throws IOException {
        Snapshot snapshot = Snapshots.of(family(REQUESTS, 7));
        assertThat(written(snapshot, NameFilter.ALL, Format.TEXT))
                .isEqualTo(
                        "# HELP host_requests_total Requests.\n# TYPE host_requests_total counter\nhost_requests_total 7\n");
        assertThat(written(snapshot, NameFilter.ALL, Format.OPEN_METRICS))
                .isEqualTo(
                        "# TYPE host_requests counter\n# HELP host_requests Requests.\nhost_requests_total 7\n# EOF\n");
    }

    @Test
    void labelsComeSortedByNameAndEscaped() throws IOException {
        assertThat(written(oddities(), NameFilter.of(List.of("host_odd_bytes")), Format.TEXT))
                .contains(
                        "host_odd_bytes{area=\"C:\\\\back\\\\slash\\\\\",mount=\"line\\nbreak\",zone=\"a \\\"quote\\\"\"} 1\n");
    }

    @Test
    void aMetricIsFoundByItsNameWithOrWithoutTotal() throws IOException {
        Snapshot snapshot = Snapshots.of(family(REQUESTS, 7), family(MetricDef.gauge("host_other", "Other."), 1));
        String alone =
                "# HELP host_requests_total Requests.\n# TYPE host_requests_total counter\nhost_requests_total 7\n";
        for (String name : List.of("host_requests_total", "host_requests")) {
            assertThat(written(snapshot, NameFilter.of(List.of(name)), Format.TEXT))
                    .isEqualTo(alone);
        }
    }

    @Test
    void aNameThatNothingHasGivesAnEmptyAnswer() throws IOException {
        NameFilter nobody = NameFilter.of(List.of("host_othe", ""));
        assertThat(written(oddities(), nobody, Format.TEXT)).isEmpty();
        assertThat(written(oddities(), nobody, Format.OPEN_METRICS)).isEqualTo("# EOF\n");
        assertThat(written(oddities(), nobody, Format.PROTOBUF)).isEmpty();
    }

    @Test
    void theSameBytesComeFromAKeptExposition() throws IOException {
        Exposition exposition = new Exposition();
        ByteBuilder out = new ByteBuilder();
        Snapshot snapshot = Snapshots.ofSmallServer();
        exposition.write(snapshot, NameFilter.ALL, Format.TEXT, out);
        byte[] first = out.toByteArray();
        out.clear();
        exposition.write(oddities(), NameFilter.ALL, Format.OPEN_METRICS, out);
        out.clear();
        exposition.write(snapshot, NameFilter.ALL, Format.TEXT, out);
        assertThat(out.toByteArray()).isEqualTo(first);
    }
}
