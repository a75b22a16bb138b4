package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.Ticking;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.OtelDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Traffic of each interface, from {@code net/dev} of the host's network namespace. */
final class Netdev implements Collector, Ticking {
    private static final int RECEIVED_BYTES = 0;
    private static final int TRANSMITTED_BYTES = 8;

    /**
     * Two interfaces that swap their names also swap their places in the file, except on kernels that list by name; for
     * those the names are looked at again in every so many readings.
     */
    private static final int LOOKED_AGAIN = 16;

    /** In the order of the file's columns. */
    private static final List<MetricDef> COLUMNS = List.of(
            counter("receive_bytes", "Bytes received.")
                    .otel(traffic("system.network.io", "By", "network.interface.name", "receive")),
            counter("receive_packets", "Packets received.")
                    .otel(traffic("system.network.packet.count", "{packet}", "system.device", "receive")),
            counter("receive_errs", "Packets received with an error of any kind.")
                    .otel(traffic("system.network.errors", "{error}", "network.interface.name", "receive")),
            counter("receive_drop", "Packets received without an error and dropped, or missed for want of buffers.")
                    .otel(traffic("system.network.packet.dropped", "{packet}", "network.interface.name", "receive")),
            counter("receive_fifo", "Packets lost because the receiving queue was full."),
            counter("receive_frame", "Packets received with a wrong length, checksum or frame."),
            counter("receive_compressed", "Compressed packets received."),
            counter("receive_multicast", "Multicast packets received."),
            counter("transmit_bytes", "Bytes sent.")
                    .otel(traffic("system.network.io", "By", "network.interface.name", "transmit")),
            counter("transmit_packets", "Packets sent.")
                    .otel(traffic("system.network.packet.count", "{packet}", "system.device", "transmit")),
            counter("transmit_errs", "Packets that could not be sent because of an error of any kind.")
                    .otel(traffic("system.network.errors", "{error}", "network.interface.name", "transmit")),
            counter("transmit_drop", "Packets dropped on their way out, for instance for want of resources.")
                    .otel(traffic("system.network.packet.dropped", "{packet}", "network.interface.name", "transmit")),
            counter("transmit_fifo", "Packets lost because the sending queue ran empty or full."),
            counter("transmit_colls", "Collisions seen while sending."),
            counter("transmit_carrier", "Packets not sent because the carrier, the heartbeat or the window was lost."),
            counter("transmit_compressed", "Compressed packets sent."));

    private static final MetricDef NOHANDLER = counter(
            "receive_nohandler",
            "Packets received that no protocol wanted, from sysfs; absent on kernels before 4.6, which do not count them.");

    static final List<Declaration> METRICS = metrics();

    private final Root sys;
    private final Filter filter;
    private final HostNetFile file;
    private final HostNetFile tickFile;
    private final Text text = new Text();
    private final Text nohandlerText = new Text();
    private final Text tickText = new Text();
    private final Optional<AddressInfo> addresses;
    private final Map<String, Device> devices = new HashMap<>();
    private long cycle;

    Netdev(Context context) {
        sys = context.machine().sys();
        filter = context.settings().filter("device");
        file = new HostNetFile(context.machine().proc(), "dev");
        tickFile = new HostNetFile(context.machine().proc(), "dev");
        addresses = context.settings().flag("address-info")
                ? Optional.of(new AddressInfo(context.machine(), filter))
                : Optional.empty();
    }

    /** The one that is called {@code node_network_} and this and {@code _total}. */
    static MetricDef named(String fact) {
        return COLUMNS.stream()
                .filter(metric -> metric.name().equals("node_network_" + fact + "_total"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(fact));
    }

    private static MetricDef counter(String fact, String help) {
        return MetricDef.counter("node_network_" + fact + "_total", help, "device");
    }

    private static OtelDef traffic(String name, String unit, String deviceKey, String direction) {
        return OtelDef.counter(name, unit)
                .integers()
                .attribute("device", deviceKey)
                .constant("network.io.direction", direction);
    }

    private static List<Declaration> metrics() {
        List<Declaration> all = new ArrayList<>(COLUMNS);
        all.add(NOHANDLER);
        all.add(AddressInfo.INFO);
        return List.copyOf(all);
    }

    /** The name under which the trailing window counts what an interface receives, in bytes. */
    static String receivedBytes(String device) {
        return "network receive " + device;
    }

    /** The name under which the trailing window counts what an interface sends, in bytes. */
    static String transmittedBytes(String device) {
        return "network transmit " + device;
    }

    @Override
    public void collect(Sink sink) throws IOException {
        addresses.ifPresent(info -> info.add(sink));
        if (!file.readIfPresent(text)) {
            return;
        }
        cycle++;
        parse(text, new Lines() {
            private int place;

            @Override
            public void device(String name, double[] counters) throws IOException {
                Device device = know(name);
                boolean moved = device.place != place || cycle % LOOKED_AGAIN == 0;
                device.place = place++;
                if (device.wanted) {
                    device.emit(counters, moved, sink);
                }
            }

            @Override
            public void unusable(Malformed line) {
                sink.problem("a line of net/dev", line);
            }
        });
        forgetOthers();
    }

    @Override
    public void tick(Tally tally) throws IOException {
        if (!tickFile.readIfPresent(tickText)) {
            return;
        }
        parse(tickText, new Lines() {
            @Override
            public void device(String name, double[] counters) {
                if (filter.accepts(name)) {
                    tally.count(receivedBytes(name), counters[RECEIVED_BYTES]);
                    tally.count(transmittedBytes(name), counters[TRANSMITTED_BYTES]);
                }
            }

            @Override
            public void unusable(Malformed line) {}
        });
    }

    private Device know(String name) {
        Device device = devices.get(name);
        if (device == null) {
            device = new Device(name, devices.size() < InterfaceFolder.KEPT_OPEN);
            devices.put(name, device);
        }
        device.seenIn = cycle;
        return device;
    }

    private void forgetOthers() throws IOException {
        for (Iterator<Device> each = devices.values().iterator(); each.hasNext(); ) {
            Device device = each.next();
            if (device.seenIn != cycle) {
                device.close();
                each.remove();
            }
        }
    }

    /** What stays true of one device name from cycle to cycle. */
    private final class Device {
        private final String[] label;
        private final boolean wanted;
        private final Optional<InterfaceFolder> folder;
        private long seenIn;
        /** Where the file lists it. */
        private int place = -1;

        Device(String name, boolean keepsOpen) {
            label = new String[] {name};
            wanted = filter.accepts(name);
            folder = wanted ? InterfaceFolder.of(sys, name, keepsOpen) : Optional.empty();
        }

        /**
         * Adds what is known of it.
         *
         * @param moved whether the name may have become another interface's
         */
        void emit(double[] counters, boolean moved, Sink sink) throws IOException {
            for (int i = 0; i < counters.length; i++) {
                sink.add(COLUMNS.get(i), counters[i], label);
            }
            try {
                if (folder.isPresent() && folder.get().readOfHolder("statistics/rx_nohandler", moved, nohandlerText)) {
                    nohandlerText.nextLine();
                    sink.add(NOHANDLER, nohandlerText.count(), label);
                }
            } catch (IOException failure) {
                sink.problem("rx_nohandler of " + label[0], failure);
            }
        }

        void close() throws IOException {
            if (folder.isPresent()) {
                folder.get().close();
            }
        }
    }

    /** What {@link #parse} finds, line by line. */
    interface Lines {
        /**
         * A device and its counters.
         *
         * @param counters one for each of the columns; good until the next line
         */
        void device(String name, double[] counters) throws IOException;

        /** A line that makes no sense. */
        void unusable(Malformed line);
    }

    static void parse(Text text, Lines lines) throws IOException {
        if (!text.nextLine() || !text.startsWith("Inter-|")) {
            throw text.malformed("the header 'Inter-|   Receive'");
        }
        text.nextLine();
        double[] counters = new double[COLUMNS.size()];
        while (text.nextLine()) {
            String name;
            try {
                // An alias, as old kernels have them, is called eth0:1; and no blank need follow the colon.
                name = text.wordUntilLast(':');
                for (int i = 0; i < counters.length; i++) {
                    counters[i] = text.count();
                }
            } catch (Malformed unusable) {
                lines.unusable(unusable);
                continue;
            }
            lines.device(name, counters);
        }
    }
}
