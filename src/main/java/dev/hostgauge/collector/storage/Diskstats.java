package dev.hostgauge.collector.storage;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.Ticking;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.OtelDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Traffic of block devices, from {@code /proc/diskstats}, whose lines got longer with the kernels: 11 numbers, with
 * discards 15, with flushes 17. What the line does not have is absent.
 */
final class Diskstats implements Collector, Ticking {
    private static final double SECTOR_BYTES = 512;
    private static final double MILLISECONDS = 1000;
    private static final int FEWEST_FIELDS = 11;
    private static final int IO_TIME = 9;

    /** One number of a line: served multiplied, then divided, so that milliseconds become the nearest double. */
    private record Field(MetricDef metric, double factor, double divisor) {}

    private static final List<Field> FIELDS = List.of(
            plain(counter("reads_completed", "Reads that ended well.", directed("operations", "{operation}", "read"))),
            plain(counter("reads_merged", "Reads merged into another.", directed("merged", "{operation}", "read"))),
            bytes(counter("read_bytes", "Bytes read.", directed("io", "By", "read"))),
            time(counter("read_time_seconds", "Time that all reads took together, in seconds.", time("read"))),
            plain(counter(
                    "writes_completed", "Writes that ended well.", directed("operations", "{operation}", "write"))),
            plain(counter("writes_merged", "Writes merged into another.", directed("merged", "{operation}", "write"))),
            bytes(counter("written_bytes", "Bytes written.", directed("io", "By", "write"))),
            time(counter("write_time_seconds", "Time that all writes took together, in seconds.", time("write"))),
            plain(MetricDef.gauge("node_disk_io_now", "Reads and writes in flight.", "device")),
            time(counter(
                    "io_time_seconds",
                    "Time with reads or writes in flight, in seconds.",
                    OtelDef.counter("system.disk.io_time", "s"))),
            time(counter(
                    "io_time_weighted_seconds",
                    "Time with reads or writes in flight, in seconds, weighted by how many there were.")),
            plain(counter("discards_completed", "Discards that ended well; absent before Linux 4.18.")),
            plain(counter("discards_merged", "Discards merged into another; absent before Linux 4.18.")),
            plain(counter("discarded_sectors", "Sectors of 512 bytes discarded; absent before Linux 4.18.")),
            time(counter(
                    "discard_time_seconds",
                    "Time that all discards took together, in seconds; absent before Linux 4.18.")),
            plain(counter("flush_requests", "Flushes that ended well; absent before Linux 5.5.")),
            time(counter(
                    "flush_requests_time_seconds",
                    "Time that all flushes took together, in seconds; absent before Linux 5.5.")));

    private static final MetricDef UTILIZATION = MetricDef.gauge(
            "host_disk_utilization_ratio",
            "Share of the last 15 seconds with reads or writes in flight, 0 to 1; absent until there are two readings and after the counter was reset.",
            "device");

    static final List<Declaration> METRICS = metrics();

    private static List<Declaration> metrics() {
        List<Declaration> metrics = new ArrayList<>(DiskFacts.METRICS);
        FIELDS.forEach(field -> metrics.add(field.metric));
        metrics.add(UTILIZATION);
        return List.copyOf(metrics);
    }

    /** The one that is called {@code node_disk_} and this. */
    static MetricDef named(String fact) {
        return FIELDS.stream()
                .map(Field::metric)
                .filter(metric -> metric.name().equals("node_disk_" + fact))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(fact));
    }

    private static MetricDef counter(String name, String help) {
        return MetricDef.counter("node_disk_" + name + "_total", help, "device");
    }

    private static MetricDef counter(String name, String help, OtelDef convention) {
        return counter(name, help).otel(convention.attribute("device", "system.device"));
    }

    private static OtelDef directed(String name, String unit, String direction) {
        return OtelDef.counter("system.disk." + name, unit).integers().constant("disk.io.direction", direction);
    }

    private static OtelDef time(String direction) {
        return OtelDef.counter("system.disk.operation_time", "s").constant("disk.io.direction", direction);
    }

    private static Field plain(MetricDef metric) {
        return new Field(metric, 1, 1);
    }

    private static Field bytes(MetricDef metric) {
        return new Field(metric, SECTOR_BYTES, 1);
    }

    private static Field time(MetricDef metric) {
        return new Field(metric, 1, MILLISECONDS);
    }

    private final Machine machine;
    private final Filter filter;
    private final TrailingWindow window;
    private final KernelFile file;
    private final Text text = new Text();
    private final Map<String, Disk> disks = new HashMap<>();
    private final double[] values = new double[FIELDS.size()];
    private long cycle;

    /** The tick's own, on its own thread. */
    private final KernelFile tickFile;

    private final Text tickText = new Text();
    /** What the window calls a device's counter; empty for a device that is not wanted. */
    private final Map<String, String> tickCounters = new HashMap<>();

    Diskstats(Context context) {
        machine = context.machine();
        filter = context.settings().filter("device");
        window = context.window();
        file = machine.proc().file("diskstats");
        tickFile = machine.proc().file("diskstats");
    }

    /** A device from the cycle in which it appears to the one in which it is gone. */
    private final class Disk {
        private final boolean wanted;
        private final String[] labels;
        private final String ioTime;
        private final DiskFacts facts;
        private long seenIn;

        Disk(String device) {
            wanted = filter.accepts(device);
            labels = new String[] {device};
            ioTime = ioTimeCounter(device);
            facts = new DiskFacts(machine, device);
        }
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (!file.readIfPresent(text)) {
            return;
        }
        cycle++;
        for (int line = 1; text.nextLine(); line++) {
            String device = "";
            try {
                long major = text.longWord("a device number");
                long minor = text.longWord("a device number");
                device = text.word();
                Disk disk = disks.computeIfAbsent(device, Disk::new);
                disk.seenIn = cycle;
                if (disk.wanted) {
                    add(disk, parse(text, values), sink);
                    disk.facts.collect(major, minor, sink);
                }
            } catch (Malformed malformed) {
                sink.problem(device.isEmpty() ? "line " + line : device, malformed);
            }
        }
        disks.values().removeIf(disk -> disk.seenIn != cycle);
    }

    private void add(Disk disk, int fields, Sink sink) {
        for (int i = 0; i < fields; i++) {
            Field field = FIELDS.get(i);
            sink.add(field.metric, values[i] * field.factor / field.divisor, disk.labels);
        }
        OptionalDouble busy = window.rate(disk.ioTime);
        if (busy.isPresent()) {
            // The kernel counts in jiffies and rounds up, which may make more than the time that went by.
            sink.add(UTILIZATION, Math.min(busy.getAsDouble(), 1), disk.labels);
        }
    }

    /** Parses what follows the device's name; how many numbers there are, of those that are known. */
    static int parse(Text text, double[] values) throws Malformed {
        int fields = 0;
        while (fields < values.length && !(fields >= FEWEST_FIELDS && text.atLineEnd())) {
            values[fields++] = text.count();
        }
        return fields;
    }

    @Override
    public void tick(Tally tally) throws IOException {
        if (!tickFile.readIfPresent(tickText)) {
            return;
        }
        int devices = 0;
        while (tickText.nextLine()) {
            devices++;
            try {
                tickText.skipWords(2);
                String device = tickText.word();
                String counter =
                        tickCounters.computeIfAbsent(device, name -> filter.accepts(name) ? ioTimeCounter(name) : "");
                if (!counter.isEmpty()) {
                    tickText.skipWords(IO_TIME);
                    tally.count(counter, tickText.count() / MILLISECONDS);
                }
            } catch (Malformed line) {
                // This device has no rate then; collect() says why.
            }
        }
        if (tickCounters.size() > devices) {
            // Some are gone: where volumes come and go, each with a name of its own, they would add up.
            tickCounters.clear();
        }
    }

    private static String ioTimeCounter(String device) {
        return "diskstats.io_time." + device;
    }
}
