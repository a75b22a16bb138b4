package dev.hostgauge.collector.storage;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.oshi.Mount;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How full the mounted filesystems are, through OSHI. They are looked for now and then, those of other machines apart,
 * because looking for one asks it too; each that is known is then asked by itself, with a time limit of its own.
 */
final class PortableFilesystem implements Collector {
    private static final Duration CADENCE = Duration.ofSeconds(10);

    private static final List<Declaration> WINDOWS = List.of(
            Filesystem.SIZE,
            Filesystem.FREE,
            Filesystem.AVAILABLE,
            Filesystem.READ_ONLY,
            Filesystem.DEVICE_ERROR,
            Filesystem.HOST_SIZE,
            Filesystem.HOST_AVAILABLE,
            Filesystem.HOST_USED,
            Filesystem.HOST_UTILIZATION);

    static final Portable VARIANT = Portable.of(
                    Map.of(Platform.MACOS, macos(), Platform.WINDOWS, WINDOWS), PortableFilesystem::new)
            .every(CADENCE);

    private static List<Declaration> macos() {
        List<Declaration> metrics = new ArrayList<>(WINDOWS);
        metrics.add(Filesystem.FILES);
        metrics.add(Filesystem.FILES_FREE);
        return List.copyOf(metrics);
    }

    private final Machine machine;
    private final Crew crew;
    private final Filter points;
    private final Filter types;
    private final Duration limit;
    private final Due listDue;
    private final Listing local = new Listing(true);
    private final Listing remote = new Listing(false);

    PortableFilesystem(Context context) {
        this(context, context.settings().duration("mount-timeout"));
    }

    /**
     * @param mountTimeout how long one mount may take to answer
     */
    PortableFilesystem(Context context, Duration mountTimeout) {
        machine = context.machine();
        crew = context.crew();
        points = context.settings().filter("mount-points");
        types = context.settings().filter("fs-types");
        limit = mountTimeout;
        listDue = new Due(machine.clock(), Due.SETTINGS);
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (isListDue()) {
            crew.run(List.of(local.read, remote.read), sink.deadline());
            local.renew();
            try {
                remote.renew();
            } catch (IOException failure) {
                sink.problem("the filesystems of other machines", failure);
            }
        }
        List<PortableMount> mounts = new ArrayList<>(local.mounts.values());
        mounts.addAll(remote.mounts.values());
        crew.run(mounts.stream().map(PortableMount::read).toList(), sink.deadline());
        for (PortableMount mount : mounts) {
            if (!mount.add(sink)) {
                listDue.now();
            }
        }
    }

    /** On Linux OSHI runs lsblk to look for them: once must do, which is enough for what this reader is for there. */
    private boolean isListDue() throws IOException {
        boolean once = machine.oshi().platform() == Platform.LINUX && local.isKnown;
        return !once && listDue.take();
    }

    /** The mounts of this machine's own filesystems, or of other machines'. */
    private final class Listing {
        private final Read<List<Mount>> read;
        private Map<String, PortableMount> mounts = new LinkedHashMap<>();
        private boolean isKnown;

        Listing(boolean ofThisMachine) {
            read = new Read<>(Registration.READ_LIMIT, () -> machine.oshi().mounts(ofThisMachine));
        }

        /** Takes in what was found; what was known is kept, so that one that hangs is not asked again as another. */
        void renew() throws IOException {
            Collection<Mount> found;
            try {
                found = read.value();
            } catch (IOException failure) {
                listDue.now();
                throw failure;
            }
            Map<String, PortableMount> renewed = new LinkedHashMap<>();
            for (Mount mount : found) {
                if (points.accepts(mount.point()) && types.accepts(mount.type())) {
                    String key = mount.point() + "\n" + mount.device() + "\n" + mount.isReadOnly();
                    PortableMount known = mounts.get(key);
                    renewed.put(key, known == null ? new PortableMount(mount, limit) : known);
                }
            }
            mounts = renewed;
            isKnown = true;
        }
    }
}
