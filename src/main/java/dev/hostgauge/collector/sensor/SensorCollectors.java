package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Registration;
import java.util.List;

/** The subject's collectors. */
public final class SensorCollectors {
    public static final List<Registration> ALL = List.of(Registration.of(
                    "hwmon",
                    "temperatures, fans, voltages and powers, /sys/class/hwmon",
                    Hwmon.METRICS,
                    Hwmon::new)
            .composite());

    private SensorCollectors() {}
}
