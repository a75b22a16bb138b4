package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.metric.MetricDef;
import java.util.ArrayList;
import java.util.List;

/** The numbers that the files in one folder of a GPU have. */
final class GpuReadings {
    private final Sysfs sysfs;
    private final String folder;
    private final List<GpuReading> all = new ArrayList<>();

    /**
     * @param folder relative to the root of sysfs; empty if each file is named from there
     */
    GpuReadings(Sysfs sysfs, String folder) {
        this.sysfs = sysfs;
        this.folder = folder;
    }

    /** One more, which is absent while the file is. */
    GpuReading put(MetricDef metric, Unit unit, Pace pace, String file, String... moreLabels) {
        String path = folder.isEmpty() ? file : folder + "/" + file;
        GpuReading reading = new GpuReading(metric, unit, pace, sysfs.file(path), moreLabels);
        all.add(reading);
        return reading;
    }

    void read(Pace now) {
        for (GpuReading reading : all) {
            reading.read(now);
        }
    }

    void add(Sink sink, GpuName name) {
        for (GpuReading reading : all) {
            reading.add(sink, name);
        }
    }

    void close() {
        all.forEach(GpuReading::close);
    }
}
