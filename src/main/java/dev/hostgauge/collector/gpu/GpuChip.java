package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.metric.MetricDef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a GPU's monitoring chip: temperatures, fans, power, energy and clocks. */
final class GpuChip {
    /** The kernel counts all of them from 1. */
    private static final Pattern NUMBERED =
            Pattern.compile("(temp|fan|freq)([1-9][0-9]{0,2})_input|(pwm)([1-9][0-9]{0,2})");

    /** What drivers call the sensors that GPUs of several vendors have. */
    private static final Map<String, String> SENSORS =
            Map.of("edge", "gpu", "pkg", "gpu", "mem", "memory", "vram", "memory");

    private static final Map<String, String> CLOCKS = Map.of("sclk", "graphics", "mclk", "memory");
    private static final List<Map.Entry<String, String>> THRESHOLDS =
            List.of(Map.entry("max", "max"), Map.entry("crit", "critical"), Map.entry("emergency", "shutdown"));

    /** Where a driver has both, as xe has, the first is of the card and the second of its chip alone. */
    private static final List<String> POWERS_BY_SCOPE = List.of("1", "2");

    private final Sysfs sysfs;
    private final String folder;
    private final Set<String> files;
    private final GpuReadings readings;
    private final List<FanDrive> drives = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    /**
     * @param folder relative to the root of sysfs
     * @param files the names of what is in it
     */
    GpuChip(Sysfs sysfs, String folder, List<String> files) {
        this.sysfs = sysfs;
        this.folder = folder;
        this.files = new LinkedHashSet<>(files);
        this.readings = new GpuReadings(sysfs, folder);
        files.forEach(this::putNumbered);
        putIfThere(GpuMetrics.POWER, Unit.MICROWATTS, Pace.CYCLE, "power1_average", "average", "gpu");
        putIfThere(GpuMetrics.POWER, Unit.MICROWATTS, Pace.CYCLE, "power1_input", "instant", "gpu");
        for (String number : POWERS_BY_SCOPE) {
            putLimit("power" + number + "_cap", "enforced");
            putLimit("power" + number + "_max", "enforced");
            putLimit("power" + number + "_cap_max", "max");
            putLimit("power" + number + "_cap_default", "default");
            String energy = "energy" + number + "_input";
            if (files.contains(energy) && taken.add("energy")) {
                readings.put(GpuMetrics.ENERGY, Unit.MICROJOULES, Pace.CYCLE, energy);
            }
        }
        putIfThere(GpuMetrics.POWER_LIMIT, Unit.MICROWATTS, Pace.SETTING, "power1_cap_min", "min");
    }

    private void putIfThere(MetricDef metric, Unit unit, Pace pace, String file, String... moreLabels) {
        if (files.contains(file)) {
            readings.put(metric, unit, pace, file, moreLabels);
        }
    }

    /** The first that is there of those that mean the same. */
    private void putLimit(String file, String limit) {
        if (files.contains(file) && taken.add("limit " + limit)) {
            readings.put(GpuMetrics.POWER_LIMIT, Unit.LIMIT_MICROWATTS, Pace.SETTING, file, limit);
        }
    }

    private void putNumbered(String file) {
        Matcher form = NUMBERED.matcher(file);
        if (!form.matches()) {
            return;
        }
        String type = form.group(3) == null ? form.group(1) : form.group(3);
        String number = form.group(3) == null ? form.group(2) : form.group(4);
        switch (type) {
            case "temp" -> putTemperature(number);
            case "fan" -> readings.put(GpuMetrics.FAN_RPM, Unit.RPM, Pace.CYCLE, file, fan(number));
            case "freq" -> putClock(file, number);
            default -> drives.add(new FanDrive(sysfs, folder + "/" + file, fan(number)));
        }
    }

    /** Fans are served from 0, as NVIDIA's are. */
    private static String fan(String number) {
        return Integer.toString(Integer.parseInt(number) - 1);
    }

    private void putTemperature(String number) {
        String label = sysfs.fact(folder + "/temp" + number + "_label");
        String sensor = SENSORS.getOrDefault(label, label);
        if (sensor.isEmpty()) {
            // Drivers that name no sensor have one.
            sensor = number.equals("1") ? "gpu" : "temp" + number;
        }
        if (!taken.add("sensor " + sensor)) {
            return;
        }
        String file = "temp" + number;
        readings.put(GpuMetrics.TEMPERATURE, Unit.MILLICELSIUS, Pace.CYCLE, file + "_input", sensor);
        for (Map.Entry<String, String> threshold : THRESHOLDS) {
            putIfThere(
                    GpuMetrics.TEMPERATURE_THRESHOLD,
                    Unit.LIMIT_MILLICELSIUS,
                    Pace.SETTING,
                    file + "_" + threshold.getKey(),
                    sensor,
                    threshold.getValue());
        }
    }

    private void putClock(String file, String number) {
        String clock = CLOCKS.get(sysfs.fact(folder + "/freq" + number + "_label"));
        if (clock != null && taken.add("clock " + clock)) {
            readings.put(GpuMetrics.CLOCK, Unit.HERTZ, Pace.CYCLE, file, clock);
        }
    }

    /** Whether it says how fast this clock is. */
    boolean hasClock(String clock) {
        return taken.contains("clock " + clock);
    }

    /** On a thread of the crew. */
    void read(Pace now) {
        readings.read(now);
        for (FanDrive drive : drives) {
            drive.read(now);
        }
    }

    void add(Sink sink, GpuName name) {
        readings.add(sink, name);
        for (FanDrive drive : drives) {
            drive.add(sink, name);
        }
    }

    void close() {
        readings.close();
        drives.forEach(FanDrive::close);
    }
}
