package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Sink;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The GPU of NVIDIA's systems on a chip, which is on no bus: its driver's file {@code load}, its clock, and its thermal
 * zone. Its memory is the machine's.
 *
 * <p>Reading these does not wake it: its driver answers 0 while the GPU is without power, and its zone has no value.
 */
final class JetsonGpu {
    private static final String CLOCKS = "class/devfreq";
    private static final String ZONES = "class/thermal";
    /** Mali's are called the same, and have no file load. */
    private static final Pattern DEVICE = Pattern.compile(".*\\.(gpu|gm20b|gp10b|gv11b|ga10b)");
    /** Where older systems have it, by way of a link with the same name. */
    private static final List<String> OLD_FOLDERS = List.of("devices/platform/gpu.0", "devices/gpu.0");

    private static final Set<String> ZONE_TYPES = Set.of("gpu-thermal", "gpu_thermal", "gpu-therm");
    private static final String[] NO_LABELS = {};

    private final Sysfs sysfs;
    private final Due looking;
    private final PaceMaker pace;
    private final Read<JetsonGpu> read = new Read<>(Registration.READ_LIMIT, this::readFiles);
    private @Nullable Device device;
    private String[] labels = NO_LABELS;
    private String[] stuckLabels = NO_LABELS;

    /** What there is of it, as long as its folder stays the same. */
    private record Device(
            Object inode, String folder, GpuName name, String driver, GpuFile status, GpuReadings readings) {}

    JetsonGpu(Sysfs sysfs) {
        this.sysfs = sysfs;
        this.looking = new Due(sysfs.clock(), Due.FACTS);
        this.pace = new PaceMaker(sysfs.clock());
    }

    /** Looks from time to time whether there is one. */
    void refresh() {
        if (!looking.take() || read.isStuck()) {
            return;
        }
        String folder = folder();
        Object inode = folder.isEmpty() ? null : sysfs.root().folderKey(folder);
        if (device != null && device.inode.equals(inode) && device.folder.equals(folder)) {
            return;
        }
        if (device != null) {
            device.status.letGo();
            device.readings.close();
        }
        device = inode == null ? null : device(inode, folder);
        pace.now();
    }

    /** Empty without one. */
    private String folder() {
        for (String name : sysfs.root().list(CLOCKS)) {
            String folder = CLOCKS + "/" + name + "/device";
            if (DEVICE.matcher(name).matches() && sysfs.root().exists(folder + "/load")) {
                return folder;
            }
        }
        for (String folder : OLD_FOLDERS) {
            if (sysfs.root().exists(folder + "/load")) {
                return folder;
            }
        }
        return "";
    }

    private Device device(Object inode, String folder) {
        boolean hasClock = folder.startsWith(CLOCKS);
        String entry = hasClock ? folder.substring(CLOCKS.length() + 1, folder.lastIndexOf('/')) : "gpu.0";
        GpuReadings readings = new GpuReadings(sysfs, "");
        readings.put(GpuMetrics.UTILIZATION, Unit.PER_MILLE, Pace.CYCLE, folder + "/load");
        if (hasClock) {
            String clock = CLOCKS + "/" + entry;
            readings.put(GpuMetrics.CLOCK, Unit.HERTZ, Pace.CYCLE, clock + "/cur_freq", "graphics");
            readings.put(GpuMetrics.CLOCK_MAX, Unit.HERTZ, Pace.SETTING, clock + "/max_freq", "graphics");
        }
        for (String zone : sysfs.root().list(ZONES)) {
            String type = zone.startsWith("thermal_zone") ? sysfs.fact(ZONES + "/" + zone + "/type") : "";
            if (ZONE_TYPES.contains(type.toLowerCase(Locale.ROOT))) {
                readings.put(
                        GpuMetrics.TEMPERATURE, Unit.MILLICELSIUS, Pace.CYCLE, ZONES + "/" + zone + "/temp", "gpu");
                break;
            }
        }
        String driver = sysfs.driver(folder);
        GpuFile status = sysfs.file(folder + "/power/runtime_status");
        return new Device(inode, folder, new GpuName(entry, ""), driver, status, readings);
    }

    boolean isThere() {
        return device != null;
    }

    void addReads(Collection<Read<?>> reads) {
        if (device != null) {
            reads.add(read);
        }
    }

    /** On a thread of the crew. */
    private JetsonGpu readFiles() {
        Device asked = device;
        if (asked != null) {
            asked.status.readWords();
            asked.readings.read(pace.take());
        }
        return this;
    }

    void add(Sink sink) {
        if (device == null) {
            return;
        }
        GpuName name = device.name;
        labels = name.labels(labels);
        addInfo(sink, device);
        try {
            read.value();
        } catch (IOException late) {
            sink.problem("GPU " + name.gpu(), late);
            stuckLabels = name.labels(stuckLabels, "stuck");
            sink.add(GpuMetrics.UP, 0, labels);
            sink.add(GpuMetrics.DOWN_INFO, 1, stuckLabels);
            return;
        }
        sink.add(GpuMetrics.UP, 1, labels);
        device.status.report(sink);
        GpuState state = GpuState.of(device.status.words());
        if (state.isManaged()) {
            sink.add(GpuMetrics.SUSPENDED, state == GpuState.SUSPENDED ? 1 : 0, labels);
        }
        device.readings.add(sink, name);
    }

    private static void addInfo(Sink sink, Device device) {
        String vendor = GpuVendor.NVIDIA.label();
        sink.add(
                GpuMetrics.INFO,
                1,
                device.name.gpu(),
                "",
                vendor,
                "",
                "",
                "",
                "",
                device.driver,
                "",
                "",
                "",
                "unified",
                "");
    }
}
