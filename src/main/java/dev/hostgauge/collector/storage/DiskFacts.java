package dev.hostgauge.collector.storage;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Failures;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a block device is: from udev's record of it, {@code /run/udev/data/b<major>:<minor>}, and from
 * {@code /sys/block/<device>/queue/rotational}.
 *
 * <p>Such facts seldom change, so they are read when the device appears or gets other numbers, and then once a minute.
 * A label for which there is no fact is empty.
 */
final class DiskFacts {
    static final MetricDef INFO = MetricDef.gauge(
            "node_disk_info",
            "What the block device is, as the constant 1; labels are empty where udev or sysfs does not say.",
            "device",
            "major",
            "minor",
            "path",
            "wwn",
            "model",
            "serial",
            "revision",
            "rotational");
    private static final MetricDef FILESYSTEM_INFO = MetricDef.gauge(
            "node_disk_filesystem_info",
            "The filesystem on the block device, as the constant 1; absent where udev knows of none.",
            "device",
            "type",
            "usage",
            "uuid",
            "version");
    private static final MetricDef DEVICE_MAPPER_INFO = MetricDef.gauge(
            "node_disk_device_mapper_info",
            "The device mapper's names, as the constant 1; absent for other devices.",
            "device",
            "name",
            "uuid",
            "vg_name",
            "lv_name",
            "lv_layer");
    /** By udev's property. */
    private static final Map<String, MetricDef> ATA = Map.of(
            "ID_ATA_WRITE_CACHE",
            ata("write_cache", "1 if the ATA disk has a write cache, else 0"),
            "ID_ATA_WRITE_CACHE_ENABLED",
            ata("write_cache_enabled", "1 if the ATA disk's write cache is on, else 0"),
            "ID_ATA_ROTATION_RATE_RPM",
            ata("rotation_rate_rpm", "The ATA disk's rotations per minute, 0 if it does not rotate"));

    static final List<Declaration> METRICS = List.of(
            INFO,
            FILESYSTEM_INFO,
            DEVICE_MAPPER_INFO,
            ATA.get("ID_ATA_WRITE_CACHE"),
            ATA.get("ID_ATA_WRITE_CACHE_ENABLED"),
            ATA.get("ID_ATA_ROTATION_RATE_RPM"));

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,15})?");

    private final Machine machine;
    private final String device;
    private long major = -1;
    private long minor = -1;
    private final Due due;
    private final List<Point> points = new ArrayList<>();
    private final Map<String, String> problems = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // Never compared, and handed on as it is.
    private record Point(MetricDef metric, double value, String[] labels) {}

    DiskFacts(Machine machine, String device) {
        this.machine = machine;
        this.device = device;
        this.due = new Due(machine.clock(), Due.FACTS);
    }

    private static MetricDef ata(String name, String help) {
        return MetricDef.gauge("node_disk_ata_" + name, help + "; absent where udev does not say.", "device");
    }

    void collect(long majorNow, long minorNow, Sink sink) {
        if (majorNow != major || minorNow != minor) {
            major = majorNow;
            minor = minorNow;
            due.now();
        }
        if (due.take()) {
            read();
        }
        for (Point point : points) {
            sink.add(point.metric, point.value, point.labels);
        }
        problems.forEach(sink::problem);
    }

    private void read() {
        points.clear();
        problems.clear();
        Map<String, String> udev = udevProperties();
        add(
                INFO,
                Long.toString(major),
                Long.toString(minor),
                get(udev, "ID_PATH"),
                get(udev, "ID_WWN"),
                get(udev, "ID_MODEL"),
                // The serial that is printed on the disk, else the one without the model before it, else virtio's.
                first(udev, "SCSI_IDENT_SERIAL", "ID_SERIAL_SHORT", "ID_SERIAL"),
                get(udev, "ID_REVISION"),
                rotational());
        if (!get(udev, "ID_FS_TYPE").isEmpty()) {
            add(
                    FILESYSTEM_INFO,
                    get(udev, "ID_FS_TYPE"),
                    get(udev, "ID_FS_USAGE"),
                    get(udev, "ID_FS_UUID"),
                    get(udev, "ID_FS_VERSION"));
        }
        if (!get(udev, "DM_NAME").isEmpty()) {
            add(
                    DEVICE_MAPPER_INFO,
                    get(udev, "DM_NAME"),
                    get(udev, "DM_UUID"),
                    get(udev, "DM_VG_NAME"),
                    get(udev, "DM_LV_NAME"),
                    get(udev, "DM_LV_LAYER"));
        }
        if (!get(udev, "ID_ATA").isEmpty()) {
            ATA.forEach((property, metric) -> addNumber(metric, property, get(udev, property)));
        }
    }

    private void add(MetricDef metric, String... facts) {
        String[] labels = new String[facts.length + 1];
        labels[0] = device;
        System.arraycopy(facts, 0, labels, 1, facts.length);
        points.add(new Point(metric, 1, labels));
    }

    private void addNumber(MetricDef metric, String property, String value) {
        if (NUMBER.matcher(value).matches()) {
            points.add(new Point(metric, Double.parseDouble(value), new String[] {device}));
        } else if (!value.isEmpty()) {
            problems.put(property + " of " + device, "want a number, got '" + value + "'");
        }
    }

    /** Lines such as {@code E:ID_MODEL=Disk}; udev's other lines are of no interest. Empty without a record. */
    private Map<String, String> udevProperties() {
        Map<String, String> properties = new HashMap<>();
        Text text = new Text();
        try (KernelFile file = machine.udev().file("b" + major + ":" + minor)) {
            if (!file.readIfPresent(text)) {
                return properties;
            }
            while (text.nextLine()) {
                String line = text.rest();
                int equals = line.indexOf('=');
                if (line.startsWith("E:") && equals > 0) {
                    properties.put(line.substring(2, equals), line.substring(equals + 1));
                }
            }
        } catch (IOException unreadable) {
            problems.put("udev's record of " + device, Failures.words(unreadable));
        }
        return properties;
    }

    /** 1 for a disk that rotates, 0 for one that does not; empty where the kernel does not say, as for partitions. */
    private String rotational() {
        // The kernel writes the slash of names such as cciss/c0d0 as an exclamation mark in sysfs.
        String path = "block/" + device.replace('/', '!') + "/queue/rotational";
        try {
            String fact = machine.sys().fact(path).orElse("");
            if (fact.isEmpty() || fact.equals("0") || fact.equals("1")) {
                return fact;
            }
            problems.put(path, "want 0 or 1, got '" + fact + "'");
        } catch (IOException unreadable) {
            problems.put(path, Failures.words(unreadable));
        }
        return "";
    }

    private static String get(Map<String, String> properties, String name) {
        return properties.getOrDefault(name, "");
    }

    private static String first(Map<String, String> properties, String... names) {
        for (String name : names) {
            String value = get(properties, name);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
