package dev.hostgauge.collector.filesystems;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import java.io.Closeable;
import java.io.IOException;

/** A file that holds one number, and what that is served as. */
final class NumberFile implements Closeable {
    private final KernelFile file;
    private final MetricDef metric;
    private final double factor;
    private final String[] labels;

    /**
     * @param factor what the number is multiplied by
     * @param labels kept, so that their owner may change them
     */
    NumberFile(KernelFile file, MetricDef metric, double factor, String... labels) {
        this.file = file;
        this.metric = metric;
        this.factor = factor;
        this.labels = labels;
    }

    /** Adds the point; none if there is no such file. */
    void add(Text text, Sink sink) {
        try {
            if (file.readIfGiven(text)) {
                text.nextLine();
                sink.add(metric, text.count() * factor, labels);
            }
        } catch (IOException failure) {
            sink.problem(file.path(), failure);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
