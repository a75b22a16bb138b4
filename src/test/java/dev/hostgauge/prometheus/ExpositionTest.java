package dev.hostgauge.prometheus;

import static dev.hostgauge.metric.Snapshots.family;
import static dev.hostgauge.prometheus.Renderings.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.Labels;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Snapshot;
import dev.hostgauge.metric.Snapshots;
import dev.hostgauge.metric.Stability;
import io.prometheus.metrics.expositionformats.generated.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExpositionTest {
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

    @Test
    void everyFormatIsWhatClientJavaWrites() throws IOException {
        Renderings.checkAgainstClientJava(oddities());
        Renderings.checkAgainstClientJava(Snapshots.ofSmallServer());
    }

    @Test
    @SuppressWarnings("NonCanonicalType") // The canonical name has the version of client_java's protobuf in it.
    void protobufTakesACounterWithoutTheSuffixForOneWithoutAType() throws IOException {
        Map<String, Metrics.MetricType> types = new TreeMap<>();
        Renderings.families(oddities()).forEach((name, family) -> types.put(name, family.getType()));
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
