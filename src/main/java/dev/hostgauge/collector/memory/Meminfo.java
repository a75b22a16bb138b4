package dev.hostgauge.collector.memory;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.LineNames;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.MetricPattern;
import dev.hostgauge.metric.OtelDef;
import java.io.IOException;
import java.util.List;

/**
 * Memory and swap, from {@code /proc/meminfo}: every field that the kernel prints, under node_exporter's names, and the
 * portable {@code host_memory_*} and {@code host_swap_*}.
 */
final class Meminfo implements Collector {
    static final MetricPattern BYTES =
            MetricPattern.of(Kind.GAUGE, "node_memory_<field>_bytes", "The field <field> of /proc/meminfo, in bytes.");
    /** Fields without a unit, such as the counts of huge pages. */
    private static final MetricPattern COUNT =
            MetricPattern.of(Kind.GAUGE, "node_memory_<field>", "The field <field> of /proc/meminfo, a count.");

    static final MetricDef TOTAL = MetricDef.gauge(
                    "host_memory_total_bytes", "Memory that the system can use, in bytes.")
            .otel(OtelDef.upDownCounter("system.memory.limit", "By"));
    static final MetricDef AVAILABLE = MetricDef.gauge(
                    "host_memory_available_bytes",
                    "Memory that can be had without swapping, in bytes; absent on kernels before 3.14, which do not say.")
            .otel(OtelDef.upDownCounter("system.memory.linux.available", "By"));
    static final MetricDef USED = MetricDef.gauge(
                    "host_memory_used_bytes",
                    "Memory in use, in bytes: total less available; absent where available is.")
            .otel(OtelDef.upDownCounter("system.memory.usage", "By").constant("system.memory.state", "used"));
    static final MetricDef UTILIZATION = MetricDef.gauge(
                    "host_memory_utilization_ratio",
                    "Share of memory in use, 0 to 1: used / total; absent where available is.")
            .otel(OtelDef.gauge("system.memory.utilization", "1").constant("system.memory.state", "used"));
    static final MetricDef SWAP_TOTAL =
            MetricDef.gauge("host_swap_total_bytes", "Size of all swap, in bytes; absent without swap.");
    static final MetricDef SWAP_USED = MetricDef.gauge(
                    "host_swap_used_bytes", "Swap in use, in bytes; absent without swap.")
            .otel(OtelDef.upDownCounter("system.paging.usage", "By").constant("system.paging.state", "used"));
    static final MetricDef SWAP_UTILIZATION = MetricDef.gauge(
                    "host_swap_utilization_ratio", "Share of swap in use, 0 to 1; absent without swap.")
            .otel(OtelDef.gauge("system.paging.utilization", "1").constant("system.paging.state", "used"));

    static final List<Declaration> METRICS =
            List.of(BYTES, COUNT, TOTAL, AVAILABLE, USED, UTILIZATION, SWAP_TOTAL, SWAP_USED, SWAP_UTILIZATION);

    private final KernelFile file;
    private final Text text = new Text();
    private final LineNames<Field> fields = new LineNames<>(Field::of);

    Meminfo(Context context) {
        file = context.machine().proc().file("meminfo");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        file.read(text);
        Totals totals = new Totals();
        fields.rewind();
        while (text.nextLine()) {
            Field field = fields.next(text);
            double value = text.count();
            if (text.atLineEnd()) {
                sink.add(COUNT.named(field.part()), value);
            } else {
                value = bytes(value, text.word(), text);
                sink.add(BYTES.named(field.part()), value);
            }
            totals.take(field.name(), value);
        }
        if (Double.isNaN(totals.total)) {
            throw new Malformed(text.source(), "a line MemTotal", "none");
        }
        totals.emit(sink);
    }

    private static double bytes(double value, String unit, Text text) throws Malformed {
        if (!unit.equals("kB")) {
            throw text.malformed("the unit kB");
        }
        return value * 1024;
    }

    /**
     * One line's field.
     *
     * @param name as the kernel prints it, such as {@code Active(anon)}
     * @param part as node_exporter spells it in names, such as {@code Active_anon}
     */
    private record Field(String name, String part) {
        static Field of(String word) {
            String name = word.endsWith(":") ? word.substring(0, word.length() - 1) : word;
            return new Field(name, name.replace("(", "_").replace(")", ""));
        }
    }

    /** The few fields behind the portable gauges; NaN until the file names them. */
    private static final class Totals {
        private double total = Double.NaN;
        private double available = Double.NaN;
        private double swapTotal = Double.NaN;
        private double swapFree = Double.NaN;

        void take(String field, double value) {
            switch (field) {
                case "MemTotal" -> total = value;
                case "MemAvailable" -> available = value;
                case "SwapTotal" -> swapTotal = value;
                case "SwapFree" -> swapFree = value;
                default -> {}
            }
        }

        void emit(Sink sink) {
            addHost(total, available, swapTotal, swapFree, sink);
        }
    }

    /** Adds the portable gauges, as far as these are known and make sense; NaN for what is not known. */
    static void addHost(double total, double available, double swapTotal, double swapFree, Sink sink) {
        if (total > 0) {
            sink.add(TOTAL, total);
            if (available >= 0 && available <= total) {
                sink.add(AVAILABLE, available);
                sink.add(USED, total - available);
                sink.add(UTILIZATION, (total - available) / total);
            }
        }
        if (swapTotal > 0) {
            sink.add(SWAP_TOTAL, swapTotal);
            if (swapFree >= 0 && swapFree <= swapTotal) {
                sink.add(SWAP_USED, swapTotal - swapFree);
                sink.add(SWAP_UTILIZATION, (swapTotal - swapFree) / swapTotal);
            }
        }
    }
}
