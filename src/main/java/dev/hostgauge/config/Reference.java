package dev.hostgauge.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import dev.hostgauge.config.Key.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Every key there is, with its default: what {@code reference.conf} says, which is the only list of them. */
public final class Reference {
    static final String NAME = "reference.conf";
    private static final Pattern DURATION = Pattern.compile("\\d+(ms|s|m|h|d)");

    private final Config config;
    /** By path, in the order of the file. */
    private final Map<String, Key> keys = new LinkedHashMap<>();

    Reference(Config config) {
        this.config = config;
        Map<String, ConfigValue> values = new TreeMap<>();
        collect("", config.root(), values);
        values.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        entry -> entry.getValue().origin().lineNumber()))
                .forEach(entry -> keys.put(entry.getKey(), key(entry.getKey(), entry.getValue())));
    }

    /** The one of this version. */
    public static Reference load() {
        try (InputStream in = Reference.class.getResourceAsStream("/" + NAME)) {
            if (in == null) {
                throw new IllegalStateException("no " + NAME + " beside the classes");
            }
            return new Reference(ConfigFactory.parseReader(
                    new InputStreamReader(in, StandardCharsets.UTF_8),
                    ConfigParseOptions.defaults().setOriginDescription(NAME)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void collect(String prefix, ConfigObject block, Map<String, ConfigValue> values) {
        block.forEach((name, value) -> {
            String path = prefix + name;
            if (value instanceof ConfigObject inner) {
                collect(path + ".", inner, values);
            } else {
                values.put(path, value);
            }
        });
    }

    private static Key key(String path, ConfigValue value) {
        List<String> comments =
                value.origin().comments().stream().map(String::strip).toList();
        Object standard = value.unwrapped();
        return new Key(path, kind(path, value), String.join(" ", comments), text(standard));
    }

    private static String text(Object standard) {
        return standard instanceof List<?> list
                ? String.join(",", list.stream().map(String::valueOf).toList())
                : String.valueOf(standard);
    }

    private static Kind kind(String path, ConfigValue value) {
        return switch (value.valueType()) {
            case BOOLEAN -> Kind.FLAG;
            case NUMBER -> Kind.NUMBER;
            case LIST -> path.endsWith(".groups") ? Kind.BLOCKS : Kind.LIST;
            case STRING -> {
                if (path.endsWith("-include") || path.endsWith("-exclude") || path.endsWith(".fields")) {
                    yield Kind.PATTERN;
                }
                yield DURATION.matcher(text(value.unwrapped())).matches() ? Kind.DURATION : Kind.TEXT;
            }
            case OBJECT, NULL -> throw new IllegalArgumentException(NAME + ": " + path + " has no default");
        };
    }

    /** All, in the order of the file. */
    public Collection<Key> keys() {
        return keys.values();
    }

    /** The key that stands at this path; empty for a block. */
    public Optional<Key> find(String path) {
        return Optional.ofNullable(keys.get(path));
    }

    /** Whether keys stand below this path. */
    boolean hasBlock(String path) {
        return keys.keySet().stream().anyMatch(key -> key.startsWith(path + "."));
    }

    /** Names of all collectors that can be switched, in the order of the file. */
    public List<String> collectors() {
        return keys.values().stream()
                .filter(Key::isSwitch)
                .map(key ->
                        key.path().substring(Key.COLLECTORS.length(), key.path().length() - Key.ENABLED.length()))
                .toList();
    }

    Config config() {
        return config;
    }
}
