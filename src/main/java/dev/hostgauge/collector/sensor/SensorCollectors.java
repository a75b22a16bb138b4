package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Registration;
import java.util.List;

/** The subject's collectors; hwmon comes first, so that its point stands where both have the same sensor. */
public final class SensorCollectors {
    public static final List<Registration> ALL = List.of(
            Registration.of(
                            "hwmon",
                            "temperatures, fans, voltages and powers, /sys/class/hwmon",
                            Hwmon.METRICS,
                            Hwmon::new)
                    .composite()
                    .portable(() -> PortableSensors.VARIANT),
            Registration.of(
                            "thermal_zone",
                            "thermal zones and cooling devices, /sys/class/thermal",
                            ThermalZones.METRICS,
                            ThermalZones::new)
                    .composite(),
            Registration.of(
                            "powersupplyclass",
                            "batteries, mains and chargers, /sys/class/power_supply",
                            PowerSupplies.METRICS,
                            PowerSupplies::new)
                    .composite(),
            Registration.of("rapl", "energy that the processor used, /sys/class/powercap", Rapl.METRICS, Rapl::new));

    private SensorCollectors() {}
}
