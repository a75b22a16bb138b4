package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Root;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One thermal zone: its temperature, and the trip points that are limits.
 *
 * <p>Where hwmon shows the zone too, its place in the portable family has the very labels that hwmon's has, and the
 * snapshot serves one point for a series: hwmon's if that collector is on, else this one.
 */
final class ThermalZone implements Device {
    static final MetricDef TEMPERATURE = MetricDef.gauge(
            "node_thermal_zone_temp",
            "Temperature of the thermal zone as its driver says it, in degrees Celsius; absent if the zone cannot be read.",
            "zone",
            "type");

    private final Root sys;
    private final Due settingsDue;
    private final String folder;
    private final String zone;
    private final String type;
    private final DriverFile temperature;
    private final List<TripPoint> tripPoints = new ArrayList<>();
    private final Read<ThermalZone> read = new Read<>(Registration.READ_LIMIT, this::readFiles);
    private final String[] labels;
    private HostTemperature host;

    /** A temperature at which the kernel does something. */
    private record TripPoint(DriverFile type, DriverFile temperature) {
        double celsius(String ofType) {
            return type.words().equals(ofType) ? HwmonMetrics.Scale.MILLI.of(temperature.number()) : Double.NaN;
        }
    }

    ThermalZone(Machine machine, Probe probe, String folder) {
        this.sys = machine.sys();
        this.settingsDue = new Due(machine.clock(), Due.SETTINGS);
        this.folder = folder;
        this.zone = folder.substring(folder.indexOf("thermal_zone") + "thermal_zone".length());
        this.type = type(sys, folder);
        this.labels = new String[] {zone, type};
        this.temperature = new DriverFile(sys.file(folder + "/temp"), probe);
        for (int i = 0; sys.exists(folder + "/trip_point_" + i + "_temp"); i++) {
            String file = folder + "/trip_point_" + i;
            tripPoints.add(new TripPoint(
                    new DriverFile(sys.file(file + "_type"), probe), new DriverFile(sys.file(file + "_temp"), probe)));
        }
        this.host = new HostTemperature(type, type);
    }

    /** What kind of zone or cooling device it is by its driver; empty if that cannot be read. */
    static String type(Root sys, String folder) {
        try {
            return sys.fact(folder + "/type").orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }

    String type() {
        return type;
    }

    /** The hwmon chip in its folder. */
    Optional<HwmonTwin> hwmonTwin() {
        for (String name : sys.list(folder)) {
            if (name.matches("hwmon[0-9]+")) {
                String twin = folder + "/" + name;
                String driver = driver(twin);
                return Optional.of(new HwmonTwin(ChipName.of(sys, twin, driver), driver));
            }
        }
        return Optional.empty();
    }

    private String driver(String twin) {
        try {
            return sys.fact(twin + "/name").orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }

    void showAlone() {
        host = new HostTemperature(type, type);
        host.name("", "thermal_zone" + zone);
    }

    /**
     * @param ordinal which of the zones of its type it is, from 1: the kernel numbers the inputs of the chip so
     */
    void showAs(HwmonTwin twin, int ordinal) {
        host = new HostTemperature(twin.driver(), twin.chip());
        host.name("", "temp" + ordinal);
    }

    /** On a thread of the crew. */
    private ThermalZone readFiles() {
        temperature.readNumber();
        if (settingsDue.take()) {
            for (TripPoint trip : tripPoints) {
                trip.type.readWords();
                trip.type.letGo();
                trip.temperature.readNumber();
                trip.temperature.letGo();
            }
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
            sink.problem("thermal_zone" + zone, late);
            return;
        }
        temperature.report(sink);
        double celsius = HwmonMetrics.Scale.MILLI.of(temperature.number());
        if (!Double.isNaN(celsius)) {
            sink.add(TEMPERATURE, celsius, labels);
            host.add(sink, celsius, tripPoint("hot"), tripPoint("critical"));
        }
    }

    private double tripPoint(String ofType) {
        for (TripPoint trip : tripPoints) {
            double celsius = trip.celsius(ofType);
            if (!Double.isNaN(celsius)) {
                return celsius;
            }
        }
        return Double.NaN;
    }

    @Override
    public boolean isStuck() {
        return read.isStuck();
    }

    @Override
    public void close() {
        temperature.letGo();
    }
}
