package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.TemperatureMetrics;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.metric.Declaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The thermal zones and cooling devices under {@code /sys/class/thermal}. */
final class ThermalZones implements Collector {
    static final List<Declaration> METRICS = List.of(
            ThermalZone.TEMPERATURE,
            CoolingDevice.STATE,
            CoolingDevice.MAX_STATE,
            TemperatureMetrics.CELSIUS,
            TemperatureMetrics.LIMIT);

    private static final String FOLDER = "class/thermal";

    private final Crew crew;
    private final Devices<ThermalZone> zones;
    private final Devices<CoolingDevice> coolers;
    private final Due twinsDue;
    private final List<Read<?>> reads = new ArrayList<>();

    ThermalZones(Context context) {
        this(context.machine(), context.crew(), Probe.KERNEL);
    }

    ThermalZones(Machine machine, Crew crew, Probe probe) {
        this.crew = crew;
        twinsDue = new Due(machine.clock(), Due.SETTINGS);
        zones = new Devices<>(
                machine.sys(), FOLDER, numbered("thermal_zone"), folder -> new ThermalZone(machine, probe, folder));
        coolers = new Devices<>(
                machine.sys(), FOLDER, numbered("cooling_device"), folder -> new CoolingDevice(machine, probe, folder));
    }

    private static Predicate<String> numbered(String prefix) {
        return Pattern.compile(prefix + "[0-9].*").asMatchPredicate();
    }

    @Override
    public void collect(Sink sink) {
        boolean changed = zones.refresh();
        // Some drivers show their zone in hwmon only after it was registered.
        if (twinsDue.take() || changed) {
            findTwins();
        }
        coolers.refresh();
        reads.clear();
        zones.addReads(reads);
        coolers.addReads(reads);
        crew.run(reads, sink.deadline());
        for (ThermalZone zone : zones.all()) {
            zone.add(sink);
        }
        for (CoolingDevice cooler : coolers.all()) {
            cooler.add(sink);
        }
    }

    /** The kernel shows the zones of one type as one hwmon chip, which stands in the folder of the first of them. */
    private void findTwins() {
        Map<String, HwmonTwin> twins = new HashMap<>();
        Map<String, Integer> ordinals = new HashMap<>();
        for (ThermalZone zone : zones.all()) {
            zone.hwmonTwin().ifPresent(twin -> twins.putIfAbsent(zone.type(), twin));
        }
        for (ThermalZone zone : zones.all()) {
            int ordinal = ordinals.merge(zone.type(), 1, Integer::sum);
            HwmonTwin twin = twins.get(zone.type());
            if (twin == null) {
                zone.showAlone();
            } else {
                zone.showAs(twin, ordinal);
            }
        }
    }
}
