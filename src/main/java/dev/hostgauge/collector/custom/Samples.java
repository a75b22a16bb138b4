package dev.hostgauge.collector.custom;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.Labels;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a file says of one metric, while it is parsed. */
final class Samples {
    private final String name;
    /** Where each label stands among the values of a sample. */
    private final Map<String, Integer> labels = new LinkedHashMap<>();

    private final List<Sample> samples = new ArrayList<>();
    /** Unknown until its TYPE or its first sample. */
    private @Nullable Kind kind;

    private @Nullable String help;

    Samples(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    boolean isEmpty() {
        return samples.isEmpty();
    }

    void help(Line line, String text) throws Malformed {
        if (help != null) {
            throw line.malformed("one HELP for each metric", name);
        }
        help = text;
    }

    void type(Line line, Kind given) throws Malformed {
        if (kind != null) {
            throw line.malformed("one TYPE for each metric, before its samples", name);
        }
        kind = given;
    }

    private Kind kind() {
        return kind == null ? Kind.UNTYPED : kind;
    }

    /** Whether samples whose name ends so behind the metric's are its own. */
    boolean hasPart(String suffix) {
        return kind == Kind.HISTOGRAM || (kind == Kind.SUMMARY && !suffix.equals("_bucket"));
    }

    /** For the labels of one sample. */
    LabelPairs labels() {
        return new LabelPairs(labels, kind().hasParts() ? Part.label(kind()) : "");
    }

    /**
     * Adds one sample.
     *
     * @param suffix what its name has behind the metric's
     */
    void add(Line line, String suffix, LabelPairs pairs, double value) throws Malformed {
        // From its first sample on, a metric without TYPE is untyped.
        kind = kind();
        String part = kind().hasParts() ? Distribution.part(line, kind(), suffix, pairs.bound()) : "";
        samples.add(new Sample(line.number(), pairs.inOrder(), part, value));
    }

    /** The metric, every sample with a value for each label. */
    FileMetric build() throws Malformed {
        List<Sample> ordered = kind().hasParts() ? Distribution.ordered(kind(), name, samples) : samples;
        MetricDef metric = MetricDef.external(name, kind(), help == null ? "" : help, List.copyOf(labels.keySet()));
        Labels[] series = new Labels[ordered.size()];
        double[] values = new double[series.length];
        int[] lines = new int[series.length];
        Map<Labels, Integer> seen = new HashMap<>();
        for (int i = 0; i < series.length; i++) {
            Sample sample = ordered.get(i);
            series[i] = labels(sample, metric);
            values[i] = sample.value();
            lines[i] = sample.line();
            Integer before = seen.putIfAbsent(series[i], lines[i]);
            if (before != null) {
                throw Line.malformed(lines[i], "another series than in line " + before, name + sample.labels());
            }
        }
        return new FileMetric(Family.of(metric, series, values, values.length), lines);
    }

    private static Labels labels(Sample sample, MetricDef metric) {
        String[] values = new String[metric.valuesPerPoint()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < sample.labels().size() ? sample.labels().get(i) : "";
        }
        if (metric.kind().hasParts()) {
            values[values.length - 1] = sample.part();
        }
        return Labels.of(values);
    }
}
