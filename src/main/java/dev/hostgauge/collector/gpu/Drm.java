package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.metric.Declaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** AMD's GPUs under node_exporter's names, from {@code /sys/class/drm}; gpu_* has all this and more. */
final class Drm implements Collector {
    static final List<Declaration> METRICS = DrmCard.metrics();

    private static final String FOLDER = "class/drm";
    private static final Pattern CARD = Pattern.compile("card[0-9]+");

    private final Sysfs sysfs;
    private final Crew crew;
    private Map<String, Entry> cards = new HashMap<>();
    private final List<DrmCard> leaving = new ArrayList<>();
    private final List<Read<?>> reads = new ArrayList<>();

    /** One card, as long as its folder stays the same. */
    private record Entry(Object inode, DrmCard card) {}

    Drm(Context context) {
        this(Sysfs.of(context.machine()), context.crew());
    }

    Drm(Sysfs sysfs, Crew crew) {
        this.sysfs = sysfs;
        this.crew = crew;
    }

    @Override
    public void collect(Sink sink) {
        find();
        reads.clear();
        cards.forEach((name, entry) -> entry.card.addReads(reads));
        crew.run(reads, sink.deadline());
        cards.forEach((name, entry) -> entry.card.add(sink));
    }

    private void find() {
        Map<String, Entry> now = new TreeMap<>();
        for (String name : sysfs.root().list(FOLDER)) {
            String folder = FOLDER + "/" + name + "/device";
            Object inode = CARD.matcher(name).matches() ? sysfs.root().folderKey(folder) : null;
            if (inode == null || !sysfs.driver(folder).equals("amdgpu")) {
                continue;
            }
            Entry before = cards.remove(name);
            if (before != null && !before.inode.equals(inode)) {
                leaving.add(before.card);
                before = null;
            }
            now.put(name, before == null ? new Entry(inode, new DrmCard(sysfs, name, folder)) : before);
        }
        cards.forEach((name, gone) -> leaving.add(gone.card));
        cards = now;
        // Closing a file waits for a thread that reads it: the stuck ones have to wait.
        leaving.removeIf(DrmCard::closeUnlessStuck);
    }
}
