package dev.hostgauge.prometheus;

import static dev.hostgauge.metric.Snapshots.family;
import static dev.hostgauge.prometheus.Renderings.metric;
import static dev.hostgauge.prometheus.Renderings.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.Labels;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Snapshot;
import dev.hostgauge.metric.Snapshots;
import io.prometheus.metrics.expositionformats.generated.Metrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Histograms and summaries, and metrics that users bring. */
class DistributionExpositionTest {
    /** One series of a histogram or summary, its parts and their values in turn. */
    private static Family distribution(MetricDef metric, Map<List<String>, Map<String, Double>> series) {
        List<Labels> labels = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        series.forEach((own, parts) -> parts.forEach((part, value) -> {
            List<String> all = new ArrayList<>(own);
            all.add(part);
            labels.add(Labels.of(all.toArray(String[]::new)));
            values.add(value);
        }));
        double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
        return Family.of(metric, labels.toArray(Labels[]::new), numbers, numbers.length);
    }

    private static Map<String, Double> parts(Object... partsAndValues) {
        Map<String, Double> parts = new LinkedHashMap<>();
        for (int i = 0; i < partsAndValues.length; i += 2) {
            parts.put((String) partsAndValues[i], ((Number) partsAndValues[i + 1]).doubleValue());
        }
        return parts;
    }

    private static Snapshot distributions() {
        MetricDef requests = MetricDef.histogram("hostgauge_request_duration_seconds", "Requests.", "route", "code");
        MetricDef waits = MetricDef.external("app:wait", Kind.HISTOGRAM, "", List.of());
        MetricDef collections = MetricDef.summary("jvm_gc_collection_seconds", "Collections.", "gc");
        MetricDef sizes = MetricDef.external("Sizes", Kind.SUMMARY, "A \\ in\ntwo lines.", List.of());
        return Snapshots.of(
                distribution(
                        requests,
                        Map.of(
                                List.of("/metrics", "200"),
                                parts("0.005", 0, "0.25", 7, "2.5", 7, "+Inf", 9, "sum", 12.5, "count", 9),
                                List.of("/\"odd\"", "404"),
                                parts("0.005", 1, "0.25", 1, "2.5", 1, "+Inf", 1, "sum", 0.001, "count", 1))),
                distribution(waits, Map.of(List.of(), parts("-Inf", 0, "-0.5", 1, "+Inf", 3, "sum", -7, "count", 3))),
                distribution(
                        collections,
                        Map.of(
                                List.of("Copy"),
                                parts("sum", 0.25, "count", 17),
                                List.of("MarkSweepCompact"),
                                parts("sum", 0, "count", 0))),
                distribution(
                        sizes, Map.of(List.of(), parts("0.5", 12, "0.99", Double.NaN, "sum", 1e12, "count", 1e9))));
    }

    /** What users bring: any name, no help, values that are no numbers. */
    private static Snapshot external() {
        MetricDef odd = MetricDef.external("A:b_", Kind.GAUGE, "", List.of("le", "job", "instance", "quantile"));
        MetricDef values = MetricDef.external("values", Kind.UNTYPED, "", List.of("n"));
        return Snapshots.of(
                family(odd, Double.NEGATIVE_INFINITY, "1", "", "a", "0.5"),
                Family.of(
                        values,
                        new Labels[] {Labels.of("1"), Labels.of("2")},
                        new double[] {Double.NaN, Double.POSITIVE_INFINITY},
                        2),
                family(MetricDef.external("done_total", Kind.COUNTER, "Done.", List.of()), Double.POSITIVE_INFINITY));
    }

    @Test
    void everyFormatIsWhatClientJavaWrites() throws IOException {
        Renderings.checkAgainstClientJava(distributions());
        Renderings.checkAgainstClientJava(external());
    }

    @Test
    @SuppressWarnings("NonCanonicalType") // The canonical name has the version of client_java's protobuf in it.
    void protobufHasTheBucketsAndQuantilesThatWereGiven() throws IOException {
        Metrics.Histogram waits = metric(distributions(), "app:wait").getHistogram();
        assertThat(waits.getBucketList())
                .extracting(Metrics.Bucket::getUpperBound)
                .containsExactly(-1 / 0.0, -0.5, 1 / 0.0);
        assertThat(waits.getBucketList())
                .extracting(Metrics.Bucket::getCumulativeCount)
                .containsExactly(0L, 1L, 3L);
        assertThat(waits.getSampleSum()).isEqualTo(-7);
        assertThat(waits.getSampleCount()).isEqualTo(3);
        Metrics.Summary sizes = metric(distributions(), "Sizes").getSummary();
        assertThat(sizes.getQuantileList())
                .extracting(Metrics.Quantile::getValue)
                .containsExactly(12.0, Double.NaN);
        assertThat(sizes.getSampleCount()).isEqualTo(1_000_000_000);
    }

    @Test
    void theNegativeCounterOfAUserCostsNoScrape() throws IOException {
        MetricDef counter = MetricDef.external("done_total", Kind.COUNTER, "", List.of());
        assertThat(metric(Snapshots.of(family(counter, -1)), "done_total")
                        .getUntyped()
                        .getValue())
                .isEqualTo(-1);
    }

    @Test
    void aHistogramIsWrittenUnderOneTypeSeriesBySeries() throws IOException {
        String expected = """
                # TYPE app:wait histogram
                app:wait_bucket{le="-Inf"} 0
                app:wait_bucket{le="-0.5"} 1
                app:wait_bucket{le="+Inf"} 3
                app:wait_sum -7
                app:wait_count 3
                """;
        assertThat(written(distributions(), NameFilter.of(List.of("app:wait")), Format.TEXT))
                .isEqualTo(expected);
        assertThat(written(distributions(), NameFilter.of(List.of("app:wait_count")), Format.OPEN_METRICS))
                .isEqualTo(expected + "# EOF\n");
        assertThat(written(distributions(), NameFilter.of(List.of("jvm_gc_collection_seconds")), Format.TEXT))
                .contains("# TYPE jvm_gc_collection_seconds summary\n")
                .contains(
                        "jvm_gc_collection_seconds_sum{gc=\"Copy\"} 0.25\njvm_gc_collection_seconds_count{gc=\"Copy\"} 17\n");
    }

    @Test
    void aCounterWithoutTheSuffixKeepsItsNameAndInTextItsType() throws IOException {
        Snapshot snapshot = Snapshots.of(family(MetricDef.external("done", Kind.COUNTER, "Done.", List.of()), 7));
        assertThat(written(snapshot, NameFilter.ALL, Format.TEXT))
                .isEqualTo("# HELP done Done.\n# TYPE done counter\ndone 7\n");
        assertThat(written(snapshot, NameFilter.ALL, Format.OPEN_METRICS))
                .isEqualTo("# TYPE done unknown\n# HELP done Done.\ndone 7\n# EOF\n");
    }
}
