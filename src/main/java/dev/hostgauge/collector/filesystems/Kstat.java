package dev.hostgauge.collector.filesystems;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.MetricPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files of kernel statistics as Solaris had them. ZFS decides the names of their fields, and has more in each version. */
final class Kstat {
    private static final byte[] SIGNED = {'3'};
    private static final byte[] UNSIGNED = {'4'};

    private final MetricPattern pattern;
    private final Map<String, MetricDef> metrics = new HashMap<>();
    private final List<MetricDef> columns = new ArrayList<>();

    Kstat(MetricPattern pattern) {
        this.pattern = pattern;
    }

    /** Serves a file with a line for each field. */
    void serve(Text text, Sink sink, String... labels) throws Malformed {
        skipHead(text);
        serveFields(text, sink, labels);
    }

    /** Moves behind the line that begins the fields. */
    static void skipHead(Text text) throws Malformed {
        while (text.nextLine()) {
            if (text.startsWith("name ")) {
                return;
            }
        }
        throw new Malformed(text.source(), "a line 'name type data'", "none");
    }

    /** Serves the lines of name, type and value that follow; those that are not numbers of 64 bits are left out. */
    void serveFields(Text text, Sink sink, String... labels) throws Malformed {
        while (text.nextLine()) {
            if (text.atLineEnd()) {
                continue;
            }
            String field = text.word();
            if (text.skipWordIf(UNSIGNED)) {
                sink.add(metric(field, text), text.count(), labels);
            } else if (text.skipWordIf(SIGNED)) {
                sink.add(metric(field, text), text.decimal(), labels);
            }
        }
    }

    /** Serves a file with a line of names and one of numbers below them. */
    void serveColumns(String firstName, Text text, Sink sink, String... labels) throws Malformed {
        while (text.nextLine()) {
            if (text.startsWith(firstName)) {
                columns.clear();
                while (!text.atLineEnd()) {
                    columns.add(metric(text.word(), text));
                }
                text.nextLine();
                for (MetricDef column : columns) {
                    sink.add(column, text.count(), labels);
                }
                return;
            }
        }
        throw new Malformed(text.source(), "a line '" + firstName + " …'", "none");
    }

    private MetricDef metric(String field, Text text) throws Malformed {
        MetricDef metric = metrics.get(field);
        if (metric == null) {
            if (!field.matches("[a-zA-Z0-9_-]+")) {
                throw new Malformed(text.source(), "a field's name", field);
            }
            metric = pattern.named(field);
            metrics.put(field, metric);
        }
        return metric;
    }
}
