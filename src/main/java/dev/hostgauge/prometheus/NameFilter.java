package dev.hostgauge.prometheus;

import dev.hostgauge.metric.MetricDef;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/** The metrics that a client named with {@code name[]}, or all. */
public final class NameFilter {
    public static final NameFilter ALL = new NameFilter(Set.of());

    private final Set<String> names;

    private NameFilter(Set<String> names) {
        this.names = names;
    }

    /** Metrics of these names, counters with or without {@code _total}, histograms by a part too; all if there are none. */
    public static NameFilter of(Collection<String> names) {
        return names.isEmpty() ? ALL : new NameFilter(Set.copyOf(names));
    }

    boolean accepts(MetricDef metric) {
        return names.isEmpty()
                || names.contains(metric.name())
                || (FamilyText.isCounter(metric) && names.contains(base(metric)))
                || (metric.kind().hasParts() && !Collections.disjoint(names, metric.sampleNames()));
    }

    private static String base(MetricDef metric) {
        return metric.name().substring(0, metric.name().length() - "_total".length());
    }
}
