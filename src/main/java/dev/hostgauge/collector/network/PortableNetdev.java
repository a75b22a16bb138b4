package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.Ticking;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.oshi.Nic;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Traffic of each interface through OSHI. */
final class PortableNetdev implements Collector, Ticking {
    private static final Duration CADENCE = Duration.ofSeconds(10);

    private static final MetricDef RECEIVED_BYTES = Netdev.named("receive_bytes");
    private static final MetricDef RECEIVED_PACKETS = Netdev.named("receive_packets");
    private static final MetricDef RECEIVED_ERRORS = Netdev.named("receive_errs");
    private static final MetricDef RECEIVED_DROPS = Netdev.named("receive_drop");
    private static final MetricDef SENT_BYTES = Netdev.named("transmit_bytes");
    private static final MetricDef SENT_PACKETS = Netdev.named("transmit_packets");
    private static final MetricDef SENT_ERRORS = Netdev.named("transmit_errs");
    private static final MetricDef SENT_DROPS = Netdev.named("transmit_drop");
    private static final MetricDef COLLISIONS = Netdev.named("transmit_colls");

    static final Portable VARIANT = Portable.of(
                    Map.of(
                            Platform.MACOS,
                            List.of(
                                    RECEIVED_BYTES,
                                    RECEIVED_PACKETS,
                                    RECEIVED_ERRORS,
                                    RECEIVED_DROPS,
                                    SENT_BYTES,
                                    SENT_PACKETS,
                                    SENT_ERRORS,
                                    COLLISIONS),
                            Platform.WINDOWS,
                            List.of(
                                    RECEIVED_BYTES,
                                    RECEIVED_ERRORS,
                                    RECEIVED_DROPS,
                                    SENT_BYTES,
                                    SENT_ERRORS,
                                    SENT_DROPS)),
                    PortableNetdev::new)
            .every(CADENCE);

    private final Machine machine;
    private final Filter filter;

    PortableNetdev(Context context) {
        machine = context.machine();
        filter = context.settings().filter("device");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        for (Nic nic : machine.oshi().nics()) {
            if (filter.accepts(nic.name())) {
                add(RECEIVED_BYTES, nic.received().bytes(), nic, sink);
                add(RECEIVED_PACKETS, nic.received().packets(), nic, sink);
                add(RECEIVED_ERRORS, nic.received().errors(), nic, sink);
                add(RECEIVED_DROPS, nic.received().dropped(), nic, sink);
                add(SENT_BYTES, nic.sent().bytes(), nic, sink);
                add(SENT_PACKETS, nic.sent().packets(), nic, sink);
                add(SENT_ERRORS, nic.sent().errors(), nic, sink);
                add(SENT_DROPS, nic.sent().dropped(), nic, sink);
                add(COLLISIONS, nic.collisions(), nic, sink);
            }
        }
    }

    private static void add(MetricDef metric, OptionalDouble count, Nic nic, Sink sink) {
        if (count.isPresent()) {
            sink.add(metric, count.getAsDouble(), nic.name());
        }
    }

    @Override
    public void tick(Tally tally) throws IOException {
        for (Nic nic : machine.oshi().nics()) {
            if (filter.accepts(nic.name())) {
                nic.received().bytes().ifPresent(bytes -> tally.count(Netdev.receivedBytes(nic.name()), bytes));
                nic.sent().bytes().ifPresent(bytes -> tally.count(Netdev.transmittedBytes(nic.name()), bytes));
            }
        }
    }
}
