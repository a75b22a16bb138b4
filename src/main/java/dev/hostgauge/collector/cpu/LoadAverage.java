package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.List;

/** How many tasks ran, wanted to run or waited for a disk, on average, from {@code /proc/loadavg}. */
final class LoadAverage implements Collector {
    static final MetricDef LOAD1 = MetricDef.gauge(
            "node_load1", "Tasks that ran, wanted to run or slept uninterruptibly, averaged over 1 minute.");
    static final MetricDef LOAD5 = MetricDef.gauge(
            "node_load5", "Tasks that ran, wanted to run or slept uninterruptibly, averaged over 5 minutes.");
    static final MetricDef LOAD15 = MetricDef.gauge(
            "node_load15", "Tasks that ran, wanted to run or slept uninterruptibly, averaged over 15 minutes.");

    static final List<Declaration> METRICS = List.of(LOAD1, LOAD5, LOAD15);

    private final KernelFile file;
    private final Text text = new Text();

    LoadAverage(Context context) {
        file = context.machine().proc().file("loadavg");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        file.read(text);
        text.nextLine();
        sink.add(LOAD1, text.decimal());
        sink.add(LOAD5, text.decimal());
        sink.add(LOAD15, text.decimal());
    }
}
