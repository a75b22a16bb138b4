package dev.hostgauge.collector.filesystems;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the numbers of a file mean whose lines are a keyword and numbers, such as {@code extent_alloc 92447 97589 9 38}.
 * Lines and numbers that no kernel had yet are left alone; those that an older kernel does not print are absent.
 */
final class LineTable {
    private final Map<String, List<Column>> lines = new HashMap<>();
    private final Set<MetricDef> metrics = new LinkedHashSet<>();

    /** One number of a line. */
    static final class Column {
        private final int place;
        private final MetricDef metric;
        private final double divisor;
        private final String[] labels;

        /**
         * @param place how many numbers stand before it
         * @param labels its own; none if whoever serves the file gives them
         */
        Column(int place, MetricDef metric, String... labels) {
            this(place, metric, 1, labels);
        }

        private Column(int place, MetricDef metric, double divisor, String... labels) {
            this.place = place;
            this.metric = metric;
            this.divisor = divisor;
            this.labels = labels;
        }

        /** One that the kernel counts in milliseconds and that is served in seconds. */
        static Column milliseconds(int place, MetricDef metric) {
            return new Column(place, metric, 1000);
        }
    }

    /** Adds the columns of a line that are served, in the order in which they stand. */
    LineTable line(String keyword, Column... columns) {
        lines.put(keyword, List.of(columns));
        for (Column column : columns) {
            metrics.add(column.metric);
        }
        return this;
    }

    List<Declaration> metrics() {
        return List.copyOf(metrics);
    }

    /**
     * Adds a point for every number that the text has.
     *
     * @param labels of the columns that have none of their own
     */
    void serve(Text text, Sink sink, String... labels) throws Malformed {
        boolean any = false;
        while (text.nextLine()) {
            List<Column> columns = text.atLineEnd() ? List.of() : lines.getOrDefault(text.word(), List.of());
            any |= !columns.isEmpty();
            serveLine(columns, text, sink, labels);
        }
        if (!any) {
            throw new Malformed(text.source(), "lines such as '" + lines.keySet() + "'", "none of them");
        }
    }

    private static void serveLine(List<Column> columns, Text text, Sink sink, String[] labels) throws Malformed {
        int place = 0;
        for (Column column : columns) {
            for (; place < column.place && !text.atLineEnd(); place++) {
                text.skipWords(1);
            }
            if (text.atLineEnd()) {
                return;
            }
            sink.add(column.metric, text.count() / column.divisor, column.labels.length == 0 ? labels : column.labels);
            place++;
        }
    }
}
