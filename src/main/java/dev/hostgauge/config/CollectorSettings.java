package dev.hostgauge.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One collector's block of the configuration, {@code collectors.NAME}, already validated: every key that a collector asks
 * for stands in {@code reference.conf} with its default.
 */
public final class CollectorSettings {
    private final Config block;

    CollectorSettings(Config block) {
        this.block = block;
    }

    /** What {@code reference.conf} says for this collector. */
    public static CollectorSettings defaults(String collector) {
        return new CollectorSettings(Reference.load().config().getConfig(Key.COLLECTORS + collector));
    }

    public String text(String key) {
        return block.getString(key);
    }

    public boolean flag(String key) {
        return block.getBoolean(key);
    }

    public int number(String key) {
        return block.getInt(key);
    }

    /** A list, which may be written as one string if it has one entry. */
    public List<String> list(String key) {
        return block.getValue(key).valueType() == ConfigValueType.STRING
                ? List.of(block.getString(key))
                : block.getStringList(key);
    }

    public Duration duration(String key) {
        return block.getDuration(key);
    }

    /** The regular expression, empty where it is not set. */
    public Optional<Pattern> pattern(String key) {
        String expression = block.getString(key);
        return expression.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(expression));
    }

    /** The groups of processes to watch, in the order in which they are asked. */
    public List<ProcessGroup> processGroups(String key) {
        return block.getObjectList(key).stream().map(ProcessGroup::of).toList();
    }

    /** The pair {@code NAME-include} and {@code NAME-exclude}. */
    public Filter filter(String name) {
        return new Filter(pattern(name + "-include"), pattern(name + "-exclude"));
    }
}
