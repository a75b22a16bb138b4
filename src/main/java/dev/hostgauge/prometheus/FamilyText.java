package dev.hostgauge.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.Labels;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Part;
import dev.hostgauge.metric.Stability;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What is the same in every answer about one metric, encoded once: comments, and what stands before its values. */
final class FamilyText implements Function<Labels, byte[]> {
    private static final String TOTAL = "_total";

    private final byte[] textComments;
    private final byte[] openMetricsComments;
    private final String name;
    private final Kind kind;
    private final byte[] withoutLabels;
    private final List<String> labelNames;
    private final boolean writesEmptyLabels;
    /** Places of the labels when sorted by name, which is how other exporters order them. */
    private final int[] order;

    FamilyText(MetricDef metric) {
        textComments = textComments(metric).getBytes(UTF_8);
        openMetricsComments = openMetricsComments(metric).getBytes(UTF_8);
        name = metric.name();
        kind = metric.kind();
        withoutLabels = (name + ' ').getBytes(UTF_8);
        labelNames = metric.labels();
        writesEmptyLabels = metric.stability() != Stability.EXTERNAL;
        order = IntStream.range(0, labelNames.size())
                .boxed()
                .sorted(Comparator.comparing(labelNames::get))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    byte[] comments(boolean openMetrics) {
        return openMetrics ? openMetricsComments : textComments;
    }

    /** What stands before the value of the one series without labels. */
    byte[] withoutLabels() {
        return withoutLabels;
    }

    /** A counter without {@code _total} would be renamed by every reader of OpenMetrics: there it goes without a type. */
    static boolean isCounter(MetricDef metric) {
        return metric.kind() == Kind.COUNTER && metric.name().endsWith(TOTAL);
    }

    private static String textComments(MetricDef metric) {
        return help(metric.name(), escape(metric.help(), false)) + "# TYPE " + metric.name() + " "
                + (metric.kind() == Kind.COUNTER ? "counter" : type(metric, "untyped")) + "\n";
    }

    private static String openMetricsComments(MetricDef metric) {
        String family =
                isCounter(metric) ? metric.name().substring(0, metric.name().length() - TOTAL.length()) : metric.name();
        return "# TYPE " + family + " " + type(metric, "unknown") + "\n" + help(family, escape(metric.help(), true));
    }

    private static String help(String family, String escaped) {
        return escaped.isEmpty() ? "" : "# HELP " + family + " " + escaped + "\n";
    }

    private static String type(MetricDef metric, String none) {
        return switch (metric.kind()) {
            case COUNTER -> isCounter(metric) ? "counter" : none;
            case GAUGE -> "gauge";
            case HISTOGRAM -> "histogram";
            case SUMMARY -> "summary";
            case UNTYPED -> none;
        };
    }

    /** What stands before the value of one series: its name, its labels in braces, and a space. */
    @Override
    public byte[] apply(Labels labels) {
        String part = kind.hasParts() ? labels.value(labels.size() - 1) : "";
        StringBuilder text = new StringBuilder(name);
        if (kind.hasParts()) {
            text.append(Part.suffix(kind, part));
        }
        char before = '{';
        for (int place : order) {
            // An empty label means none. Users' metrics have one for every label that any of their series has.
            if (writesEmptyLabels || !labels.value(place).isEmpty()) {
                before = append(text, before, labelNames.get(place), labels.value(place));
            }
        }
        if (kind.hasParts() && Part.isBound(part)) {
            before = append(text, before, Part.label(kind), part);
        }
        return text.append(before == ',' ? "} " : " ").toString().getBytes(UTF_8);
    }

    private static char append(StringBuilder text, char before, String label, String value) {
        text.append(before)
                .append(label)
                .append("=\"")
                .append(escape(value, true))
                .append('"');
        return ',';
    }

    private static String escape(String text, boolean quotesToo) {
        String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
        return quotesToo ? escaped.replace("\"", "\\\"") : escaped;
    }
}
