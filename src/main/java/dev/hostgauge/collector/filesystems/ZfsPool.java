package dev.hostgauge.collector.filesystems;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Entries;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An imported pool: its state, and a file of counts for each of its mounted datasets. */
final class ZfsPool implements Closeable {
    private static final List<String> STATES =
            List.of("online", "degraded", "faulted", "offline", "removed", "unavail", "suspended");

    /** With more datasets than this their files are opened each time: others need descriptors too. */
    private static final int MOST_KEPT_OPEN = 32;

    private final String[] label;
    private final List<String[]> stateLabels;
    private final KernelFile state;
    private final KernelFile io;
    private final Entries<Dataset> datasets;
    private final Kstat ioFields;
    private final Kstat datasetFields;

    private static final class Dataset implements Closeable {
        private final KernelFile file;
        private final String[] labels;

        Dataset(KernelFile file, String pool) {
            this.file = file;
            labels = new String[] {pool, ""};
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    ZfsPool(Root proc, String name, Kstat ioFields, Kstat datasetFields) {
        this.ioFields = ioFields;
        this.datasetFields = datasetFields;
        String folder = Zfs.FOLDER + '/' + name;
        label = new String[] {name};
        stateLabels = STATES.stream().map(each -> new String[] {name, each}).toList();
        state = proc.file(folder + "/state");
        io = proc.file(folder + "/io");
        datasets = new Entries<>(
                proc,
                folder,
                file -> file.startsWith("objset-")
                        ? Optional.of(new Dataset(proc.file(folder + '/' + file), name))
                        : Optional.empty());
    }

    void collect(Text text, Sink sink) throws IOException {
        try {
            if (state.readIfPresent(text)) {
                text.nextLine();
                addState(text.word().toLowerCase(Locale.ROOT), sink);
            }
        } catch (IOException failure) {
            sink.problem(state.path(), failure);
        }
        try {
            if (io.readIfPresent(text)) {
                ioFields.serveColumns("nread", text, sink, label);
            }
        } catch (IOException failure) {
            sink.problem(io.path(), failure);
        }
        List<Dataset> present = datasets.refresh();
        for (Dataset dataset : present) {
            collect(dataset, text, sink);
            if (present.size() > MOST_KEPT_OPEN) {
                dataset.close();
            }
        }
    }

    private void addState(String current, Sink sink) {
        for (int i = 0; i < STATES.size(); i++) {
            sink.add(Zfs.POOL_STATE, STATES.get(i).equals(current) ? 1 : 0, stateLabels.get(i));
        }
    }

    /** The name comes first; it may have blanks in it. */
    private void collect(Dataset dataset, Text text, Sink sink) {
        try {
            if (dataset.file.readIfPresent(text)) {
                Kstat.skipHead(text);
                text.nextLine();
                if (!text.startsWith("dataset_name ")) {
                    throw text.malformed("a line 'dataset_name …'");
                }
                text.skipWords(2);
                dataset.labels[1] = text.rest();
                datasetFields.serveFields(text, sink, dataset.labels);
            }
        } catch (IOException failure) {
            sink.problem(dataset.file.path(), failure);
        }
    }

    @Override
    public void close() throws IOException {
        state.close();
        io.close();
        datasets.close();
    }
}
