package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.metric.Declaration;
import java.util.ArrayList;
import java.util.List;

/** Mains, batteries and whatever else is under {@code /sys/class/power_supply}, a wireless mouse's too. */
final class PowerSupplies implements Collector {
    static final List<Declaration> METRICS = PowerSupply.metrics();

    private final Crew crew;
    private final Devices<PowerSupply> supplies;
    private final List<Read<?>> reads = new ArrayList<>();

    PowerSupplies(Context context) {
        this(context.machine(), context.crew(), context.settings().filter("supply"), Probe.KERNEL);
    }

    PowerSupplies(Machine machine, Crew crew, Filter filter, Probe probe) {
        this.crew = crew;
        supplies = new Devices<>(
                machine.sys(),
                "class/power_supply",
                filter::accepts,
                folder -> new PowerSupply(machine, probe, folder));
    }

    @Override
    public void collect(Sink sink) {
        supplies.refresh();
        reads.clear();
        supplies.addReads(reads);
        crew.run(reads, sink.deadline());
        for (PowerSupply supply : supplies.all()) {
            supply.add(sink);
        }
    }
}
