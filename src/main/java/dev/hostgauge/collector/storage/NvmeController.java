package dev.hostgauge.collector.storage;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Failures;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Entries;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Refusal;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One controller with its namespaces, read on a thread of the crew. What that writes is looked at only after {@link
 * Read#value} handed it over.
 */
final class NvmeController implements Closeable {
    static final String FOLDER = "class/nvme";

    /** The labels of {@code node_nvme_info} that hardly change, at these places; the state is between them. */
    private static final List<String> FACTS = List.of("firmware_rev", "model", "serial", "", "cntlid");

    private static final int STATE = 4;

    /** {@code nvme0n1}, or {@code nvme0c1n1} for one of several paths. */
    private static final Pattern NAMESPACE = Pattern.compile("nvme\\d+(?:c\\d+)?n(\\d+)");

    private static final ThreadLocal<Text> TEXT = ThreadLocal.withInitial(Text::new);

    private final Read<NvmeController> read = new Read<>(Registration.READ_LIMIT, this::readFiles);
    private final Root sys;
    private final String name;
    private final String folder;
    private final Due factsDue;
    private final KernelFile state;
    private final Entries<NvmeNamespace> namespaces;
    private final String[] info = new String[FACTS.size() + 1];
    private final Map<String, String> problems = new HashMap<>();
    private List<NvmeNamespace> present = List.of();
    private @Nullable Object inode;

    NvmeController(Machine machine, String name) {
        this.name = name;
        sys = machine.sys();
        folder = FOLDER + '/' + name;
        factsDue = new Due(machine.clock(), Due.FACTS);
        state = sys.file(folder + "/state");
        namespaces = new Entries<>(sys, folder, this::namespace);
        info[0] = name;
    }

    private Optional<NvmeNamespace> namespace(String entry) {
        Matcher matcher = NAMESPACE.matcher(entry);
        return matcher.matches()
                ? Optional.of(new NvmeNamespace(sys, folder + '/' + entry, name, matcher.group(1)))
                : Optional.empty();
    }

    Read<NvmeController> read() {
        return read;
    }

    private NvmeController readFiles() throws IOException {
        Text text = TEXT.get();
        Object inodeNow = sys.folderKey(folder);
        if (!problems.isEmpty() || !Objects.equals(inode, inodeNow)) {
            // What could not be read is tried again, and another disk may have got the name.
            factsDue.now();
            problems.clear();
        }
        inode = inodeNow;
        boolean everything = factsDue.take();
        for (int i = 0; everything && i < FACTS.size(); i++) {
            if (i + 1 != STATE) {
                info[i + 1] = fact(FACTS.get(i));
            }
        }
        info[STATE] = state.readIfGiven(text) && text.nextLine() ? text.rest() : "";
        present = namespaces.refresh();
        for (NvmeNamespace namespace : present) {
            namespace.read(text, everything, problems);
        }
        return this;
    }

    private String fact(String file) {
        try {
            return sys.fact(folder + '/' + file).orElse("");
        } catch (IOException failure) {
            if (Refusal.of(failure) == Refusal.FAULT) {
                problems.put(name + ' ' + file, Failures.words(failure));
            }
            return "";
        }
    }

    void emit(Sink sink) {
        try {
            read.value();
        } catch (IOException failure) {
            sink.problem(name, failure);
            return;
        }
        problems.forEach(sink::problem);
        sink.add(Nvme.INFO, 1, info);
        for (NvmeNamespace namespace : present) {
            namespace.emit(sink);
        }
    }

    /** Closing a file waits for a thread that reads it: those of a controller that hangs stay open. */
    @Override
    public void close() throws IOException {
        if (!read.isStuck()) {
            state.close();
            namespaces.close();
        }
    }
}
