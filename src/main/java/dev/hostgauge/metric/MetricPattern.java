package dev.hostgauge.metric;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/**
 * A family of metrics whose names the kernel decides, such as {@code node_memory_<field>_bytes}.
 *
 * <p>The definition of each name is made when the name is first seen and then kept, so that a cycle makes none.
 */
public final class MetricPattern implements Declaration {
    /** More names than any kernel has; a file that invents names without end is refused here. */
    private static final int MOST_NAMES = 4096;

    private final String name;
    private final Kind kind;
    private final String help;
    private final List<String> labels;
    private final UnaryOperator<MetricDef> finish;
    private final Map<String, MetricDef> known = new ConcurrentHashMap<>();

    private MetricPattern(Kind kind, String name, String help, List<String> labels, UnaryOperator<MetricDef> finish) {
        if (!name.matches("[a-zA-Z0-9_]*<[a-z]+>[a-zA-Z0-9_]*")) {
            throw new IllegalArgumentException("pattern '" + name + "': want one part in angle brackets");
        }
        this.name = name;
        this.kind = kind;
        this.help = help;
        this.labels = labels;
        this.finish = finish;
    }

    /** A pattern with exactly one part in angle brackets, which is filled in in the help too. */
    public static MetricPattern of(Kind kind, String name, String help, String... labels) {
        return new MetricPattern(kind, name, help, List.of(labels), UnaryOperator.identity());
    }

    /** The same, where each definition is completed by this, for instance with an OpenTelemetry side. */
    public MetricPattern finishing(UnaryOperator<MetricDef> completion) {
        return new MetricPattern(kind, name, help, labels, completion);
    }

    /**
     * The metric for one part. What a Prometheus name cannot hold becomes an underscore.
     *
     * @throws IllegalArgumentException if there are absurdly many
     */
    public MetricDef named(String part) {
        MetricDef definition = known.get(part);
        return definition != null ? definition : define(part);
    }

    private MetricDef define(String part) {
        if (known.size() >= MOST_NAMES) {
            throw new IllegalArgumentException(name + ": more than " + MOST_NAMES + " names");
        }
        String usable = part.replaceAll("[^a-zA-Z0-9_]", "_");
        MetricDef definition = finish.apply(
                new MetricDef(fill(name, usable), kind, fill(help, usable), labels, Optional.empty(), stability()));
        known.put(part, definition);
        return definition;
    }

    private static String fill(String template, String part) {
        return template.replaceAll("<[a-z]+>", Matcher.quoteReplacement(part));
    }

    /** Whether the pattern makes this name, which is how a rule or a dashboard may refer to it. */
    public boolean makes(String metricName) {
        String prefix = name.substring(0, name.indexOf('<'));
        String suffix = name.substring(name.indexOf('>') + 1);
        return metricName.length() > prefix.length() + suffix.length()
                && metricName.startsWith(prefix)
                && metricName.endsWith(suffix);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String help() {
        return help;
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public Stability stability() {
        return Stability.STABLE;
    }
}
