package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;

/** How hard a fan is driven: {@code pwm1} of {@code pwm1_max}, or of 255 where the driver has no such file. */
final class FanDrive {
    private static final double USUAL_MOST = 255;
    private static final String[] NO_LABELS = {};

    private final GpuFile level;
    private final GpuFile most;
    private final String fan;
    private String[] labels = NO_LABELS;

    /**
     * @param file relative to the root of sysfs
     * @param fan value of the label
     */
    FanDrive(Sysfs sysfs, String file, String fan) {
        this.level = sysfs.file(file);
        this.most = sysfs.file(file + "_max");
        this.fan = fan;
    }

    /** On a thread of the crew. */
    void read(Pace now) {
        level.readNumber();
        if (now == Pace.SETTING) {
            most.readNumber();
            most.letGo();
        }
    }

    void add(Sink sink, GpuName name) {
        level.report(sink);
        most.report(sink);
        double full = most.number() > 0 ? most.number() : USUAL_MOST;
        double ratio = level.number() / full;
        if (ratio >= 0 && ratio <= 1) {
            labels = name.labels(labels, fan);
            sink.add(GpuMetrics.FAN_RATIO, ratio, labels);
        } else if (!Double.isNaN(ratio)) {
            level.report(sink, "impossible value " + level.number());
        }
    }

    void close() {
        level.letGo();
    }
}
