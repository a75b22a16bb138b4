package dev.hostgauge.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.hostgauge.config.Key.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A value for every key, of the kind that the key wants, with where it comes from. */
final class Values {
    /** A bare number would be milliseconds to the library and seconds to most readers. */
    private static final Pattern DURATION = Pattern.compile("0|\\d+(\\.\\d+)?\\s*[a-z]+");

    private final Map<String, ConfigValue> values;
    private final Config config;

    private Values(Map<String, ConfigValue> values) {
        this.values = values;
        this.config = ConfigFactory.parseMap(values);
    }

    /** Takes each value as it stands or, if it is of the wrong kind, says so and takes the default. */
    static Values check(Config merged, Reference reference, Mistakes mistakes) {
        Map<String, ConfigValue> values = new LinkedHashMap<>();
        for (Key key : reference.keys()) {
            values.put(key.path(), check(key, merged, reference, mistakes));
        }
        return new Values(values);
    }

    private static ConfigValue check(Key key, Config merged, Reference reference, Mistakes mistakes) {
        ConfigValue standard = reference.config().getValue(key.path());
        ConfigValue value;
        try {
            if (merged.getIsNull(key.path())) {
                mistakes.refuse(
                        origin(merged, key.path()), key.path(), key.kind().wanted(), "null");
                return standard;
            }
            value = merged.getValue(key.path());
        } catch (ConfigException blockIsNone) {
            return standard;
        }
        String fault = fault(key.kind(), value);
        if (fault.isEmpty()) {
            return value;
        }
        if (value.valueType() == ConfigValueType.STRING || value.valueType() == ConfigValueType.NUMBER) {
            mistakes.refuse(value.origin(), key.path(), fault, String.valueOf(value.unwrapped()));
        } else {
            mistakes.add(value.origin(), key.path(), "want " + fault);
        }
        return standard;
    }

    private static ConfigOrigin origin(Config merged, String path) {
        int dot = path.lastIndexOf('.');
        ConfigValue value = dot < 0
                ? merged.root().get(path)
                : merged.getObject(path.substring(0, dot)).get(path.substring(dot + 1));
        return value == null ? merged.origin() : value.origin();
    }

    /** What is wanted instead; empty if the value is of its kind. */
    private static String fault(Kind kind, ConfigValue value) {
        Config alone = value.atKey("v");
        try {
            switch (kind) {
                case FLAG -> alone.getBoolean("v");
                case NUMBER -> {
                    if (alone.getDouble("v") != alone.getInt("v")) {
                        return kind.wanted();
                    }
                }
                case DURATION -> {
                    if (!DURATION.matcher(alone.getString("v")).matches()) {
                        return kind.wanted();
                    }
                    alone.getDuration("v");
                }
                case PATTERN -> Pattern.compile(alone.getString("v"));
                case TEXT -> alone.getString("v");
                case LIST -> {
                    if (value.valueType() != ConfigValueType.STRING) {
                        alone.getStringList("v");
                    }
                }
                case BLOCKS -> alone.getObjectList("v");
            }
            return "";
        } catch (ConfigException wrong) {
            return kind.wanted();
        } catch (PatternSyntaxException wrong) {
            return wanted(wrong);
        }
    }

    /** What is wanted instead of an expression that is none, and why it is none. */
    static String wanted(PatternSyntaxException wrong) {
        return Kind.PATTERN.wanted() + " (" + wrong.getDescription() + " at character " + (wrong.getIndex() + 1) + ")";
    }

    /** In the order of the reference. */
    Map<String, ConfigValue> all() {
        return values;
    }

    ConfigOrigin origin(String path) {
        return config.getValue(path).origin();
    }

    boolean flag(String path) {
        return config.getBoolean(path);
    }

    int number(String path) {
        return config.getInt(path);
    }

    Duration duration(String path) {
        return config.getDuration(path);
    }

    String text(String path) {
        return config.getString(path);
    }

    List<String> list(String path) {
        return config.getValue(path).valueType() == ConfigValueType.STRING
                ? List.of(config.getString(path))
                : config.getStringList(path);
    }

    List<? extends ConfigObject> blocks(String path) {
        return config.getObjectList(path);
    }

    Config block(String path) {
        return config.getConfig(path);
    }
}
