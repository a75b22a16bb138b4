package dev.hostgauge.collector.filesystems;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Entries;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.MetricPattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ZFS on Linux: its caches and logs, pools and datasets, from {@code /proc/spl/kstat/zfs}. */
final class Zfs implements Collector {
    static final String FOLDER = "spl/kstat/zfs";

    static final MetricDef POOL_STATE =
            MetricDef.gauge("node_zfs_zpool_state", "1 for the state that the pool is in, else 0.", "zpool", "state");
    static final MetricPattern POOL = MetricPattern.of(
            Kind.UNTYPED,
            "node_zfs_zpool_<field>",
            "The field <field> of the pool's file io: bytes, operations, and times in nanoseconds; newer versions of"
                    + " OpenZFS have none.",
            "zpool");
    static final MetricPattern DATASET = MetricPattern.of(
            Kind.UNTYPED,
            "node_zfs_zpool_dataset_<field>",
            "The field <field> of the dataset's file objset-*: bytes, operations and events.",
            "zpool",
            "dataset");

    /** Files beside the pools, as far as this version of ZFS has them. */
    private static final List<Source> SOURCES = List.of(
            source("abdstats", "abd", "buffers"),
            source("arcstats", "arc", "the adaptive replacement cache"),
            source("dbufstats", "dbuf", "the cache of decompressed blocks"),
            source("dmu_tx", "dmu_tx", "transactions"),
            source("dnodestats", "dnode", "objects in memory"),
            source("fm", "fm", "fault management"),
            source("vdev_cache_stats", "vdev_cache", "the cache of devices, which newer versions do not have"),
            source("vdev_mirror_stats", "vdev_mirror", "mirrored devices"),
            source("xuio_stats", "xuio", "copies that were spared, in old versions"),
            source("zfetchstats", "zfetch", "prefetching"),
            source("zil", "zil", "the intent log"));

    static final List<Declaration> METRICS = metrics();

    private record Source(String file, MetricPattern pattern) {}

    private record Statistics(KernelFile file, Kstat kstat) {}

    private final Root proc;
    private final List<Statistics> statistics;
    private final Entries<ZfsPool> pools;
    private final Text text = new Text();

    Zfs(Context context) {
        proc = context.machine().proc();
        statistics = SOURCES.stream()
                .map(source -> new Statistics(proc.file(FOLDER + '/' + source.file), new Kstat(source.pattern)))
                .toList();
        Kstat io = new Kstat(POOL);
        Kstat dataset = new Kstat(DATASET);
        pools = new Entries<>(
                proc,
                FOLDER,
                name -> proc.folderKey(FOLDER + '/' + name) != null
                        ? Optional.of(new ZfsPool(proc, name, io, dataset))
                        : Optional.empty());
    }

    private static Source source(String file, String subsystem, String about) {
        return new Source(
                file,
                MetricPattern.of(
                        Kind.UNTYPED,
                        "node_zfs_" + subsystem + "_<field>",
                        "The field <field> of " + file + ": " + about + "."));
    }

    private static List<Declaration> metrics() {
        List<Declaration> metrics = new ArrayList<>(List.of(POOL_STATE, POOL, DATASET));
        SOURCES.forEach(source -> metrics.add(source.pattern));
        return List.copyOf(metrics);
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (!proc.exists(FOLDER)) {
            return;
        }
        for (Statistics each : statistics) {
            try {
                if (each.file.readIfPresent(text)) {
                    each.kstat.serve(text, sink);
                }
            } catch (IOException failure) {
                sink.problem(each.file.path(), failure);
            }
        }
        for (ZfsPool pool : pools.refresh()) {
            pool.collect(text, sink);
        }
    }
}
