package dev.hostgauge.collector.system;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Files below {@code /proc/sys/kernel} that hold one number each; one that a kernel lacks is absent. */
final class KernelNumbers implements Collector {
    /** Of each file its metric. */
    static final Map<String, MetricDef> ENTROPY = Map.of(
            "random/entropy_avail",
            MetricDef.gauge("node_entropy_available_bits", "Entropy in the kernel's pool, in bits."),
            "random/poolsize",
            MetricDef.gauge("node_entropy_pool_size_bits", "Most entropy that the kernel's pool holds, in bits."));

    static final Map<String, MetricDef> HUNG_TASKS = Map.of(
            "hung_task_detect_count",
            MetricDef.counter(
                    "node_kernel_hung_tasks_total",
                    "Tasks that the kernel found hung since boot, a count; absent before Linux 6.13."));

    private record Source(KernelFile file, MetricDef metric) {}

    private final List<Source> sources = new ArrayList<>();
    private final Text text = new Text();

    KernelNumbers(Context context, Map<String, MetricDef> files) {
        Root proc = context.machine().proc();
        files.forEach((file, metric) -> sources.add(new Source(proc.file("sys/kernel/" + file), metric)));
    }

    static List<Declaration> metrics(Map<String, MetricDef> files) {
        return List.copyOf(files.values());
    }

    @Override
    public void collect(Sink sink) {
        for (Source source : sources) {
            try {
                if (source.file.readIfPresent(text)) {
                    sink.add(source.metric, parse(text));
                }
            } catch (IOException failure) {
                sink.problem(source.file.path(), failure);
            }
        }
    }

    static double parse(Text text) throws Malformed {
        text.nextLine();
        return text.count();
    }
}
