package dev.hostgauge.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** What somebody who mistyped a name may have meant. */
public final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean X?}, or nothing if no candidate is near. */
    public static String hint(String typed, Collection<String> candidates) {
        return to(typed, candidates).map(near -> "; did you mean " + near + "?").orElse("");
    }

    /** The nearest candidate, if no more than about a quarter of the letters behind the dots they share differ. */
    static Optional<String> to(String typed, Collection<String> candidates) {
        int least = Integer.MAX_VALUE;
        Optional<String> nearest = Optional.empty();
        for (String candidate : candidates) {
            int distance = distance(typed, candidate);
            int most = 1 + (typed.length() - sharedWords(typed, candidate)) / 4;
            if (distance <= most && distance < least) {
                least = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /** Letters up to the last dot before which both are the same: those were not mistyped. */
    private static int sharedWords(String typed, String candidate) {
        int same = 0;
        for (int i = 0;
                i < Math.min(typed.length(), candidate.length()) && typed.charAt(i) == candidate.charAt(i);
                i++) {
            if (typed.charAt(i) == '.') {
                same = i + 1;
            }
        }
        return same;
    }

    /** Letters to add, drop or replace, or neighbours to swap, on the way from one to the other. */
    static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        Arrays.setAll(last, j -> j);
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[to.length()];
    }
}
