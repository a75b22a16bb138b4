package dev.hostgauge.metric;

import java.util.List;

/**
 * Which sample of a histogram or summary a point is. It stands behind the label values of the point, as its last value: the
 * upper bound of a bucket ({@code 0.5}, {@code +Inf}), a quantile ({@code 0.99}), {@link #SUM} or {@link #COUNT}.
 *
 * <p>Points of one series follow each other: bounds from low to high, then the sum, then the count.
 */
public final class Part {
    /** The sum of all observations. */
    public static final String SUM = "sum";

    /** How many observations there were. */
    public static final String COUNT = "count";

    /** The upper bound of a histogram's last bucket, which holds all observations. */
    public static final String INFINITY = "+Inf";

    private Part() {}

    /** Whether it is a bucket's bound or a quantile, which Prometheus has in a label. */
    public static boolean isBound(String part) {
        return !part.equals(SUM) && !part.equals(COUNT);
    }

    /** The label that holds a bound. */
    public static String label(Kind kind) {
        return kind == Kind.HISTOGRAM ? "le" : "quantile";
    }

    /** What the name of the sample has behind the metric's. */
    public static String suffix(Kind kind, String part) {
        if (isBound(part)) {
            return kind == Kind.HISTOGRAM ? "_bucket" : "";
        }
        return "_" + part;
    }

    static List<String> sampleNames(String metric, Kind kind) {
        return kind.hasParts()
                ? List.of(metric + suffix(kind, INFINITY), metric + suffix(kind, SUM), metric + suffix(kind, COUNT))
                : List.of(metric);
    }
}
