package dev.hostgauge.metric;

/** How a metric's values behave, which decides its Prometheus type and whether it ends in {@code _total}. */
public enum Kind {
    /** Only rises, and starts again from zero after a reset. */
    COUNTER,
    /** Goes up and down; also the facts that are served as the constant 1 with the text in labels. */
    GAUGE,
    /** Exported by node_exporter without a type ({@code node_vmstat_*}, {@code node_netstat_*}); kept so. */
    UNTYPED,
    /** How many observations were at most so large: each point is one {@link Part}. */
    HISTOGRAM,
    /** Count, sum and perhaps quantiles of observations: each point is one {@link Part}. */
    SUMMARY;

    /** Whether a series has several samples, each a point that is told from the others by its {@link Part}. */
    public boolean hasParts() {
        return this == HISTOGRAM || this == SUMMARY;
    }
}
