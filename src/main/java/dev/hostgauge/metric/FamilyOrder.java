package dev.hostgauge.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sorts the families of one snapshot after the other by name. A machine mostly gives the same metrics in the same order,
 * so that the order of the last snapshot is kept and looked up instead of sorting again. Thread-safe.
 */
public final class FamilyOrder {
    private volatile Known known = new Known(List.of(), new int[0]);

    /** How one sequence of metrics is sorted: the places of the first by name, the second, and so on. */
    private static final class Known {
        private final List<MetricDef> sequence;
        private final int[] places;

        Known(List<MetricDef> sequence, int[] places) {
            this.sequence = sequence;
            this.places = places;
        }

        boolean holdsFor(List<Family> families) {
            if (families.size() != sequence.size()) {
                return false;
            }
            for (int i = 0; i < sequence.size(); i++) {
                if (!isSame(families.get(i).metric(), sequence.get(i))) {
                    return false;
                }
            }
            return true;
        }

        /** Equal definitions sort alike, but comparing them takes longer than sorting. */
        @SuppressWarnings("ReferenceEquality")
        private static boolean isSame(MetricDef one, MetricDef other) {
            return one == other;
        }
    }

    List<Family> sorted(List<Family> families) {
        Known order = known;
        if (!order.holdsFor(families)) {
            order = sort(families);
            known = order;
        }
        List<Family> sorted = new ArrayList<>(families.size());
        for (int place : order.places) {
            sorted.add(families.get(place));
        }
        return sorted;
    }

    private static Known sort(List<Family> families) {
        int[] places = IntStream.range(0, families.size())
                .boxed()
                .sorted(Comparator.comparing(
                        place -> families.get(place).metric().name()))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Known(families.stream().map(Family::metric).toList(), places);
    }
}
