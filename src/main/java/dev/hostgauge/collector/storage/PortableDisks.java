package dev.hostgauge.collector.storage;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.oshi.Disk;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Traffic of disks through OSHI. On macOS and Windows it knows how long all reads and writes took together, which is the
 * time with I/O weighted by how much there was; how long the disk was busy only Linux says.
 */
final class PortableDisks implements Collector {
    private static final Duration CADENCE = Duration.ofSeconds(10);

    private static final MetricDef READS = Diskstats.named("reads_completed_total");
    private static final MetricDef READ_BYTES = Diskstats.named("read_bytes_total");
    private static final MetricDef WRITES = Diskstats.named("writes_completed_total");
    private static final MetricDef WRITTEN_BYTES = Diskstats.named("written_bytes_total");
    private static final MetricDef BUSY = Diskstats.named("io_time_seconds_total");
    private static final MetricDef WEIGHTED = Diskstats.named("io_time_weighted_seconds_total");
    private static final MetricDef IN_FLIGHT = Diskstats.named("io_now");

    private static final List<Declaration> MACOS =
            List.of(DiskFacts.INFO, READS, READ_BYTES, WRITES, WRITTEN_BYTES, WEIGHTED);

    static final Portable VARIANT = Portable.of(
                    Map.of(Platform.MACOS, MACOS, Platform.WINDOWS, windows()), PortableDisks::new)
            .every(CADENCE);

    private static List<Declaration> windows() {
        List<Declaration> metrics = new ArrayList<>(MACOS);
        metrics.add(IN_FLIGHT);
        return List.copyOf(metrics);
    }

    private final Machine machine;
    private final Filter filter;

    PortableDisks(Context context) {
        machine = context.machine();
        filter = context.settings().filter("device");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        for (Disk disk : machine.oshi().disks()) {
            if (filter.accepts(disk.name())) {
                addInfo(disk, sink);
                disk.traffic().ifPresent(traffic -> add(disk.name(), traffic, sink));
            }
        }
    }

    private static void addInfo(Disk disk, Sink sink) {
        sink.add(
                DiskFacts.INFO,
                1,
                disk.name(),
                "",
                "",
                "",
                "",
                disk.model().orElse(""),
                disk.serial().orElse(""),
                "",
                disk.rotational().map(turns -> turns ? "1" : "0").orElse(""));
    }

    private static void add(String device, Disk.Traffic traffic, Sink sink) {
        add(READS, traffic.reads(), device, sink);
        add(READ_BYTES, traffic.readBytes(), device, sink);
        add(WRITES, traffic.writes(), device, sink);
        add(WRITTEN_BYTES, traffic.writtenBytes(), device, sink);
        add(BUSY, traffic.busySeconds(), device, sink);
        add(WEIGHTED, traffic.operationSeconds(), device, sink);
        add(IN_FLIGHT, traffic.inFlight(), device, sink);
    }

    private static void add(MetricDef metric, OptionalDouble value, String device, Sink sink) {
        if (value.isPresent()) {
            sink.add(metric, value.getAsDouble(), device);
        }
    }
}
