package dev.hostgauge.collector.self;

import dev.hostgauge.collector.Registration;
import java.util.List;

/** The collectors that look at the exporter itself. */
public final class SelfCollectors {
    public static final List<Registration> ALL = List.of(
            Registration.of("exporter", "the exporter's own process", OwnProcess.METRICS, OwnProcess::new)
                    .portable(() -> PortableProcess.VARIANT),
            Registration.of("jvm", "the exporter's Java virtual machine", Jvm.METRICS, context -> new Jvm())
                    .everywhere());

    private SelfCollectors() {}
}
