package dev.hostgauge.metric;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a metric may be called, by whose it is. */
final class NamingLaw {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern EXTERNAL_NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    /** Dashboards query them as node_exporter, client_java and NVIDIA's exporter have them, slips included. */
    private static final Pattern KEPT = Pattern.compile("(node|jvm|process|DCGM_FI)_");

    private static final Pattern OURS = Pattern.compile("(host|gpu|hostgauge)_[a-z0-9_]+");
    private static final Pattern FOREIGN_UNIT = Pattern.compile(
            ".*_(percent|millis(econds)?|ms|minutes|hours|(kilo|mega|giga|kibi|mebi|gibi)bytes|[kmg]b|mhz|ghz|fahrenheit)(_total)?");
    private static final Set<String> RESERVED_LABELS = Set.of("le", "quantile", "job", "instance");

    private NamingLaw() {}

    static void check(String name, Kind kind, String help, List<String> labels, Stability stability) {
        boolean external = stability == Stability.EXTERNAL;
        require((external ? EXTERNAL_NAME : NAME).matcher(name).matches(), name, "is not a Prometheus name");
        require(external || (!help.isBlank() && !help.contains("\n")), name, "wants one line of help");
        for (String label : labels) {
            require(isUsable(label, kind, external), name, "has an unusable label '" + label + "'");
        }
        require(labels.size() == Set.copyOf(labels).size(), name, "names a label twice");
        if (!external && !KEPT.matcher(name).lookingAt()) {
            checkOurs(name, kind);
        }
    }

    private static boolean isUsable(String label, Kind kind, boolean external) {
        boolean isPart = kind.hasParts() && label.equals(Part.label(kind));
        return NAME.matcher(label).matches()
                && !label.startsWith("__")
                && !isPart
                && (external || !RESERVED_LABELS.contains(label));
    }

    private static void checkOurs(String name, Kind kind) {
        require(
                OURS.matcher(name).matches(),
                name,
                "is in none of our namespaces node_, host_, gpu_, hostgauge_, jvm_, process_");
        require(name.endsWith("_total") == (kind == Kind.COUNTER), name, "must end in _total exactly if a counter");
        require(!FOREIGN_UNIT.matcher(name).matches(), name, "must use base units and ratios");
        require(kind != Kind.UNTYPED, name, "must have a type");
    }

    private static void require(boolean holds, String name, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("metric '" + name + "' " + complaint);
        }
    }
}
