package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.oshi.Nic;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** State and speed of each interface through OSHI. */
final class PortableNetclass implements Collector {
    private static final Duration CADENCE = Duration.ofSeconds(10);

    private static final MetricDef INDEX = Netclass.of("ifindex");
    private static final MetricDef MTU = Netclass.of("mtu");

    private static final List<Declaration> METRICS =
            List.of(Netclass.UP, Netclass.SPEED, Netclass.INFO, INDEX, MTU, Netclass.UTILIZATION);

    static final Portable VARIANT = Portable.of(
                    Map.of(Platform.MACOS, METRICS, Platform.WINDOWS, METRICS), PortableNetclass::new)
            .every(CADENCE);

    private final Machine machine;
    private final Filter filter;
    private final TrailingWindow window;

    PortableNetclass(Context context) {
        machine = context.machine();
        filter = context.settings().filter("device");
        window = context.window();
    }

    @Override
    public void collect(Sink sink) throws IOException {
        for (Nic nic : machine.oshi().nics()) {
            if (filter.accepts(nic.name())) {
                add(nic, sink);
            }
        }
    }

    private void add(Nic nic, Sink sink) {
        String name = nic.name();
        nic.up().ifPresent(up -> sink.add(Netclass.UP, up ? 1 : 0, name));
        nic.index().ifPresent(index -> sink.add(INDEX, index, name));
        nic.mtuBytes().ifPresent(bytes -> sink.add(MTU, bytes, name));
        String operationalState = nic.up().map(up -> up ? "up" : "down").orElse("");
        sink.add(Netclass.INFO, 1, name, nic.mac().orElse(""), "", "", operationalState, "", "");
        nic.bytesPerSecond().ifPresent(speed -> {
            sink.add(Netclass.SPEED, speed, name);
            Netclass.emitUtilization(window.rate(Netdev.receivedBytes(name)), speed, name, "receive", sink);
            Netclass.emitUtilization(window.rate(Netdev.transmittedBytes(name)), speed, name, "transmit", sink);
        });
    }
}
