package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the scheduler counts for each CPU, from {@code /proc/schedstat}; absent on kernels without it. */
final class Schedstat implements Collector {
    private static final MetricDef RUNNING = MetricDef.counter(
            "node_schedstat_running_seconds_total", "Time in which the CPU ran tasks, in seconds.", "cpu");
    private static final MetricDef WAITING = MetricDef.counter(
            "node_schedstat_waiting_seconds_total",
            "Time that tasks waited for the CPU, in seconds, summed up over them.",
            "cpu");
    private static final MetricDef TIMESLICES =
            MetricDef.counter("node_schedstat_timeslices_total", "How often the CPU took up a task, a count.", "cpu");

    static final List<Declaration> METRICS = List.of(RUNNING, WAITING, TIMESLICES);

    private static final double NANOSECONDS_PER_SECOND = 1e9;
    /** Of sched_yield, schedule and wakeups; nobody asks for them. */
    private static final int OTHER_COUNTS = 6;

    private final KernelFile file;
    private final Text text = new Text();
    /** By the name in the file, such as {@code cpu0}. */
    private final Map<String, String[]> labels = new HashMap<>();

    Schedstat(Context context) {
        file = context.machine().proc().file("schedstat");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (file.readIfPresent(text)) {
            parse(sink);
        }
    }

    private void parse(Sink sink) throws Malformed {
        boolean found = false;
        while (text.nextLine()) {
            // Between them stand many long lines of the scheduling domains.
            if (text.startsWith("cpu")) {
                String[] cpu = labelsOf(text.word());
                text.skipWords(OTHER_COUNTS);
                sink.add(RUNNING, text.count() / NANOSECONDS_PER_SECOND, cpu);
                sink.add(WAITING, text.count() / NANOSECONDS_PER_SECOND, cpu);
                sink.add(TIMESLICES, text.count(), cpu);
                found = true;
            }
        }
        if (!found) {
            throw new Malformed(text.source(), "lines cpu0, cpu1, …", "none");
        }
    }

    private String[] labelsOf(String name) throws Malformed {
        String[] known = labels.get(name);
        if (known == null) {
            if (!name.matches("cpu[0-9]+")) {
                throw new Malformed(text.source(), "cpu and a number", name);
            }
            known = new String[] {name.substring("cpu".length())};
            labels.put(name, known);
        }
        return known;
    }
}
