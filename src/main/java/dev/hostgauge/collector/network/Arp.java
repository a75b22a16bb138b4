package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many IPv4 neighbours each interface knows, from {@code net/arp}, which may be long. */
final class Arp implements Collector, KernelFile.Portions {
    private static final MetricDef ENTRIES = MetricDef.gauge(
            "node_arp_entries",
            "IPv4 neighbours in the interface's ARP table, those that do not answer included; absent for an interface"
                    + " without any. IPv6 has no ARP.",
            "device");

    static final List<Declaration> METRICS = List.of(ENTRIES);

    private static final String HEADING = "the heading 'IP address …'";

    /** On the flags of an address that is answered for and is no neighbour. */
    private static final int PUBLISHED = 0x8;

    private final Filter filter;
    private final HostNetFile file;
    private final Text text = new Text();
    private final Map<String, Device> devices = new TreeMap<>();
    private boolean begins;

    private static final class Device {
        private final String[] label;
        private final boolean wanted;
        private int entries;

        Device(String name, boolean wanted) {
            label = new String[] {name};
            this.wanted = wanted;
        }
    }

    Arp(Context context) {
        filter = context.settings().filter("device");
        file = new HostNetFile(context.machine().proc(), "arp");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (!file.readInPortions(text, this)) {
            return;
        }
        if (begins) {
            throw new Malformed(text.source(), HEADING, "nothing");
        }
        devices.values().removeIf(device -> device.entries == 0);
        for (Device device : devices.values()) {
            if (device.wanted) {
                sink.add(ENTRIES, device.entries, device.label);
            }
        }
    }

    @Override
    public void begin() {
        devices.values().forEach(device -> device.entries = 0);
        begins = true;
    }

    @Override
    public void take(Text lines) throws Malformed {
        while (lines.nextLine()) {
            if (begins) {
                if (!lines.startsWith("IP address")) {
                    throw lines.malformed(HEADING);
                }
                begins = false;
            } else {
                count(lines);
            }
        }
    }

    /** {@code 192.0.2.1 0x1 0x2 02:00:00:00:00:01 * eth0}. */
    private void count(Text line) throws Malformed {
        line.skipWords(2);
        long flags = line.hex();
        line.skipWords(2);
        String name = line.word();
        if ((flags & PUBLISHED) == 0) {
            devices.computeIfAbsent(name, found -> new Device(found, filter.accepts(found))).entries++;
        }
    }
}
