package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How each CPU gets on with the packets that arrive, from {@code net/softnet_stat}. */
final class Softnet implements Collector {
    /** Names the CPU; where the kernel does not print it yet, CPUs are counted as they are listed. */
    private static final int CPU = 12;

    private static final int FEWEST_COLUMNS = 9;
    private static final int MOST_COLUMNS = CPU + 1;

    /** The kernel appends columns, and leaves those that it gives up as zeros. */
    private record Column(int place, MetricDef metric) {}

    private static final List<Column> COLUMNS = List.of(
            new Column(0, counter("processed_total", "Packets processed.")),
            new Column(1, counter("dropped_total", "Packets dropped because the CPU's queue was full.")),
            new Column(
                    2,
                    counter(
                            "times_squeezed_total",
                            "How often processing ended by its budget or its time while packets waited.")),
            new Column(
                    8,
                    counter("cpu_collision_total", "How often the device's lock was held by another CPU on sending.")),
            new Column(
                    9,
                    counter(
                            "received_rps_total",
                            "How often another CPU woke this one to process packets; absent on older kernels.")),
            new Column(
                    10,
                    counter(
                            "flow_limit_count_total",
                            "How often the limit of a flow was reached; absent on older kernels.")),
            new Column(
                    11,
                    MetricDef.gauge("node_softnet_backlog_len", "Packets that wait; absent on older kernels.", "cpu")));

    static final List<Declaration> METRICS =
            COLUMNS.stream().map(column -> (Declaration) column.metric()).toList();

    private final HostNetFile file;
    private final Text text = new Text();
    private final double[] values = new double[MOST_COLUMNS];

    /** Whose numbers stood in each line last time. */
    private final List<Line> lines = new ArrayList<>();

    private static final class Line {
        private final int cpu;
        private final String[] label;

        Line(int cpu) {
            this.cpu = cpu;
            label = new String[] {String.valueOf(cpu)};
        }
    }

    Softnet(Context context) {
        file = new HostNetFile(context.machine().proc(), "softnet_stat");
    }

    private static MetricDef counter(String fact, String help) {
        return MetricDef.counter("node_softnet_" + fact, help, "cpu");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (!file.readIfPresent(text)) {
            return;
        }
        if (!text.nextLine()) {
            throw text.malformed("a line for each CPU");
        }
        text.rewind();
        for (int place = 0; text.nextLine(); place++) {
            int count = parseLine(text, values);
            String[] label = label(place, count > CPU ? (int) values[CPU] : place);
            for (Column column : COLUMNS) {
                if (column.place() < count) {
                    sink.add(column.metric(), values[column.place()], label);
                }
            }
        }
    }

    private String[] label(int place, int cpu) {
        if (place < lines.size() && lines.get(place).cpu == cpu) {
            return lines.get(place).label;
        }
        Line line = new Line(cpu);
        if (place < lines.size()) {
            lines.set(place, line);
        } else {
            lines.add(line);
        }
        return line.label;
    }

    /** Fills in the columns of a line; how many it has of those that are known. */
    static int parseLine(Text text, double[] values) throws Malformed {
        int count = 0;
        while (count < FEWEST_COLUMNS || (count < MOST_COLUMNS && !text.atLineEnd())) {
            values[count++] = text.hexCount();
        }
        return count;
    }
}
