package dev.hostgauge.collector.storage;

import dev.hostgauge.collector.Failures;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

/** A namespace as one controller reaches it. */
final class NvmeNamespace implements Closeable {
    /** What the kernel counts every disk's size in, whatever the size of its blocks. */
    private static final double SECTOR_BYTES = 512;

    private static final int ANA_STATE = 2;

    private final KernelFile size;
    private final KernelFile blockSize;
    private final KernelFile used;
    private final KernelFile anaState;
    private final String[] label;
    private final String[] info;
    private boolean known;
    /** NaN in these for what is not known. */
    private double sizeBytes;

    private double blockBytes;
    private double usedBytes;

    NvmeNamespace(Root sys, String folder, String device, String id) {
        size = sys.file(folder + "/size");
        blockSize = sys.file(folder + "/queue/logical_block_size");
        used = sys.file(folder + "/nuse");
        anaState = sys.file(folder + "/ana_state");
        label = new String[] {device, id};
        info = new String[] {device, id, "unknown"};
    }

    /**
     * Reads what may change from cycle to cycle.
     *
     * @param everything whether to read the sizes too
     */
    void read(Text text, boolean everything, Map<String, String> problems) throws IOException {
        if (everything || !known) {
            known = true;
            sizeBytes = number(size, text, problems) * SECTOR_BYTES;
            blockBytes = number(blockSize, text, problems);
            // They are not read again for a while: others can use the descriptors.
            size.close();
            blockSize.close();
        }
        usedBytes = number(used, text, problems) * blockBytes;
        info[ANA_STATE] = anaState.readIfGiven(text) && text.nextLine() ? text.rest() : "unknown";
    }

    private static double number(KernelFile file, Text text, Map<String, String> problems) {
        try {
            if (file.readIfGiven(text)) {
                text.nextLine();
                return text.count();
            }
        } catch (IOException failure) {
            problems.put(file.path().toString(), Failures.words(failure));
        }
        return Double.NaN;
    }

    void emit(Sink sink) {
        sink.add(Nvme.NAMESPACE_INFO, 1, info);
        add(Nvme.CAPACITY, sizeBytes, sink);
        add(Nvme.SIZE, sizeBytes, sink);
        add(Nvme.USED, usedBytes, sink);
        add(Nvme.BLOCK_SIZE, blockBytes, sink);
    }

    private void add(MetricDef metric, double value, Sink sink) {
        if (!Double.isNaN(value)) {
            sink.add(metric, value, label);
        }
    }

    @Override
    public void close() throws IOException {
        size.close();
        blockSize.close();
        used.close();
        anaState.close();
    }
}
