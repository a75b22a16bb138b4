package dev.hostgauge.collector.storage;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.SystemCalls.FilesystemSize;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.OtelDef;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How full the mounted filesystems are: statvfs(3) of each mount that passes the filters, each with a time limit of its
 * own. A mount that does not answer costs its own numbers.
 */
final class Filesystem implements Collector {
    static final MetricDef SIZE = node("size_bytes", "Size in bytes");
    static final MetricDef FREE = node("free_bytes", "Free bytes, those reserved for root included");
    static final MetricDef AVAILABLE = node("avail_bytes", "Free bytes for users other than root");
    static final MetricDef FILES = node("files", "Inodes; 0 where the filesystem counts none");
    static final MetricDef FILES_FREE = node("files_free", "Free inodes");
    static final MetricDef READ_ONLY = MetricDef.gauge(
            "node_filesystem_readonly",
            "1 if the mount or its filesystem takes no writes, else 0.",
            "device",
            "mountpoint",
            "fstype",
            "device_error");
    static final MetricDef DEVICE_ERROR = MetricDef.gauge(
            "node_filesystem_device_error",
            "1 if the filesystem could not be asked, with the reason in device_error, else 0.",
            "device",
            "mountpoint",
            "fstype",
            "device_error");
    private static final MetricDef MOUNT_INFO = MetricDef.gauge(
            "node_filesystem_mount_info",
            "The mount and its device's numbers, as the constant 1; absent where the filesystem could not be asked.",
            "device",
            "major",
            "minor",
            "mountpoint");

    static final MetricDef HOST_SIZE =
            host("size_bytes", "Size in bytes", OtelDef.upDownCounter("system.filesystem.limit", "By"));
    static final MetricDef HOST_AVAILABLE = host(
            "available_bytes",
            "Free bytes for users other than root",
            OtelDef.upDownCounter("system.filesystem.usage", "By").constant("system.filesystem.state", "free"));
    static final MetricDef HOST_USED = host(
            "used_bytes",
            "Bytes in use: size less free",
            OtelDef.upDownCounter("system.filesystem.usage", "By").constant("system.filesystem.state", "used"));
    static final MetricDef HOST_UTILIZATION = host(
            "utilization_ratio",
            "Share in use, 0 to 1, as df says: used / (used + available)",
            OtelDef.gauge("system.filesystem.utilization", "1").constant("system.filesystem.state", "used"));

    static final List<Declaration> METRICS = List.of(
            SIZE,
            FREE,
            AVAILABLE,
            FILES,
            FILES_FREE,
            READ_ONLY,
            DEVICE_ERROR,
            MOUNT_INFO,
            HOST_SIZE,
            HOST_AVAILABLE,
            HOST_USED,
            HOST_UTILIZATION);

    /** Each holds a thread, and one server that is gone takes all its mounts with it. */
    private static final int MOST_HANGING_OF_ONE_SERVER = 4;

    /** node_exporter's words. */
    static final String TIMEOUT = "mountpoint timeout";

    private static MetricDef node(String name, String help) {
        return MetricDef.gauge(
                "node_filesystem_" + name,
                help + "; absent where the filesystem could not be asked.",
                "device",
                "mountpoint",
                "fstype",
                "device_error");
    }

    private static MetricDef host(String name, String help, OtelDef convention) {
        return MetricDef.gauge(
                        "host_filesystem_" + name,
                        help + "; absent where the filesystem could not be asked or has no size.",
                        "mountpoint",
                        "device",
                        "fstype")
                .otel(convention
                        .attribute("mountpoint", "system.filesystem.mountpoint")
                        .attribute("device", "system.device")
                        .attribute("fstype", "system.filesystem.type"));
    }

    private final MountList mounts;
    private final Crew crew;

    Filesystem(Context context) {
        this(
                context.machine(),
                context.crew(),
                context.settings().filter("mount-points"),
                context.settings().filter("fs-types"),
                context.settings().duration("mount-timeout"));
    }

    Filesystem(Machine machine, Crew crew, Filter mountPoints, Filter types, Duration mountTimeout) {
        this.mounts = new MountList(machine, mountPoints, types, mountTimeout);
        this.crew = crew;
    }

    @Override
    public void collect(Sink sink) throws IOException {
        List<MountedFilesystem> filesystems = mounts.read(sink);
        Set<MountedFilesystem> spared = spared(filesystems);
        List<Read<?>> reads = new ArrayList<>(filesystems.size());
        for (MountedFilesystem filesystem : filesystems) {
            if (!spared.contains(filesystem)) {
                reads.add(filesystem.read());
            }
        }
        crew.run(reads, sink.deadline());
        for (MountedFilesystem filesystem : filesystems) {
            if (spared.contains(filesystem)) {
                addError(filesystem, TIMEOUT, sink);
            } else {
                add(filesystem, sink);
            }
        }
    }

    /** Mounts that are not asked, because their server already hangs in others. */
    private Set<MountedFilesystem> spared(List<MountedFilesystem> filesystems) {
        if (crew.stuck() == 0) {
            return Set.of();
        }
        Map<String, Integer> hanging = new HashMap<>();
        for (MountedFilesystem filesystem : filesystems) {
            if (filesystem.read().isStuck()) {
                hanging.merge(filesystem.server(), 1, Integer::sum);
            }
        }
        return filesystems.stream()
                .filter(filesystem -> hanging.getOrDefault(filesystem.server(), 0) >= MOST_HANGING_OF_ONE_SERVER)
                .collect(Collectors.toSet());
    }

    private static void add(MountedFilesystem filesystem, Sink sink) {
        try {
            add(filesystem, filesystem.read().value(), sink);
        } catch (Read.TimedOut hanging) {
            addError(filesystem, TIMEOUT, sink);
        } catch (IOException refused) {
            addError(filesystem, String.valueOf(refused.getMessage()), sink);
        }
    }

    private static void add(MountedFilesystem filesystem, FilesystemSize size, Sink sink) {
        double unit = size.fragmentSize();
        String[] labels = filesystem.labels();
        sink.add(DEVICE_ERROR, 0, labels);
        sink.add(READ_ONLY, filesystem.isReadOnly() ? 1 : 0, labels);
        addBytes(
                size.blocks() * unit,
                size.blocksFree() * unit,
                size.blocksAvailable() * unit,
                labels,
                filesystem.hostLabels(),
                sink);
        sink.add(FILES, size.files(), labels);
        sink.add(FILES_FREE, size.filesFree(), labels);
        sink.add(MOUNT_INFO, 1, filesystem.infoLabels());
    }

    static void addBytes(double size, double free, double available, String[] labels, String[] hostLabels, Sink sink) {
        sink.add(SIZE, size, labels);
        sink.add(FREE, free, labels);
        sink.add(AVAILABLE, available, labels);
        double used = size - free;
        // A filesystem of a process may claim more free blocks than it has.
        if (size > 0 && used >= 0) {
            sink.add(HOST_SIZE, size, hostLabels);
            sink.add(HOST_AVAILABLE, available, hostLabels);
            sink.add(HOST_USED, used, hostLabels);
            if (used + available > 0) {
                sink.add(HOST_UTILIZATION, used / (used + available), hostLabels);
            }
        }
    }

    private static void addError(MountedFilesystem filesystem, String error, Sink sink) {
        String[] labels = filesystem.labels(error);
        sink.add(DEVICE_ERROR, 1, labels);
        sink.add(READ_ONLY, filesystem.isReadOnly() ? 1 : 0, labels);
    }
}
