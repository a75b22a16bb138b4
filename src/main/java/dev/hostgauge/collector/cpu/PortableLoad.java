package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Load averages through OSHI; Windows has none. */
final class PortableLoad implements Collector {
    private static final List<MetricDef> LOADS = List.of(LoadAverage.LOAD1, LoadAverage.LOAD5, LoadAverage.LOAD15);

    static final Portable VARIANT =
            Portable.of(Map.of(Platform.MACOS, List.<Declaration>copyOf(LOADS)), PortableLoad::new);

    private final Machine machine;

    PortableLoad(Context context) {
        machine = context.machine();
    }

    @Override
    public void collect(Sink sink) throws IOException {
        List<OptionalDouble> loads = machine.oshi().loads();
        for (int i = 0; i < Math.min(LOADS.size(), loads.size()); i++) {
            if (loads.get(i).isPresent()) {
                sink.add(LOADS.get(i), loads.get(i).getAsDouble());
            }
        }
    }
}
