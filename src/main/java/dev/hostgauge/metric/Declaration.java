package dev.hostgauge.metric;

import java.util.List;

/** What a collector says beforehand that it serves: one metric, or a pattern of names that the kernel fills in. */
public sealed interface Declaration permits MetricDef, MetricPattern {
    /** The Prometheus name; a pattern's has a {@code <part>} in angle brackets. */
    String name();

    Kind kind();

    /** One sentence with the unit and what is absent when. */
    String help();

    /** Label names in the order in which collectors give the values. */
    List<String> labels();

    Stability stability();
}
