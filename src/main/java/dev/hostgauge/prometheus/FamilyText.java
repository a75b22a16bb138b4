package dev.hostgauge.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.Labels;
import dev.hostgauge.metric.MetricDef;
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
    private final byte[] withoutLabels;
    private final List<String> labelNames;
    /** Places of the labels when sorted by name, which is how other exporters order them. */
    private final int[] order;

    FamilyText(MetricDef metric) {
        textComments = textComments(metric).getBytes(UTF_8);
        openMetricsComments = openMetricsComments(metric).getBytes(UTF_8);
        name = metric.name();
        withoutLabels = (name + ' ').getBytes(UTF_8);
        labelNames = metric.labels();
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

    /** A counter without {@code _total} would be renamed by every reader of OpenMetrics: it goes without a type. */
    static boolean isCounter(MetricDef metric) {
        return metric.kind() == Kind.COUNTER && metric.name().endsWith(TOTAL);
    }

    private static String textComments(MetricDef metric) {
        return "# HELP " + metric.name() + " " + escape(metric.help(), false) + "\n# TYPE " + metric.name() + " "
                + type(metric, "untyped") + "\n";
    }

    private static String openMetricsComments(MetricDef metric) {
        String family =
                isCounter(metric) ? metric.name().substring(0, metric.name().length() - TOTAL.length()) : metric.name();
        return "# TYPE " + family + " " + type(metric, "unknown") + "\n# HELP " + family + " "
                + escape(metric.help(), true) + "\n";
    }

    private static String type(MetricDef metric, String none) {
        if (metric.kind() == Kind.GAUGE) {
            return "gauge";
        }
        return isCounter(metric) ? "counter" : none;
    }

    /** What stands before the value of one series: its name, its labels in braces, and a space. */
    @Override
    public byte[] apply(Labels labels) {
        StringBuilder text = new StringBuilder(name);
        char before = '{';
        for (int place : order) {
            text.append(before)
                    .append(labelNames.get(place))
                    .append("=\"")
                    .append(escape(labels.value(place), true))
                    .append('"');
            before = ',';
        }
        return text.append("} ").toString().getBytes(UTF_8);
    }

    private static String escape(String text, boolean quotesToo) {
        String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
        return quotesToo ? escaped.replace("\"", "\\\"") : escaped;
    }
}
