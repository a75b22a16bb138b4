package dev.hostgauge.metric;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every metric that can be served, known without a machine. */
public final class Catalogue {
    private final Map<String, Entry> entries = new TreeMap<>();

    /**
     * A declaration and the collector that serves it.
     *
     * @param collector its name; the first one where several serve the same metric
     */
    public record Entry(String collector, Declaration declaration) {}

    /**
     * Adds what one collector declares. Two collectors may share a metric only as the same definition.
     *
     * @throws IllegalArgumentException if a name stands for two different definitions
     */
    public void add(String collector, Collection<? extends Declaration> declarations) {
        for (Declaration declaration : declarations) {
            Entry earlier = entries.putIfAbsent(declaration.name(), new Entry(collector, declaration));
            if (earlier != null && !earlier.declaration().equals(declaration)) {
                throw new IllegalArgumentException("metric '" + declaration.name() + "' is declared differently by "
                        + earlier.collector() + " and " + collector);
            }
        }
    }

    /** All, sorted by name. */
    public Collection<Entry> entries() {
        return entries.values();
    }

    /** The declaration that samples of this name come from: its own, one with such a part, or the pattern that makes it. */
    public Optional<Declaration> find(String metricName) {
        Entry exact = entries.get(metricName);
        if (exact != null) {
            return Optional.of(exact.declaration());
        }
        return entries.values().stream()
                .map(Entry::declaration)
                .filter(declaration -> makes(declaration, metricName))
                .findFirst();
    }

    private static boolean makes(Declaration declaration, String sampleName) {
        if (declaration instanceof MetricPattern pattern) {
            return pattern.makes(sampleName);
        }
        return declaration instanceof MetricDef metric && metric.sampleNames().contains(sampleName);
    }
}
