package dev.hostgauge.it;

import java.util.regex.Pattern;

/** How close values of two exporters must be. */
final class Closeness {
    /** What may change within the milliseconds between two scrapes by more than any share of itself. */
    private static final Pattern RESTLESS = Pattern.compile("node_(load\\d+|procs_running|procs_blocked|disk_io_now"
            + "|processes_.*|filefd_allocated|cpu_scaling_frequency_hertz|memory_(Dirty|Writeback|AnonPages|Active|Inactive).*"
            + "|entropy_available_bits|power_supply_(current_ampere|power_watt)"
            + "|timex_((offset|maxerror|estimated_error|pps_jitter)_seconds|pps_(frequency|stability)_hertz)"
            + "|netstat_Tcp_CurrEstab|sockstat_.*|tcp_connection_states|udp_queues|nf_conntrack_entries)");
    /** Gauges that drift, and counters that are read from several places. */
    private static final double SHARE = 0.05;
    /** Two readings of the same tick counter may be out of order by this much. */
    private static final double TICKS = 0.05;

    private Closeness() {}

    /** The same reading; sums and products in another order may differ in the last bits. */
    static boolean exact(String series, double before, double theirs, double after) {
        if (series.equals("node_time_seconds")) {
            return moving(series, before, theirs, after);
        }
        return Math.abs(before - theirs) <= Math.abs(theirs) * 1e-12;
    }

    /** Between what we saw just before and just after, or nearly so. */
    static boolean moving(String series, double before, double theirs, double after) {
        double low = Math.min(before, after);
        double high = Math.max(before, after);
        double slack = Scrape.family(series).endsWith("_total") ? TICKS : Math.abs(theirs) * SHARE;
        return (low - slack <= theirs && theirs <= high + slack)
                || RESTLESS.matcher(Scrape.family(series)).matches();
    }
}
