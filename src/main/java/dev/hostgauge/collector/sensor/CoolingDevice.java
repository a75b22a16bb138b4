package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.Collection;

/** One cooling device: a fan, or something that is throttled. */
final class CoolingDevice implements Device {
    static final MetricDef STATE = MetricDef.gauge(
            "node_cooling_device_cur_state",
            "How hard the device cools, from 0, which is not at all, to its max_state; -1 where the driver says that it is off.",
            "name",
            "type");
    static final MetricDef MAX_STATE = MetricDef.gauge(
            "node_cooling_device_max_state",
            "The hardest that the device can cool, a number of steps.",
            "name",
            "type");

    private final Due settingsDue;
    private final String name;
    private final DriverFile state;
    private final DriverFile maxState;
    private final Read<CoolingDevice> read = new Read<>(Registration.READ_LIMIT, this::readFiles);
    private final String[] labels;

    CoolingDevice(Machine machine, Probe probe, String folder) {
        settingsDue = new Due(machine.clock(), Due.SETTINGS);
        name = folder.substring(folder.indexOf("cooling_device") + "cooling_device".length());
        labels = new String[] {name, ThermalZone.type(machine.sys(), folder)};
        state = new DriverFile(machine.sys().file(folder + "/cur_state"), probe);
        maxState = new DriverFile(machine.sys().file(folder + "/max_state"), probe);
    }

    /** On a thread of the crew. */
    private CoolingDevice readFiles() {
        state.readNumber();
        if (settingsDue.take()) {
            maxState.readNumber();
            maxState.letGo();
        }
        return this;
    }

    @Override
    public void addReads(Collection<Read<?>> reads) {
        reads.add(read);
    }

    void add(Sink sink) {
        try {
            read.value();
        } catch (IOException late) {
            sink.problem("cooling_device" + name, late);
            return;
        }
        add(sink, STATE, state);
        add(sink, MAX_STATE, maxState);
    }

    private void add(Sink sink, MetricDef metric, DriverFile file) {
        file.report(sink);
        if (!Double.isNaN(file.number())) {
            sink.add(metric, file.number(), labels);
        }
    }

    @Override
    public boolean isStuck() {
        return read.isStuck();
    }

    @Override
    public void close() {
        state.letGo();
    }
}
