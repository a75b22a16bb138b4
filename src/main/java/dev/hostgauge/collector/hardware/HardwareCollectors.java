package dev.hostgauge.collector.hardware;

import dev.hostgauge.collector.Registration;
import java.time.Duration;
import java.util.List;

/** The subject's collectors. */
public final class HardwareCollectors {
    public static final List<Registration> ALL = List.of(
            Registration.of("dmi", "what the firmware says of the hardware, /sys/class/dmi", Dmi.METRICS, Dmi::new)
                    .every(Duration.ofHours(1)),
            Registration.of("edac", "errors of the memory, /sys/devices/system/edac", Edac.METRICS, Edac::new)
                    .every(Duration.ofSeconds(30)),
            Registration.of("watchdog", "watchdog timers, /sys/class/watchdog", Watchdogs.METRICS, Watchdogs::new));

    private HardwareCollectors() {}
}
