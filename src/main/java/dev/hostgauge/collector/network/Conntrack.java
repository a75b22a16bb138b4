package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How full the table of tracked connections is, and what became of packets that were looked up in it. */
final class Conntrack implements Collector {
    private static final MetricDef ENTRIES = MetricDef.gauge(
            "node_nf_conntrack_entries", "Connections being tracked; absent while the kernel tracks none at all.");
    private static final MetricDef LIMIT = MetricDef.gauge(
            "node_nf_conntrack_entries_limit",
            "Connections that can be tracked; further ones are dropped. Absent while the kernel tracks none at all.");

    /** One of the file's columns, which count for each CPU; gauges because node_exporter says so. */
    private record Column(String name, MetricDef metric) {
        static Column of(String name, String help) {
            return new Column(name, MetricDef.gauge("node_nf_conntrack_stat_" + name, help));
        }
    }

    private static final List<Column> COLUMNS = List.of(
            Column.of("found", "Lookups that found their connection, since boot."),
            Column.of("invalid", "Packets that could not be tracked, since boot."),
            Column.of("ignore", "Packets that were connected to a connection already, since boot."),
            Column.of("insert", "Connections put into the table, since boot."),
            Column.of("insert_failed", "Connections that could not be put into the table, since boot."),
            Column.of("drop", "Packets dropped because tracking them failed, since boot."),
            Column.of("early_drop", "Connections dropped to make room for new ones, since boot."),
            Column.of("search_restart", "Lookups begun again because the table was resized, since boot."));

    static final List<Declaration> METRICS = metrics();

    private final KernelFile count;
    private final KernelFile limit;
    private final NetSource statistics;
    private final Text text = new Text();

    private @Nullable Heading<Integer> heading;

    /** By the place in {@link #COLUMNS}; NaN for what the kernel does not print. */
    private final double[] sums = new double[COLUMNS.size()];

    Conntrack(Context context) {
        // The kernel shows whoever reads these the values of his own network namespace, by whatever path he comes.
        count = context.machine().proc().file("sys/net/netfilter/nf_conntrack_count");
        limit = context.machine().proc().file("sys/net/netfilter/nf_conntrack_max");
        statistics = new NetSource(context.machine().proc(), "stat/nf_conntrack", this::parseStatistics);
    }

    private static List<Declaration> metrics() {
        List<Declaration> all = new ArrayList<>(List.of(ENTRIES, LIMIT));
        COLUMNS.forEach(column -> all.add(column.metric()));
        return List.copyOf(all);
    }

    @Override
    public void collect(Sink sink) {
        if (addNumber(count, ENTRIES, sink)) {
            addNumber(limit, LIMIT, sink);
            statistics.read(text, sink);
        }
    }

    /** Whether there is such a file. */
    private boolean addNumber(KernelFile file, MetricDef metric, Sink sink) {
        try {
            if (!file.readIfPresent(text)) {
                return false;
            }
            text.nextLine();
            sink.add(metric, text.count());
        } catch (IOException failure) {
            sink.problem(file.path(), failure);
        }
        return true;
    }

    /** A heading, and below it a line of hexadecimal counts for each CPU. */
    private void parseStatistics(Text lines, Sink sink) throws Malformed {
        Heading<Integer> names = heading(lines);
        Arrays.fill(sums, Double.NaN);
        while (lines.nextLine()) {
            names.take(lines, (place, values) -> {
                double sum = Double.isNaN(sums[place]) ? 0 : sums[place];
                sums[place] = sum + values.hexCount();
            });
        }
        for (int i = 0; i < sums.length; i++) {
            if (!Double.isNaN(sums[i])) {
                sink.add(COLUMNS.get(i).metric(), sums[i]);
            }
        }
    }

    private Heading<Integer> heading(Text lines) throws Malformed {
        if (!lines.nextLine() || !lines.startsWith("entries ")) {
            throw lines.malformed("the heading 'entries …'");
        }
        Heading<Integer> names = heading;
        if (names == null || !names.isPassed(lines)) {
            names = new Heading<>(lines.rest(), 0, Conntrack::place);
            heading = names;
        }
        return names;
    }

    private static Optional<Integer> place(String name) {
        for (int i = 0; i < COLUMNS.size(); i++) {
            if (COLUMNS.get(i).name().equals(name)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
