package dev.hostgauge.metric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the machine: what every collector gave in one cycle. Immutable; every output renders from it.
 *
 * <p>{@link #families} is put together when first asked for and kept, so that all outputs of a cycle share the work.
 */
public final class Snapshot {
    private static final Comparator<Family> BY_NAME =
            Comparator.comparing(family -> family.metric().name());

    private final Instant readAt;
    private final Optional<Instant> bootTime;
    private final List<Result> results;
    private volatile @Nullable List<Family> families;

    /**
     * @param readAt when the cycle began
     * @param bootTime when the machine started, from which its counters count; empty if unknown
     * @param results one a collector, the exporter's own among them
     */
    public Snapshot(Instant readAt, Optional<Instant> bootTime, List<Result> results) {
        this.readAt = readAt;
        this.bootTime = bootTime;
        this.results = List.copyOf(results);
    }

    public Instant readAt() {
        return readAt;
    }

    public Optional<Instant> bootTime() {
        return bootTime;
    }

    public List<Result> results() {
        return results;
    }

    /** All families, one a metric, sorted by name. */
    public List<Family> families() {
        List<Family> made = families;
        if (made == null) {
            made = mergedByName();
            families = made;
        }
        return made;
    }

    /** The snapshot of these collectors alone. */
    public Snapshot only(Set<String> collectors) {
        return new Snapshot(
                readAt,
                bootTime,
                results.stream()
                        .filter(result -> collectors.contains(result.collector()))
                        .toList());
    }

    public Optional<Family> family(String name) {
        return families().stream()
                .filter(family -> family.metric().name().equals(name))
                .findFirst();
    }

    private List<Family> mergedByName() {
        List<Family> sorted = new ArrayList<>(256);
        for (Result result : results) {
            sorted.addAll(result.families());
        }
        sorted.sort(BY_NAME);
        List<Family> merged = new ArrayList<>(sorted.size());
        for (Family family : sorted) {
            int last = merged.size() - 1;
            if (last >= 0
                    && merged.get(last).metric().name().equals(family.metric().name())) {
                merged.set(last, merged.get(last).and(family));
            } else {
                merged.add(family);
            }
        }
        return List.copyOf(merged);
    }
}
