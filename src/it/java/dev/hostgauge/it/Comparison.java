package dev.hostgauge.it;

import dev.hostgauge.it.Difference.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compares what HostGauge and node_exporter say of one machine: families, types, label sets, values. */
final class Comparison {
    private final String machine;
    private final Tolerance tolerance;
    private final Predicate<String> compared;
    private final List<Difference> known;
    private final Set<Difference> met = new HashSet<>();
    private final List<String> unexplained = new ArrayList<>();

    /** Whether a value of theirs is right, given ours from just before and just after. */
    interface Tolerance {
        boolean accepts(String series, double before, double theirs, double after);
    }

    /**
     * @param machine its name in {@link Difference#seenOn}
     * @param compared which families are compared at all
     */
    Comparison(String machine, Tolerance tolerance, Predicate<String> compared, List<Difference> known) {
        this.machine = machine;
        this.tolerance = tolerance;
        this.compared = compared;
        this.known = known;
    }

    void compare(Scrape before, Scrape theirs, Scrape after) {
        types(before.types(), theirs.types());
        Set<String> all = new TreeSet<>(before.series().keySet());
        all.addAll(theirs.series().keySet());
        for (String series : all) {
            if (compared.test(Scrape.family(series))) {
                value(series, before.series(), theirs.series().get(series), after.series());
            }
        }
    }

    private void types(Map<String, String> ours, Map<String, String> theirs) {
        ours.forEach((family, type) -> {
            String other = theirs.get(family);
            if (other != null && !other.equals(type) && compared.test(family)) {
                found(Kind.TYPE, family, type + " and theirs " + other);
            }
        });
    }

    private void value(String series, Map<String, Double> before, @Nullable Double theirs, Map<String, Double> after) {
        Double first = before.get(series);
        Double last = after.get(series);
        if (theirs == null) {
            found(Kind.ONLY_OURS, series, String.valueOf(first));
        } else if (first == null || last == null) {
            found(Kind.ONLY_THEIRS, series, String.valueOf(theirs));
        } else if (!tolerance.accepts(series, first, theirs, last)) {
            found(Kind.VALUE, series, first + " to " + last + " and theirs " + theirs);
        }
    }

    private void found(Kind kind, String series, String what) {
        List<Difference> explanations = known.stream()
                .filter(difference -> difference.covers(kind, series, machine))
                .toList();
        met.addAll(explanations);
        if (explanations.isEmpty()) {
            unexplained.add(kind + " " + series + ": " + what);
        }
    }

    /** Differences that no entry of the list explains. */
    List<String> unexplained() {
        return unexplained;
    }

    /** The same, without series that only one of the two has, and without what their collectors failed at. */
    List<String> unexplainedOfBoth() {
        return unexplained.stream()
                .filter(difference ->
                        !difference.startsWith("ONLY_") && !difference.contains("node_scrape_collector_success"))
                .toList();
    }

    /** Entries of the list that say they are seen on this recorded machine and were not. */
    List<Difference> needless() {
        return known.stream()
                .filter(difference -> !machine.equals(Difference.LIVE))
                .filter(difference -> difference.isSeenOn(machine) && !met.contains(difference))
                .toList();
    }
}
