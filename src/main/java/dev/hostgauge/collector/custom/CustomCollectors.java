package dev.hostgauge.collector.custom;

import dev.hostgauge.collector.Registration;
import java.util.List;

/** The subject's collectors. */
public final class CustomCollectors {
    public static final List<Registration> ALL = List.of(Registration.of(
                    "textfile", "metrics from *.prom files that users' scripts write", Textfile.METRICS, Textfile::new)
            .composite()
            .everywhere());

    private CustomCollectors() {}
}
