package dev.hostgauge.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The layer of the configuration that comes from variables {@code HOSTGAUGE_…}, one for every key. */
final class Environment {
    static final String PREFIX = "HOSTGAUGE_";

    private static final Set<String> FOR_THE_LAUNCHER = Set.of(PREFIX + "JAVA_OPTS", PREFIX + "JAR", PREFIX + "HOME");

    /** Kubernetes tells every container of every Service; one named hostgauge must not keep us from starting. */
    private static final Pattern FROM_KUBERNETES = Pattern.compile(
            PREFIX + "(\\w+_)?(SERVICE_(HOST|PORT(_\\w+)?)|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    private Environment() {}

    static List<Assignment> assignments(Map<String, String> environment, Reference reference, Mistakes mistakes) {
        Map<String, Key> keys = new TreeMap<>();
        reference.keys().forEach(key -> keys.put(key.variable(), key));
        List<Assignment> assignments = new ArrayList<>();
        new TreeMap<>(environment).forEach((variable, value) -> {
            Key key = keys.get(variable);
            if (key != null) {
                assignments.add(new Assignment(variable, key.path(), value));
            } else if (variable.startsWith(PREFIX)
                    && !FOR_THE_LAUNCHER.contains(variable)
                    && !FROM_KUBERNETES.matcher(variable).matches()) {
                mistakes.add(variable, "unknown variable" + Nearest.hint(variable, keys.keySet()));
            }
        });
        return assignments;
    }
}
