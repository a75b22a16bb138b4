package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.TemperatureMetrics;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.metric.Declaration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The monitoring chips under {@code /sys/class/hwmon}: everything their drivers show, under node_exporter's names, and
 * the temperatures among it as {@code host_temperature_celsius}.
 */
final class Hwmon implements Collector {
    static final List<Declaration> METRICS = metrics();

    private final Crew crew;
    private final Filter chipFilter;
    private final Devices<HwmonChip> chips;
    private final List<Read<?>> reads = new ArrayList<>();

    Hwmon(Context context) {
        this(
                context.machine(),
                context.crew(),
                context.settings().filter("chip"),
                context.settings().filter("sensor"),
                Probe.KERNEL);
    }

    /**
     * @param chipFilter asked with the label {@code chip}
     * @param sensorFilter asked with {@code chip;sensor}
     */
    Hwmon(Machine machine, Crew crew, Filter chipFilter, Filter sensorFilter, Probe probe) {
        this.crew = crew;
        this.chipFilter = chipFilter;
        chips = new Devices<>(
                machine.sys(),
                "class/hwmon",
                name -> name.startsWith("hwmon"),
                folder -> new HwmonChip(machine, probe, sensorFilter, folder));
    }

    private static List<Declaration> metrics() {
        List<Declaration> metrics = new ArrayList<>(HwmonMetrics.all());
        metrics.add(TemperatureMetrics.CELSIUS);
        metrics.add(TemperatureMetrics.LIMIT);
        return List.copyOf(metrics);
    }

    @Override
    public void collect(Sink sink) {
        if (chips.refresh()) {
            nameChips(chips.all());
        }
        reads.clear();
        for (HwmonChip chip : chips.all()) {
            chip.refresh();
            chip.addReads(reads);
        }
        crew.run(reads, sink.deadline());
        for (HwmonChip chip : chips.all()) {
            chip.add(sink);
        }
    }

    /** Chips of one device get the driver's name after the device's, or their entry's if even that is the same. */
    private void nameChips(Collection<HwmonChip> all) {
        Map<String, Integer> named = new HashMap<>();
        for (HwmonChip chip : all) {
            named.merge(chip.baseName(), 1, Integer::sum);
            named.merge(chip.baseName() + "\n" + chip.driver(), 1, Integer::sum);
        }
        for (HwmonChip chip : all) {
            String label = chip.baseName();
            if (named.getOrDefault(label, 0) > 1) {
                String driver = ChipName.clean(chip.driver());
                boolean alike = named.getOrDefault(label + "\n" + chip.driver(), 0) > 1;
                label += "_" + (driver.isEmpty() || alike ? ChipName.clean(chip.entry()) : driver);
            }
            chip.show(label, !label.isEmpty() && chipFilter.accepts(label));
        }
    }
}
