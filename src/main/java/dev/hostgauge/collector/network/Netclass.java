package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * State, speed and settings of each interface, from {@code /sys/class/net}.
 *
 * <p>Some twenty files an interface, each 10 to 20 µs to open: with a thousand interfaces that is what a cycle costs. So
 * only what tells of a change is read of every interface in every cycle ({@link NetworkInterface}); all else when that
 * changed, and in turn, {@value #IN_ONE_TURN} interfaces a cycle. On a machine that has no more, every file is read in
 * every cycle.
 */
final class Netclass implements Collector {
    static final int IN_ONE_TURN = 64;

    static final MetricDef UP = gauge("up", "1 if the operational state is up, else 0.");
    static final MetricDef FLAGS = gauge("flags", "The interface's flags as a number, IFF_UP being 1.");
    static final MetricDef CARRIER_CHANGES =
            counter("carrier_changes_total", "How often the carrier came or went; absent on kernels before 3.15.");

    static final MetricDef SPEED =
            gauge("speed_bytes", "Speed of the link in bytes per second; absent where the driver knows none.");
    static final MetricDef INFO = MetricDef.gauge(
            "node_network_info",
            "Always 1, with the hardware addresses, duplex, operational and administrative state and alias as labels.",
            "device",
            "address",
            "broadcast",
            "duplex",
            "operstate",
            "adminstate",
            "ifalias");

    static final MetricDef UTILIZATION = MetricDef.gauge(
            "host_network_utilization_ratio",
            "Bytes per second over the last 15 s by the speed of the link, as measured: a link that claims less than"
                    + " it carries exceeds 1. Absent without a speed, and while the collector netdev is off.",
            "device",
            "direction");

    /**
     * A file that holds one number.
     *
     * @param file its name
     * @param metric under which it is served
     */
    record Attribute(String file, MetricDef metric) {}

    /** What stays as it is for as long as the interface exists. */
    static final List<Attribute> FIXED = List.of(
            new Attribute("ifindex", gauge("iface_id", "Number of the interface (ifindex).")),
            new Attribute("dev_id", gauge("device_id", "Number that tells interfaces of one device apart.")),
            new Attribute(
                    "name_assign_type",
                    gauge("name_assign_type", "Who named the interface: 1 kernel, 2 predictable, 3 user, 4 renamed.")));

    /** What may change: the link's state with its pulse, settings whenever somebody changes them. */
    static final List<Attribute> CHANGING = List.of(
            new Attribute(
                    "carrier", gauge("carrier", "1 with a carrier, 0 without; absent while the interface is down.")),
            new Attribute(
                    "carrier_up_count",
                    counter("carrier_up_changes_total", "How often the carrier came; absent on kernels before 4.16.")),
            new Attribute(
                    "carrier_down_count",
                    counter(
                            "carrier_down_changes_total",
                            "How often the carrier went; absent on kernels before 4.16.")),
            new Attribute(
                    "dormant",
                    gauge(
                            "dormant",
                            "1 if it waits for an event such as a login; absent while the interface is down.")),
            new Attribute(
                    "addr_assign_type",
                    gauge(
                            "address_assign_type",
                            "Where the hardware address comes from: 0 device, 1 random, 2 stolen, 3 set.")),
            new Attribute(
                    "iflink",
                    gauge("iface_link", "Number of the interface below it or at its other end; its own without one.")),
            new Attribute("link_mode", gauge("iface_link_mode", "0 default, 1 dormant.")),
            new Attribute("mtu", gauge("mtu_bytes", "Largest packet in bytes.")),
            new Attribute("netdev_group", gauge("net_dev_group", "Group of the interface.")),
            new Attribute("tx_queue_len", gauge("transmit_queue_length", "Packets the sending queue holds.")),
            new Attribute("type", gauge("protocol_type", "Kind of the hardware, such as 1 Ethernet, 772 loopback.")));

    static final List<Declaration> METRICS = metrics();

    private final Root sys;
    private final Filter filter;
    private final TrailingWindow window;
    private final Text text = new Text();
    private final Map<String, Known> known = new HashMap<>();
    private long cycle;
    private int turnStart;

    /** What was decided about a name in {@code /sys/class/net}. */
    private static final class Known {
        private final boolean wanted;
        private final Optional<NetworkInterface> usable;
        private long seenIn;

        Known(boolean wanted, Optional<NetworkInterface> usable) {
            this.wanted = wanted;
            this.usable = usable;
        }
    }

    Netclass(Context context) {
        sys = context.machine().sys();
        filter = context.settings().filter("device");
        window = context.window();
    }

    /** The one that is made of this file. */
    static MetricDef of(String file) {
        return Stream.concat(FIXED.stream(), CHANGING.stream())
                .filter(attribute -> attribute.file.equals(file))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(file))
                .metric;
    }

    private static MetricDef gauge(String fact, String help) {
        return MetricDef.gauge("node_network_" + fact, help, "device");
    }

    private static MetricDef counter(String fact, String help) {
        return MetricDef.counter("node_network_" + fact, help, "device");
    }

    private static List<Declaration> metrics() {
        List<Declaration> all = new ArrayList<>(List.of(UP, FLAGS, CARRIER_CHANGES, SPEED, INFO, UTILIZATION));
        FIXED.forEach(attribute -> all.add(attribute.metric()));
        CHANGING.forEach(attribute -> all.add(attribute.metric()));
        return List.copyOf(all);
    }

    @Override
    public void collect(Sink sink) throws IOException {
        List<String> names = sys.list("class/net");
        cycle++;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Known holder = know(name);
            if (holder.usable.isPresent()) {
                boolean itsTurn = Math.floorMod(i - turnStart, names.size()) < IN_ONE_TURN;
                read(holder.usable.get(), itsTurn, sink);
            } else if (holder.wanted) {
                sink.problem(name, "a name that this process cannot open, for its character set or its own sake");
            }
        }
        turnStart = names.isEmpty() ? 0 : (turnStart + IN_ONE_TURN) % names.size();
        forgetOthers();
    }

    private Known know(String name) {
        Known holder = known.get(name);
        if (holder == null) {
            boolean keepsOpen = known.size() < InterfaceFolder.KEPT_OPEN;
            boolean wanted = filter.accepts(name);
            Optional<InterfaceFolder> folder = wanted ? InterfaceFolder.of(sys, name, keepsOpen) : Optional.empty();
            holder = new Known(wanted, folder.map(found -> new NetworkInterface(name, found)));
            known.put(name, holder);
        }
        holder.seenIn = cycle;
        return holder;
    }

    private void read(NetworkInterface device, boolean itsTurn, Sink sink) throws IOException {
        if (device.read(text, itsTurn)) {
            device.emit(sink);
            emitUtilization(device, sink);
        }
    }

    private void emitUtilization(NetworkInterface device, Sink sink) {
        double bytesPerSecond = device.speedBytes();
        if (bytesPerSecond > 0) {
            emitUtilization(window.rate(device.receivedBytes()), bytesPerSecond, device.name(), "receive", sink);
            emitUtilization(window.rate(device.transmittedBytes()), bytesPerSecond, device.name(), "transmit", sink);
        }
    }

    static void emitUtilization(
            OptionalDouble rate, double bytesPerSecond, String device, String direction, Sink sink) {
        if (rate.isPresent()) {
            sink.add(UTILIZATION, rate.getAsDouble() / bytesPerSecond, device, direction);
        }
    }

    private void forgetOthers() throws IOException {
        for (Iterator<Known> each = known.values().iterator(); each.hasNext(); ) {
            Known holder = each.next();
            if (holder.seenIn != cycle) {
                if (holder.usable.isPresent()) {
                    holder.usable.get().close();
                }
                each.remove();
            }
        }
    }
}
