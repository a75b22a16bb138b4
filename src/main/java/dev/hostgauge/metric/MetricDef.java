package dev.hostgauge.metric;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One metric, declared once and known to every output.
 *
 * <p>The constructor is the naming law: names that are ours ({@code host_}, {@code gpu_}, {@code hostgauge_}) end in
 * their base unit, counters and only they end in {@code _total}, shares are ratios. Names that node_exporter has
 * ({@code node_}) are kept as they are, its slips included, because dashboards query them.
 *
 * @param name the Prometheus name, with {@code _total} for counters
 * @param kind how its values behave
 * @param help one sentence with the unit and what is absent when
 * @param labels label names in the order in which collectors give the values
 * @param otel the OpenTelemetry side, empty where nothing is pushed under this name
 * @param stability what users may build on
 */
public record MetricDef(
        String name, Kind kind, String help, List<String> labels, Optional<OtelDef> otel, Stability stability)
        implements Declaration {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern OURS = Pattern.compile("(host|gpu|hostgauge)_[a-z0-9_]+");
    private static final Pattern FOREIGN_UNIT = Pattern.compile(
            ".*_(percent|millis(econds)?|ms|minutes|hours|(kilo|mega|giga|kibi|mebi|gibi)bytes|[kmg]b|mhz|ghz|fahrenheit)(_total)?");
    private static final Set<String> RESERVED_LABELS = Set.of("le", "quantile", "job", "instance");

    public MetricDef {
        labels = List.copyOf(labels);
        require(NAME.matcher(name).matches(), name, "is not a Prometheus name");
        require(!help.isBlank() && !help.contains("\n"), name, "wants one line of help");
        for (String label : labels) {
            require(
                    NAME.matcher(label).matches() && !label.startsWith("__") && !RESERVED_LABELS.contains(label),
                    name,
                    "has an unusable label '" + label + "'");
        }
        require(labels.size() == Set.copyOf(labels).size(), name, "names a label twice");
        if (!name.startsWith("node_")) {
            require(OURS.matcher(name).matches(), name, "is in none of our namespaces node_, host_, gpu_, hostgauge_");
            require(name.endsWith("_total") == (kind == Kind.COUNTER), name, "must end in _total exactly if a counter");
            require(!FOREIGN_UNIT.matcher(name).matches(), name, "must use base units and ratios");
            require(kind != Kind.UNTYPED, name, "must have a type");
        }
    }

    private static void require(boolean holds, String name, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("metric '" + name + "' " + complaint);
        }
    }

    public static MetricDef counter(String name, String help, String... labels) {
        return new MetricDef(name, Kind.COUNTER, help, List.of(labels), Optional.empty(), Stability.STABLE);
    }

    public static MetricDef gauge(String name, String help, String... labels) {
        return new MetricDef(name, Kind.GAUGE, help, List.of(labels), Optional.empty(), Stability.STABLE);
    }

    public static MetricDef untyped(String name, String help, String... labels) {
        return new MetricDef(name, Kind.UNTYPED, help, List.of(labels), Optional.empty(), Stability.STABLE);
    }

    /** The same, pushed under this OpenTelemetry definition. */
    public MetricDef otel(OtelDef side) {
        return new MetricDef(name, kind, help, labels, Optional.of(side), stability);
    }

    /** The same, marked as one that may still change. */
    public MetricDef experimental() {
        return new MetricDef(name, kind, help, labels, otel, Stability.EXPERIMENTAL);
    }
}
