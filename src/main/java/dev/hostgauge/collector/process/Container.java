package dev.hostgauge.collector.process;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Surroundings;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.util.List;

/** Whether this is a container, and of which machine what is shown is. */
final class Container implements Collector {
    private static final MetricDef INFO = MetricDef.gauge(
            "host_container_info",
            "1 if the exporter runs in a container; absent if not. Labels: runtime, what made the container (empty if that"
                    + " cannot be told); processes (network and mounts too), filesystems, interfaces, memory (CPUs too):"
                    + " each is host or container, as what is shown is the host's or the container's own.",
            "runtime",
            "processes",
            "filesystems",
            "interfaces",
            "memory");

    static final List<Declaration> METRICS = List.of(INFO);

    private final Machine machine;

    Container(Context context) {
        machine = context.machine();
    }

    @Override
    public void collect(Sink sink) {
        Surroundings around = Surroundings.of(machine);
        if (around.isContainer()) {
            sink.add(
                    INFO,
                    1,
                    around.runtime(),
                    whose(around.showsHostsProcesses()),
                    whose(around.showsHostsFiles()),
                    whose(around.showsHostsInterfaces()),
                    whose(around.showsHostsMemory()));
        }
    }

    private static String whose(boolean hosts) {
        return hosts ? "host" : "container";
    }
}
