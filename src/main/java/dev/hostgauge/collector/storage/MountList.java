package dev.hostgauge.collector.storage;

import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.SystemCalls;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mounts that are served, from the mountinfo of pid 1, which sees the whole machine, else of this process.
 *
 * <p>Taken apart only when its bytes have changed; a mount that is still there keeps its object, so that a read that
 * hangs in it stays known.
 */
final class MountList {
    private final SystemCalls calls;
    /** The root filesystem's path, empty for {@code /}. */
    private final byte[] root;

    private final Filter mountPoints;
    private final Filter types;
    private final Duration mountTimeout;

    private final KernelFile ofInit;
    private final KernelFile own;
    private final Text text = new Text();

    private byte[] known = {};
    private Optional<String> problem = Optional.empty();
    private List<MountedFilesystem> served = List.of();
    /** Empty for a mount that the filters leave out, so that they are asked once for each. */
    private Map<String, Optional<MountedFilesystem>> byIdentity = Map.of();

    MountList(Machine machine, Filter mountPoints, Filter types, Duration mountTimeout) {
        calls = machine.calls();
        String rootPath = machine.root().path().toString();
        root = (rootPath.equals("/") ? "" : rootPath).getBytes(StandardCharsets.UTF_8);
        this.mountPoints = mountPoints;
        this.types = types;
        this.mountTimeout = mountTimeout;
        ofInit = machine.proc().file("1/mountinfo");
        own = machine.proc().file("self/mountinfo");
    }

    /** Those mounted now, first the ones that answer from this machine, then those that wait for others. */
    List<MountedFilesystem> read(Sink sink) throws IOException {
        readMountinfo();
        if (!text.holds(known)) {
            known = text.toByteArray();
            MountTable table = MountTable.parse(text.source(), known);
            problem = table.problem();
            take(table.mounts());
        }
        problem.ifPresent(what -> sink.problem(text.source(), what));
        return served;
    }

    private void readMountinfo() throws IOException {
        try {
            ofInit.read(text);
        } catch (IOException hidden) {
            // With hidepid, other users' processes are not to be seen.
            try {
                own.read(text);
            } catch (IOException none) {
                hidden.addSuppressed(none);
                throw hidden;
            }
        }
    }

    private void take(List<MountTable.Mount> mounts) {
        Map<String, Optional<MountedFilesystem>> now = new HashMap<>();
        // Where one series stands for several mounts, the last is the one on top, which statvfs sees.
        Map<List<String>, MountedFilesystem> bySeries = new LinkedHashMap<>();
        for (MountTable.Mount mount : mounts) {
            Optional<MountedFilesystem> before = byIdentity.get(mount.identity());
            Optional<MountedFilesystem> wanted = before == null ? ifWanted(mount) : before;
            now.put(mount.identity(), wanted);
            wanted.ifPresent(filesystem -> {
                filesystem.readOnly(mount.readOnly());
                bySeries.put(filesystem.series(), filesystem);
            });
        }
        byIdentity = now;
        served = bySeries.values().stream()
                .sorted(Comparator.comparing(MountedFilesystem::isRemote))
                .toList();
    }

    private Optional<MountedFilesystem> ifWanted(MountTable.Mount mount) {
        byte[] path = withoutRoot(mount.path());
        String mountPoint = new String(path, StandardCharsets.UTF_8);
        return mountPoints.accepts(mountPoint) && types.accepts(mount.type())
                ? Optional.of(make(mount, mountPoint, path))
                : Optional.empty();
    }

    private MountedFilesystem make(MountTable.Mount mount, String mountPoint, byte[] path) {
        byte[] seenFromHere = Arrays.copyOf(root, root.length + path.length);
        System.arraycopy(path, 0, seenFromHere, root.length, path.length);
        return new MountedFilesystem(mount, mountPoint, new Read<>(mountTimeout, () -> calls.statvfs(seenFromHere)));
    }

    /** The mount point as the observed machine knows it, where this process sees it below the root filesystem's path. */
    private byte[] withoutRoot(byte[] path) {
        boolean below = root.length > 0
                && path.length >= root.length
                && Arrays.equals(root, 0, root.length, path, 0, root.length)
                && (path.length == root.length || path[root.length] == '/');
        if (!below) {
            return path;
        }
        return path.length == root.length ? new byte[] {'/'} : Arrays.copyOfRange(path, root.length, path.length);
    }
}
