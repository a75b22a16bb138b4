package dev.hostgauge.metric;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every metric that can be served, known without a machine. */
public final class Catalogue {
    private final Map<String, Entry> entries = new TreeMap<>();

    /**
     * A declaration and the collector that serves it.
     *
     * @param collector its name; the first one where several serve the same metric
     * @param platforms the systems on which it may be served
     */
    public record Entry(String collector, Declaration declaration, Set<Platform> platforms) {
        public Entry {
            platforms = Set.copyOf(platforms);
        }

        private Entry with(Set<Platform> more) {
            EnumSet<Platform> all = EnumSet.copyOf(more);
            all.addAll(platforms);
            return new Entry(collector, declaration, all);
        }
    }

    /** Adds what one collector declares and serves on every system. */
    public void add(String collector, Collection<? extends Declaration> declarations) {
        add(collector, declarations, EnumSet.allOf(Platform.class));
    }

    /**
     * Adds what one collector declares, or more of the systems on which it serves that. Two collectors may share a metric only as the same definition.
     *
     * @throws IllegalArgumentException if a name stands for two different definitions
     */
    public void add(String collector, Collection<? extends Declaration> declarations, Set<Platform> platforms) {
        for (Declaration declaration : declarations) {
            Entry earlier = entries.get(declaration.name());
            if (earlier != null && !earlier.declaration().equals(declaration)) {
                throw new IllegalArgumentException("metric '" + declaration.name() + "' is declared differently by "
                        + earlier.collector() + " and " + collector);
            }
            entries.put(
                    declaration.name(),
                    earlier == null ? new Entry(collector, declaration, platforms) : earlier.with(platforms));
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
