package dev.hostgauge.metric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the machine: what every collector gave in one cycle. Immutable; every output renders from it.
 *
 * <p>{@link #families} is put together when first asked for and kept, so that all outputs of a cycle share the work.
 */
public final class Snapshot {
    private final Instant readAt;
    private final Optional<Instant> bootTime;
    private final List<Result> results;
    private final FamilyOrder order;
    private volatile @Nullable List<Family> families;

    /**
     * @param readAt when the cycle began
     * @param bootTime when the machine started, from which its counters count; empty if unknown
     * @param results one a collector, the exporter's own among them
     * @param order how families are sorted, shared with the snapshots before and after
     */
    public Snapshot(Instant readAt, Optional<Instant> bootTime, List<Result> results, FamilyOrder order) {
        this.readAt = readAt;
        this.bootTime = bootTime;
        this.results = List.copyOf(results);
        this.order = order;
    }

    /** One that stands alone. */
    public Snapshot(Instant readAt, Optional<Instant> bootTime, List<Result> results) {
        this(readAt, bootTime, results, new FamilyOrder());
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

    public Optional<Family> family(String name) {
        return families().stream()
                .filter(family -> family.metric().name().equals(name))
                .findFirst();
    }

    private List<Family> mergedByName() {
        List<Family> read = new ArrayList<>(256);
        for (Result result : results) {
            read.addAll(result.families());
        }
        List<Family> sorted = order.sorted(read);
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
