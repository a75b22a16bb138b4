package dev.hostgauge.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Processes that the user wants to be counted together: {@code {name = "postgres", match {comm = "^postgres$"}}}. At
 * least one of the expressions is there; a process belongs to the group if each that is there is found.
 *
 * @param name the group's name, as it stands in the label
 * @param comm is found in what the process calls itself
 * @param exe is found in the path of its program
 * @param cmdline is found in its arguments, with blanks between them
 */
public record ProcessGroup(String name, Optional<Pattern> comm, Optional<Pattern> exe, Optional<Pattern> cmdline) {

    private static final String NAME = "name";
    private static final String MATCH = "match";
    private static final List<String> EXPRESSIONS = List.of("comm", "exe", "cmdline");
    private static final int LONGEST_NAME = 64;

    /** Each group is some ten series. */
    private static final int MOST_GROUPS = 64;

    /** One that {@link #check} found right. */
    static ProcessGroup of(ConfigObject block) {
        Config config = block.toConfig();
        return new ProcessGroup(
                config.getString(NAME), pattern(config, "comm"), pattern(config, "exe"), pattern(config, "cmdline"));
    }

    private static Optional<Pattern> pattern(Config config, String expression) {
        String path = MATCH + "." + expression;
        // A newline in an argument is an argument's text like any other.
        return config.hasPath(path)
                ? Optional.of(Pattern.compile(config.getString(path), Pattern.DOTALL))
                : Optional.empty();
    }

    /** Notes everything that is wrong with these groups, each with its place. */
    static void check(List<? extends ConfigObject> blocks, String path, Mistakes mistakes) {
        if (blocks.size() > MOST_GROUPS) {
            mistakes.add(
                    blocks.get(MOST_GROUPS).origin(), path, "want at most " + MOST_GROUPS + ", got " + blocks.size());
        }
        Map<String, ConfigOrigin> names = new HashMap<>();
        for (ConfigObject block : blocks) {
            checkKeys(block, Set.of(NAME, MATCH), path, mistakes);
            checkName(block, names, path, mistakes);
            checkMatch(block, path + "." + MATCH, mistakes);
        }
    }

    private static void checkKeys(ConfigObject block, Set<String> known, String path, Mistakes mistakes) {
        block.forEach((key, value) -> {
            if (!known.contains(key)) {
                mistakes.add(
                        value.origin(),
                        path,
                        "unknown key " + Mistakes.printable(key) + Nearest.hint(key, new TreeSet<>(known)));
            }
        });
    }

    private static void checkName(ConfigObject block, Map<String, ConfigOrigin> names, String path, Mistakes mistakes) {
        ConfigValue value = block.get(NAME);
        if (value == null || !isText(value)) {
            ConfigOrigin origin = value == null ? block.origin() : value.origin();
            mistakes.add(origin, path, "want name = a text, the group's name");
            return;
        }
        String name = String.valueOf(value.unwrapped());
        if (name.isBlank() || name.length() > LONGEST_NAME || !name.equals(Mistakes.printable(name))) {
            mistakes.refuse(value.origin(), path, "a name of 1 to " + LONGEST_NAME + " printable characters", name);
        }
        ConfigOrigin first = names.putIfAbsent(name, value.origin());
        if (first != null) {
            mistakes.add(
                    value.origin(),
                    path,
                    "the name " + Mistakes.shown(name) + " is taken by the group at " + Origins.of(first));
        }
    }

    private static void checkMatch(ConfigObject block, String path, Mistakes mistakes) {
        if (!(block.get(MATCH) instanceof ConfigObject match) || match.isEmpty()) {
            ConfigValue value = block.get(MATCH);
            ConfigOrigin origin = value == null ? block.origin() : value.origin();
            mistakes.add(origin, path, "want a block with comm, exe or cmdline = a regular expression");
            return;
        }
        checkKeys(match, Set.copyOf(EXPRESSIONS), path, mistakes);
        match.forEach((key, value) -> {
            if (EXPRESSIONS.contains(key)) {
                checkExpression(value, path + "." + key, mistakes);
            }
        });
    }

    private static void checkExpression(ConfigValue value, String path, Mistakes mistakes) {
        String wanted = Key.Kind.PATTERN.wanted();
        if (!isText(value)) {
            mistakes.add(value.origin(), path, "want " + wanted);
            return;
        }
        String expression = String.valueOf(value.unwrapped());
        if (expression.isEmpty()) {
            mistakes.refuse(value.origin(), path, wanted + " that is not empty, for that matches everything", "");
            return;
        }
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException wrong) {
            mistakes.refuse(value.origin(), path, Values.wanted(wrong), expression);
        }
    }

    private static boolean isText(ConfigValue value) {
        return value.valueType() == ConfigValueType.STRING || value.valueType() == ConfigValueType.NUMBER;
    }
}
