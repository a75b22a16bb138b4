package dev.hostgauge.metric;

import java.util.List;
import java.util.Optional;

/**
 * One metric, declared once and known to every output.
 *
 * <p>The constructor is the naming law: names that are ours ({@code host_}, {@code gpu_}, {@code hostgauge_}) end in
 * their base unit, counters and only they end in {@code _total}, shares are ratios. Names that node_exporter
 * ({@code node_}) and client_java ({@code jvm_}, {@code process_}) have are kept as they are, their slips included,
 * because dashboards query them. What users bring may be called as they like.
 *
 * @param name the Prometheus name, with {@code _total} for counters, without {@code _bucket}, {@code _sum}, {@code _count}
 * @param kind how its values behave
 * @param help one sentence with the unit and what is absent when; empty only if a user brings the metric without
 * @param labels label names in the order in which collectors give the values
 * @param otel the OpenTelemetry side, empty where nothing is pushed under this name
 * @param stability what users may build on
 */
public record MetricDef(
        String name, Kind kind, String help, List<String> labels, Optional<OtelDef> otel, Stability stability)
        implements Declaration {

    public MetricDef {
        labels = List.copyOf(labels);
        NamingLaw.check(name, kind, help, labels, stability);
    }

    public static MetricDef counter(String name, String help, String... labels) {
        return stable(name, Kind.COUNTER, help, labels);
    }

    public static MetricDef gauge(String name, String help, String... labels) {
        return stable(name, Kind.GAUGE, help, labels);
    }

    public static MetricDef untyped(String name, String help, String... labels) {
        return stable(name, Kind.UNTYPED, help, labels);
    }

    /** Served as {@code name_bucket}, {@code name_sum} and {@code name_count}: see {@link Part} for its points. */
    public static MetricDef histogram(String name, String help, String... labels) {
        return stable(name, Kind.HISTOGRAM, help, labels);
    }

    /** Served as {@code name_sum} and {@code name_count}, with quantiles as {@code name}: see {@link Part} for its points. */
    public static MetricDef summary(String name, String help, String... labels) {
        return stable(name, Kind.SUMMARY, help, labels);
    }

    private static MetricDef stable(String name, Kind kind, String help, String... labels) {
        return new MetricDef(name, kind, help, List.of(labels), Optional.empty(), Stability.STABLE);
    }

    /**
     * One that a user brings: any name and labels that Prometheus takes, any value.
     *
     * @param help empty if the user gave none
     */
    public static MetricDef external(String name, Kind kind, String help, List<String> labels) {
        return new MetricDef(name, kind, help, labels, Optional.empty(), Stability.EXTERNAL);
    }

    /** The same, pushed under this OpenTelemetry definition. */
    public MetricDef otel(OtelDef side) {
        return new MetricDef(name, kind, help, labels, Optional.of(side), stability);
    }

    /** The same, marked as one that may still change. */
    public MetricDef experimental() {
        return new MetricDef(name, kind, help, labels, otel, Stability.EXPERIMENTAL);
    }

    /** How many values the {@link Labels} of a point have: one a label, and its {@link Part} if the kind has parts. */
    public int valuesPerPoint() {
        return kind.hasParts() ? labels.size() + 1 : labels.size();
    }

    /** The names that its samples have in Prometheus: its own, or one a kind of {@link Part}. */
    public List<String> sampleNames() {
        return Part.sampleNames(name, kind);
    }
}
