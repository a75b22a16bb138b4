package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.List;

/**
 * Time lost because a resource was short (pressure stall information), from {@code /proc/pressure}; absent before Linux
 * 4.20, for interrupts before 6.1, and where the kernel was started with {@code psi=0}.
 */
final class Pressure implements Collector {
    private static final MetricDef CPU_WAITING = MetricDef.counter(
            "node_pressure_cpu_waiting_seconds_total", "Time in which some task waited for a CPU, in seconds.");
    private static final MetricDef IO_WAITING = MetricDef.counter(
            "node_pressure_io_waiting_seconds_total", "Time in which some task waited for I/O, in seconds.");
    private static final MetricDef IO_STALLED = MetricDef.counter(
            "node_pressure_io_stalled_seconds_total",
            "Time in which all tasks that were not idle waited for I/O, in seconds.");
    private static final MetricDef MEMORY_WAITING = MetricDef.counter(
            "node_pressure_memory_waiting_seconds_total", "Time in which some task waited for memory, in seconds.");
    private static final MetricDef MEMORY_STALLED = MetricDef.counter(
            "node_pressure_memory_stalled_seconds_total",
            "Time in which all tasks that were not idle waited for memory, in seconds.");
    private static final MetricDef IRQ_STALLED = MetricDef.counter(
            "node_pressure_irq_stalled_seconds_total",
            "Time in which all tasks that were not idle waited for the end of interrupts, in seconds; absent before Linux 6.1.");

    static final List<Declaration> METRICS =
            List.of(CPU_WAITING, IO_WAITING, IO_STALLED, MEMORY_WAITING, MEMORY_STALLED, IRQ_STALLED);

    private static final double MICROSECONDS_PER_SECOND = 1e6;

    /** One file and the kinds of its lines that are served. */
    private record Resource(KernelFile file, List<Line> lines) {}

    private record Line(String kind, MetricDef total) {}

    private final List<Resource> resources;
    private final Text text = new Text();

    Pressure(Context context) {
        Root proc = context.machine().proc();
        resources = List.of(
                // The line "full" of this one makes sense for control groups alone.
                new Resource(proc.file("pressure/cpu"), List.of(new Line("some ", CPU_WAITING))),
                new Resource(
                        proc.file("pressure/io"),
                        List.of(new Line("some ", IO_WAITING), new Line("full ", IO_STALLED))),
                new Resource(
                        proc.file("pressure/memory"),
                        List.of(new Line("some ", MEMORY_WAITING), new Line("full ", MEMORY_STALLED))),
                new Resource(proc.file("pressure/irq"), List.of(new Line("full ", IRQ_STALLED))));
    }

    @Override
    public void collect(Sink sink) {
        for (Resource resource : resources) {
            try {
                if (resource.file.readIfGiven(text)) {
                    for (Line line : resource.lines) {
                        sink.add(line.total, parseTotalSeconds(text, line.kind));
                    }
                }
            } catch (IOException failure) {
                sink.problem(resource.file.path(), failure);
            }
        }
    }

    /** The total of {@code some avg10=0.00 avg60=0.00 avg300=0.00 total=1234}. */
    static double parseTotalSeconds(Text text, String kind) throws Malformed {
        text.rewind();
        while (text.nextLine()) {
            if (text.startsWith(kind)) {
                text.skipWords(1);
                while (!text.wordUntil('=').equals("total")) {
                    text.skipWords(1);
                }
                return text.count() / MICROSECONDS_PER_SECOND;
            }
        }
        throw text.malformed("a line '" + kind + "… total=…'");
    }
}
