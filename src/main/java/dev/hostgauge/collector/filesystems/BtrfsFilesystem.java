package dev.hostgauge.collector.filesystems;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.filesystems.LineTable.Column;
import dev.hostgauge.machine.Entries;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One mounted btrfs. */
final class BtrfsFilesystem implements Closeable {
    static final String FOLDER = "fs/btrfs";

    private static final LineTable COMMITS = new LineTable()
            .line("commits", new Column(0, Btrfs.COMMITS))
            .line("last_commit_ms", Column.milliseconds(0, Btrfs.LAST_COMMIT))
            .line("max_commit_ms", Column.milliseconds(0, Btrfs.SLOWEST_COMMIT))
            .line("total_commit_ms", Column.milliseconds(0, Btrfs.COMMIT_SECONDS));

    private final String[] uuid;
    private final String[] info;
    private final KernelFile label;
    private final KernelFile commits;
    private final NumberFile globalReserve;
    private final List<BtrfsSpace> spaces;
    private final Entries<BtrfsDevice> devices;
    private final Entries<BtrfsErrors> errors;

    BtrfsFilesystem(Machine machine, String name) {
        Root sys = machine.sys();
        String folder = FOLDER + '/' + name;
        String id = identity(sys, folder, name);
        uuid = new String[] {id};
        info = new String[] {id, ""};
        label = sys.file(folder + "/label");
        commits = sys.file(folder + "/commit_stats");
        globalReserve = new NumberFile(sys.file(folder + "/allocation/global_rsv_size"), Btrfs.GLOBAL_RESERVE, 1, id);
        spaces = Stream.of("data", "metadata", "system", "mixed")
                .map(type -> new BtrfsSpace(sys, folder + "/allocation/" + type, id, type))
                .toList();
        devices = new Entries<>(
                sys,
                folder + "/devices",
                device -> Optional.of(new BtrfsDevice(machine, folder + "/devices/" + device, id, device)));
        errors = new Entries<>(
                sys,
                folder + "/devinfo",
                device -> Optional.of(new BtrfsErrors(sys, folder + "/devinfo/" + device, id, device)));
    }

    /** The UUID in the metadata, which stays when the filesystem is given another one. */
    private static String identity(Root sys, String folder, String name) {
        try {
            return sys.fact(folder + "/metadata_uuid")
                    .filter(id -> !id.isEmpty())
                    .orElse(name);
        } catch (IOException unknown) {
            return name;
        }
    }

    void collect(Text text, Sink sink) throws IOException {
        try {
            info[1] = label.readIfGiven(text) && text.nextLine() ? text.rest() : "";
        } catch (IOException failure) {
            sink.problem(label.path(), failure);
        }
        sink.add(Btrfs.INFO, 1, info);
        try {
            if (commits.readIfGiven(text)) {
                COMMITS.serve(text, sink, uuid);
            }
        } catch (IOException failure) {
            sink.problem(commits.path(), failure);
        }
        globalReserve.add(text, sink);
        List<BtrfsDevice> members = devices.refresh();
        for (BtrfsSpace space : spaces) {
            space.collect(members.size(), text, sink);
        }
        for (BtrfsDevice device : members) {
            device.collect(text, sink);
        }
        List<BtrfsErrors> counted = errors.refresh();
        Optional<BtrfsDevice> only =
                members.size() == 1 && counted.size() == 1 ? Optional.of(members.get(0)) : Optional.empty();
        for (BtrfsErrors each : counted) {
            each.collect(only, text, sink);
        }
    }

    @Override
    public void close() throws IOException {
        label.close();
        commits.close();
        globalReserve.close();
        for (BtrfsSpace space : spaces) {
            space.close();
        }
        devices.close();
        errors.close();
    }
}
