package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import java.util.List;

/**
 * The monitoring chip that a GPU's driver registers below its device, as long as it does. Of nouveau and radeon it is all
 * that they show.
 *
 * <p>The hwmon collector serves the same files under node_exporter's names, and their temperatures among the host's.
 */
final class GpuHwmon implements GpuDriver {
    private final Sysfs sysfs;
    private final String folder;
    private String chipFolder = "";
    private List<String> names = List.of();
    private boolean hasBeenThere;
    private GpuChip chip;

    /**
     * @param device its folder, relative to the root of sysfs
     */
    GpuHwmon(Sysfs sysfs, String device) {
        this.sysfs = sysfs;
        this.folder = device + "/hwmon";
        this.chip = new GpuChip(sysfs, folder, List.of());
    }

    @Override
    public void read(Pace now) {
        if (now == Pace.SETTING || isGone()) {
            find();
        }
        chip.read(now);
    }

    /** A driver that is loaded anew makes another: until that is there it is looked for in every cycle. */
    private boolean isGone() {
        return hasBeenThere && (names.isEmpty() || !sysfs.root().exists(chipFolder));
    }

    /** The driver may make its chip, and files of it, after the device was there, and again under another number. */
    private void find() {
        List<String> chips = sysfs.root().list(folder);
        String found = chips.isEmpty() ? folder : folder + "/" + chips.get(0);
        List<String> listed = chips.isEmpty() ? List.of() : sysfs.root().list(found);
        if (!found.equals(chipFolder) || !listed.equals(names)) {
            chipFolder = found;
            names = listed;
            hasBeenThere |= !listed.isEmpty();
            chip.close();
            chip = new GpuChip(sysfs, found, listed);
        }
    }

    /** Whether it says how fast this clock is. */
    boolean hasClock(String clock) {
        return chip.hasClock(clock);
    }

    @Override
    public GpuWords words() {
        return GpuWords.NONE;
    }

    @Override
    public void add(Sink sink, GpuName name) {
        chip.add(sink, name);
    }

    @Override
    public void close() {
        chip.close();
    }
}
