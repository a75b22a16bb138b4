package dev.hostgauge.collector.system;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How often each interrupt struck each CPU, from {@code /proc/interrupts}; off unless asked for. */
final class Interrupts implements Collector {
    private static final MetricDef TOTAL = MetricDef.counter(
            "node_interrupts_total",
            "Interrupts of each kind that a CPU serviced since boot, a count; absent for CPUs that are offline, for what the settings leave out, and beyond 20,000 series.",
            "cpu",
            "type",
            "info",
            "devices");

    static final List<Declaration> METRICS = List.of(TOTAL);

    /** A machine of 512 CPUs has millions, which neither the heap nor who scrapes would bear. */
    static final int MOST_SERIES = 20_000;

    private final KernelFile file;
    private final Filter filter;
    private final boolean includeZeros;
    private final Text text = new Text();
    private String header = "";
    private String[] cpus = {};
    private double[] counts = {};
    private final List<Line> lines = new ArrayList<>();
    private int series;
    private int leftOut;

    /** One line of the file as it was last. */
    private static final class Line {
        private final String type;
        /** What stands behind the counts. */
        private final String description;

        private final boolean wanted;
        /** Those of the metric, the first to be filled in with the CPU. */
        private final String[] labels;

        /** Interrupts with a number name their controller first and then their devices. */
        Line(String type, String description, Filter filter) {
            this.type = type;
            this.description = description;
            String[] words = description.split("\\s+");
            int infoWords = type.matches("[0-9]+") ? 1 : words.length;
            String info = String.join(" ", Arrays.asList(words).subList(0, infoWords));
            String devices = String.join(" ", Arrays.asList(words).subList(infoWords, words.length));
            labels = new String[] {"", type, info, devices};
            wanted = !description.isEmpty() && filter.accepts(type + ";" + info + ";" + devices);
        }

        boolean is(String otherType, String otherDescription) {
            return type.equals(otherType) && description.equals(otherDescription);
        }
    }

    Interrupts(Context context) {
        file = context.machine().proc().file("interrupts");
        filter = context.settings().filter("name");
        includeZeros = context.settings().flag("include-zeros");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (!file.readIfPresent(text)) {
            return;
        }
        parseHeader();
        series = 0;
        leftOut = 0;
        for (int place = 0; text.nextLine(); place++) {
            Line line = parseLine(place);
            if (line.wanted) {
                add(line, sink);
            }
        }
        if (leftOut > 0) {
            sink.problem(
                    text.source(),
                    leftOut + " interrupts would exceed " + MOST_SERIES
                            + " series; name-include, name-exclude or include-zeros=false make them fewer");
        }
    }

    /** The line of names such as {@code CPU0 CPU2}: the CPUs that are online. */
    private void parseHeader() throws Malformed {
        text.nextLine();
        String names = text.rest();
        if (cpus.length > 0 && names.equals(header)) {
            return;
        }
        String[] columns = names.split("\\s+");
        for (int i = 0; i < columns.length; i++) {
            if (!columns[i].matches("CPU[0-9]+")) {
                throw new Malformed(text.source(), "a line of names such as CPU0", names);
            }
            columns[i] = columns[i].substring("CPU".length());
        }
        header = names;
        cpus = columns;
        counts = new double[cpus.length];
    }

    private Line parseLine(int place) throws Malformed {
        String type = text.wordUntil(':');
        // Errors have one count for all CPUs together, and no words behind it.
        String description = parseCounts() == counts.length ? text.rest() : "";
        if (place < lines.size() && lines.get(place).is(type, description)) {
            return lines.get(place);
        }
        Line line = new Line(type, description, filter);
        if (place < lines.size()) {
            lines.set(place, line);
        } else {
            lines.add(line);
        }
        return line;
    }

    /** How many counts the line has. */
    private int parseCounts() throws Malformed {
        int columns = 0;
        try {
            while (columns < counts.length && !text.atLineEnd()) {
                counts[columns] = text.count();
                columns++;
            }
        } catch (Malformed notACount) {
            // The line of ARM's fast interrupts has names alone.
            if (columns > 0) {
                throw notACount;
            }
        }
        return columns;
    }

    /** An interrupt is served whole or not at all. */
    private void add(Line line, Sink sink) {
        int more = counts.length;
        if (!includeZeros) {
            for (double count : counts) {
                more -= count == 0 ? 1 : 0;
            }
        }
        if (series + more > MOST_SERIES) {
            leftOut++;
            return;
        }
        series += more;
        for (int i = 0; i < counts.length; i++) {
            if (includeZeros || counts[i] != 0) {
                line.labels[0] = cpus[i];
                sink.add(TOTAL, counts[i], line.labels);
            }
        }
    }
}
