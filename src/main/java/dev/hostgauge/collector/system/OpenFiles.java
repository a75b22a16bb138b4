package dev.hostgauge.collector.system;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.List;

/** How many files are open in the whole system, and how many may be, from {@code /proc/sys/fs/file-nr}. */
final class OpenFiles implements Collector {
    static final MetricDef ALLOCATED =
            MetricDef.gauge("node_filefd_allocated", "Open files of all processes, a count of the kernel's handles.");
    static final MetricDef MAXIMUM =
            MetricDef.gauge("node_filefd_maximum", "Files that all processes together may open, a count.");

    static final List<Declaration> METRICS = List.of(ALLOCATED, MAXIMUM);

    private final KernelFile file;
    private final Text text = new Text();

    OpenFiles(Context context) {
        file = context.machine().proc().file("sys/fs/file-nr");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        file.read(text);
        text.nextLine();
        sink.add(ALLOCATED, text.count());
        // The second number has been 0 since Linux 2.6.
        text.skipWords(1);
        sink.add(MAXIMUM, text.count());
    }
}
