package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What i915 and xe show of a GPU: for each of its parts, the gts, how fast it runs and how long it slept; why the clocks
 * are held down; and its monitoring chip.
 *
 * <p>How busy it is follows from the time that it slept: drivers show no more to those who may not trace the kernel.
 */
final class IntelGpu implements GpuDriver {
    /** By the hardware, where the graphics of Intel's processors are. */
    private static final String WITHIN_PROCESSOR = "0000:00:02.0";

    private static final Pattern CARD = Pattern.compile("card[0-9]+");
    private static final Pattern TILE = Pattern.compile("tile[0-9]+");
    private static final Pattern GT = Pattern.compile("gt[0-9]+");

    private final Sysfs sysfs;
    private final String folder;
    private final GpuWords words;
    private final GpuHwmon hwmon;
    private Map<String, IntelGt.Layout> found = Map.of();
    private final List<IntelGt> gts = new ArrayList<>();

    /**
     * @param folder of the device, relative to the root of sysfs
     */
    IntelGpu(Sysfs sysfs, String folder) {
        this.sysfs = sysfs;
        this.folder = folder;
        this.words = folder.endsWith(WITHIN_PROCESSOR) ? new GpuWords("", "", "", "", "unified") : GpuWords.NONE;
        this.hwmon = new GpuHwmon(sysfs, folder);
    }

    @Override
    public void read(Pace now) {
        if (now == Pace.SETTING) {
            find();
        }
        for (IntelGt gt : gts) {
            gt.read(now);
        }
        hwmon.read(now);
    }

    /** The driver may show its folders after the device was there. */
    private void find() {
        Map<String, IntelGt.Layout> now = new TreeMap<>();
        for (String card : matching(CARD, folder + "/drm")) {
            String cardFolder = folder + "/drm/" + card;
            for (String gt : matching(GT, cardFolder + "/gt")) {
                now.put(cardFolder + "/gt/" + gt, IntelGt.I915);
            }
            if (now.isEmpty() && sysfs.root().exists(cardFolder + "/gt_act_freq_mhz")) {
                now.put(cardFolder, IntelGt.OLD_I915);
            }
        }
        for (String tile : matching(TILE, folder)) {
            for (String gt : matching(GT, folder + "/" + tile)) {
                now.put(folder + "/" + tile + "/" + gt, IntelGt.XE);
            }
        }
        if (!now.equals(found)) {
            found = now;
            gts.forEach(IntelGt::close);
            gts.clear();
            now.forEach((gtFolder, layout) -> gts.add(new IntelGt(sysfs, gtFolder, layout)));
        }
    }

    private List<String> matching(Pattern name, String in) {
        return sysfs.root().list(in).stream().filter(name.asMatchPredicate()).toList();
    }

    @Override
    public GpuWords words() {
        return words;
    }

    @Override
    public void add(Sink sink, GpuName name) {
        Map<String, Double> reasons = new TreeMap<>();
        for (IntelGt gt : gts) {
            gt.add(sink, name);
            gt.throttled(sink).forEach((reason, active) -> reasons.merge(reason, active, Math::max));
        }
        reasons.forEach((reason, active) -> sink.add(GpuMetrics.CLOCK_EVENT, active, name.gpu(), name.uuid(), reason));
        hwmon.add(sink, name);
    }

    @Override
    public void close() {
        gts.forEach(IntelGt::close);
        hwmon.close();
    }
}
