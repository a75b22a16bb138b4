package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.metric.Declaration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The InfiniBand and RoCE devices with the state and the counters of their ports, from {@code /sys/class/infiniband}. */
final class Infiniband implements Collector {
    static final String FOLDER = "class/infiniband";

    static final List<Declaration> METRICS = metrics();

    private final Machine machine;
    private final Crew crew;
    private final Filter filter;
    private final Map<String, InfinibandDevice> devices = new LinkedHashMap<>();
    private final List<Read<?>> reads = new ArrayList<>();

    Infiniband(Context context) {
        machine = context.machine();
        crew = context.crew();
        filter = context.settings().filter("device");
    }

    private static List<Declaration> metrics() {
        List<Declaration> all = new ArrayList<>(InfinibandPort.METRICS);
        all.add(InfinibandDevice.INFO);
        return List.copyOf(all);
    }

    @Override
    public void collect(Sink sink) {
        List<String> names = machine.sys().list(FOLDER);
        devices.keySet().retainAll(names);
        reads.clear();
        for (String name : names) {
            if (filter.accepts(name)) {
                reads.add(devices.computeIfAbsent(name, found -> new InfinibandDevice(machine, found))
                        .read());
            }
        }
        if (reads.isEmpty()) {
            return;
        }
        crew.run(reads, sink.deadline());
        for (InfinibandDevice device : devices.values()) {
            device.emit(sink);
        }
    }
}
