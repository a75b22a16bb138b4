package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import java.util.LinkedHashMap;
import java.util.Map;

/** One gt of an Intel GPU: engines that share a clock, such as those for graphics and compute, or those for video. */
final class IntelGt {
    static final Layout I915 =
            new Layout("rps_act_freq_mhz", "rps_RP0_freq_mhz", "rc6_residency_ms", "", "throttle_reason_");
    /** Before Linux 5.18, which has one gt, in the folder of the card. */
    static final Layout OLD_I915 =
            new Layout("gt_act_freq_mhz", "gt_RP0_freq_mhz", "power/rc6_residency_ms", "", "throttle_reason_");

    static final Layout XE =
            new Layout("freq0/act_freq", "freq0/rp0_freq", "gtidle/idle_residency_ms", "/freq0/throttle", "reason_");

    private final String label;
    private final GpuReadings readings;
    private final Map<String, GpuFile> throttles = new LinkedHashMap<>();

    /**
     * Where a driver has what, relative to the folder of the gt.
     *
     * @param throttleFolder has a file for each reason, whose names begin with {@code throttlePrefix}
     */
    record Layout(String actualClock, String maxClock, String idleTime, String throttleFolder, String throttlePrefix) {}

    /**
     * @param folder relative to the root of sysfs
     */
    IntelGt(Sysfs sysfs, String folder, Layout layout) {
        String last = folder.substring(folder.lastIndexOf('/') + 1);
        label = last.startsWith("gt") ? last : "gt0";
        readings = new GpuReadings(sysfs, folder);
        readings.put(GpuMetrics.CLOCK, Unit.MEGAHERTZ, Pace.CYCLE, layout.actualClock, label);
        readings.put(GpuMetrics.CLOCK_MAX, Unit.MEGAHERTZ, Pace.SETTING, layout.maxClock, label);
        readings.put(GpuMetrics.IDLE, Unit.MILLISECONDS, Pace.CYCLE, layout.idleTime, label);
        String throttleFolder = folder + layout.throttleFolder;
        for (String file : sysfs.root().list(throttleFolder)) {
            String reason =
                    file.startsWith(layout.throttlePrefix) ? file.substring(layout.throttlePrefix.length()) : "";
            if (layout.equals(XE) && file.equals("status")) {
                reason = file;
            }
            if (!reason.isEmpty()) {
                // The status says whether there is any reason, one that has no file of its own too.
                throttles.put(reason.equals("status") ? "any" : reason, sysfs.file(throttleFolder + "/" + file));
            }
        }
    }

    /** On a thread of the crew. */
    void read(Pace now) {
        readings.read(now);
        for (GpuFile throttle : throttles.values()) {
            throttle.readNumber();
        }
    }

    void add(Sink sink, GpuName name) {
        readings.add(sink, name);
    }

    /** By reason, whether it is held down for it, 0 or 1. */
    Map<String, Double> throttled(Sink sink) {
        Map<String, Double> active = new LinkedHashMap<>();
        throttles.forEach((reason, file) -> {
            file.report(sink);
            double flag = file.number();
            if (flag == 0 || flag == 1) {
                active.put(reason, flag);
            } else if (!Double.isNaN(flag)) {
                file.report(sink, "impossible value " + flag);
            }
        });
        return active;
    }

    void close() {
        readings.close();
        throttles.values().forEach(GpuFile::letGo);
    }
}
