package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.SharedFile;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.OtelDef;
import java.io.IOException;
import java.util.List;

/** What the kernel counts for the whole machine, from {@code /proc/stat}; a line that a kernel lacks is absent. */
final class Stat implements Collector {
    static final MetricDef INTERRUPTS =
            MetricDef.counter("node_intr_total", "Interrupts serviced since boot, a count.");
    static final MetricDef CONTEXT_SWITCHES =
            MetricDef.counter("node_context_switches_total", "Context switches since boot, a count over all CPUs.");
    private static final MetricDef FORKS = MetricDef.counter(
                    "node_forks_total", "Processes and threads created since boot, a count.")
            .otel(OtelDef.counter("system.process.created", "{process}").integers());
    static final MetricDef BOOT_TIME =
            MetricDef.gauge("node_boot_time_seconds", "When the machine started, in seconds since 1970.");
    private static final MetricDef RUNNING =
            MetricDef.gauge("node_procs_running", "Tasks that run or want to run, a count.");
    private static final MetricDef BLOCKED =
            MetricDef.gauge("node_procs_blocked", "Tasks that wait for I/O to complete, a count.");
    private static final MetricDef SOFTIRQS = MetricDef.counter(
            "node_softirqs_total", "Soft interrupts since boot, a count; absent unless softirq is on.", "vector");

    static final List<Declaration> METRICS =
            List.of(INTERRUPTS, CONTEXT_SWITCHES, FORKS, BOOT_TIME, RUNNING, BLOCKED, SOFTIRQS);

    /** In the kernel's order; it has called the sixth irq_poll since Linux 4.5. */
    private static final List<String> VECTORS =
            List.of("hi", "timer", "net_tx", "net_rx", "block", "block_iopoll", "tasklet", "sched", "hrtimer", "rcu");

    private final SharedFile file;
    private final boolean softirq;
    private final Text text = new Text();

    Stat(Context context) {
        file = context.machine().proc().shared("stat");
        softirq = context.settings().flag("softirq");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        file.read(sink.cycle(), text);
        parse(text, softirq, sink);
    }

    static void parse(Text text, boolean softirq, Sink sink) throws Malformed {
        boolean found = false;
        while (text.nextLine()) {
            // What is not read of a line, such as thousands of counters behind intr, is not looked at.
            found |= add(text, "intr ", INTERRUPTS, sink)
                    || add(text, "ctxt ", CONTEXT_SWITCHES, sink)
                    || add(text, "processes ", FORKS, sink)
                    || add(text, "btime ", BOOT_TIME, sink)
                    || add(text, "procs_running ", RUNNING, sink)
                    || add(text, "procs_blocked ", BLOCKED, sink);
            if (softirq && text.startsWith("softirq ")) {
                addVectors(text, sink);
            }
        }
        if (!found) {
            throw new Malformed(text.source(), "lines such as intr, ctxt and btime", "none");
        }
    }

    private static boolean add(Text text, String key, MetricDef metric, Sink sink) throws Malformed {
        if (!text.startsWith(key)) {
            return false;
        }
        text.skipWords(1);
        sink.add(metric, text.count());
        return true;
    }

    private static void addVectors(Text text, Sink sink) throws Malformed {
        text.skipWords(2);
        for (String vector : VECTORS) {
            if (text.atLineEnd()) {
                return;
            }
            sink.add(SOFTIRQS, text.count(), vector);
        }
    }
}
