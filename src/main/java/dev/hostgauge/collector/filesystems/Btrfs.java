package dev.hostgauge.collector.filesystems;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Entries;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Space, commits and devices of each mounted btrfs, from {@code /sys/fs/btrfs/<uuid>}. */
final class Btrfs implements Collector {
    static final MetricDef INFO =
            MetricDef.gauge("node_btrfs_info", "A mounted btrfs and its label, as the constant 1.", "uuid", "label");
    static final MetricDef GLOBAL_RESERVE = MetricDef.gauge(
            "node_btrfs_global_rsv_size_bytes",
            "Bytes that the filesystem keeps back for when space runs out.",
            "uuid");
    static final MetricDef RESERVED = MetricDef.gauge(
            "node_btrfs_reserved_bytes",
            "Bytes reserved for writes to come, by what they are for.",
            "uuid",
            "block_group_type");
    static final MetricDef USED = space("used_bytes", "Bytes in use, by what for and in which profile.");
    static final MetricDef SIZE = space("size_bytes", "Bytes allocated, by what for and in which profile.");
    static final MetricDef RATIO = space(
            "allocation_ratio", "Bytes on the devices for each byte of the filesystem, by what for and which profile.");
    static final MetricDef COMMITS = MetricDef.counter(
            "node_btrfs_commits_total", "Commits of the filesystem; absent before Linux 6.0.", "uuid");
    static final MetricDef COMMIT_SECONDS = MetricDef.counter(
            "node_btrfs_commit_seconds_total",
            "Time that all commits took together, in seconds; absent before Linux 6.0.",
            "uuid");
    static final MetricDef LAST_COMMIT = MetricDef.gauge(
            "node_btrfs_last_commit_seconds",
            "Time that the last commit took, in seconds; absent before Linux 6.0.",
            "uuid");
    static final MetricDef SLOWEST_COMMIT = MetricDef.gauge(
            "node_btrfs_max_commit_seconds",
            "Time that the slowest commit took, in seconds; absent before Linux 6.0.",
            "uuid");
    static final MetricDef DEVICE_SIZE = MetricDef.gauge(
            "node_btrfs_device_size_bytes",
            "Size of a device of the filesystem in bytes; btrfs_dev_uuid is empty where udev does not say.",
            "uuid",
            "device",
            "btrfs_dev_uuid");
    static final MetricDef DEVICE_ERRORS = MetricDef.counter(
            "node_btrfs_device_errors_total",
            "Errors of a device by kind, since they were last reset; absent before Linux 5.14. The labels device and"
                    + " btrfs_dev_uuid are empty if the filesystem has several devices: then sysfs tells the number alone.",
            "uuid",
            "devid",
            "device",
            "btrfs_dev_uuid",
            "type");

    static final List<Declaration> METRICS = List.of(
            INFO,
            GLOBAL_RESERVE,
            RESERVED,
            USED,
            SIZE,
            RATIO,
            COMMITS,
            COMMIT_SECONDS,
            LAST_COMMIT,
            SLOWEST_COMMIT,
            DEVICE_SIZE,
            DEVICE_ERRORS);

    private final Entries<BtrfsFilesystem> filesystems;
    private final Text text = new Text();

    Btrfs(Context context) {
        // Beside the filesystems, each named by its UUID, there is the folder features.
        filesystems = new Entries<>(
                context.machine().sys(),
                BtrfsFilesystem.FOLDER,
                name -> name.indexOf('-') > 0
                        ? Optional.of(new BtrfsFilesystem(context.machine(), name))
                        : Optional.empty());
    }

    private static MetricDef space(String fact, String help) {
        return MetricDef.gauge("node_btrfs_" + fact, help, "uuid", "block_group_type", "mode");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        for (BtrfsFilesystem filesystem : filesystems.refresh()) {
            filesystem.collect(text, sink);
        }
    }
}
