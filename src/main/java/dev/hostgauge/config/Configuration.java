package dev.hostgauge.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration that holds: flags over the environment over a file over the defaults, all of it checked. */
public final class Configuration {
    private static final String INCLUDE = "-include";
    private static final String EXCLUDE = "-exclude";
    private static final String DISABLE_DEFAULTS = Key.COLLECTORS + "disable-defaults";

    private final Values values;
    private final Settings settings;
    private final Optional<Path> file;
    private final List<String> remarks;

    private Configuration(Values values, Settings settings, Optional<Path> file, List<String> remarks) {
        this.values = values;
        this.settings = settings;
        this.file = file;
        this.remarks = List.copyOf(remarks);
    }

    /**
     * Puts the layers together.
     *
     * @param namedFile the file the user named; empty to look for one in the usual places
     * @param environment all variables there are
     * @param flags what the command line sets, in its order
     * @throws BadConfiguration with everything that is wrong with any layer
     */
    public static Configuration load(
            Reference reference, Optional<String> namedFile, Map<String, String> environment, List<Assignment> flags)
            throws BadConfiguration {
        return load(reference, namedFile, ConfigFile.SYSTEM, environment, flags);
    }

    static Configuration load(
            Reference reference,
            Optional<String> namedFile,
            Path systemFile,
            Map<String, String> environment,
            List<Assignment> flags)
            throws BadConfiguration {
        Mistakes mistakes = new Mistakes();
        Optional<Path> file = ConfigFile.find(namedFile, systemFile, environment, mistakes);
        Config over = Assignment.layer(flags, reference, mistakes)
                .withFallback(Assignment.layer(
                        Environment.assignments(environment, reference, mistakes), reference, mistakes));
        Config user = over;
        if (file.isPresent()) {
            Config parsed = ConfigFile.parse(file.get(), mistakes);
            user = ConfigFile.resolve(parsed, over, reference, file.get(), mistakes);
        }
        UnknownKeys.find(user.root(), reference, mistakes);
        Values values = Values.check(user.withFallback(reference.config()), reference, mistakes);
        Config implied = implied(user, values, reference);
        if (!implied.isEmpty()) {
            values = Values.check(
                    user.withFallback(implied).withFallback(reference.config()), reference, new Mistakes());
        }
        SettingsReader reader = new SettingsReader(reference, values, mistakes);
        Settings settings = reader.read();
        if (!mistakes.lines().isEmpty()) {
            throw new BadConfiguration(mistakes.lines());
        }
        return new Configuration(values, settings, file, reader.remarks());
    }

    /** What follows from what the user says: stronger than the defaults, weaker than every word of the user's. */
    private static Config implied(Config user, Values values, Reference reference) {
        Map<String, Object> implied = new HashMap<>();
        if (values.flag(DISABLE_DEFAULTS)) {
            for (String collector : reference.collectors()) {
                implied.put(
                        Key.COLLECTORS + collector + Key.ENABLED,
                        ConfigValueFactory.fromAnyRef(false, DISABLE_DEFAULTS));
            }
        }
        // Whoever says what to include means that, and not what the default exclusion leaves of it.
        values.all().forEach((path, value) -> {
            if (path.endsWith(INCLUDE) && !value.unwrapped().equals("")) {
                String exclude = path.substring(0, path.length() - INCLUDE.length()) + EXCLUDE;
                if (!user.hasPath(exclude)) {
                    implied.put(exclude, ConfigValueFactory.fromAnyRef("", path));
                }
            }
        });
        return ConfigFactory.parseMap(implied);
    }

    public Settings settings() {
        return settings;
    }

    /** The file that was read; empty if there is none. */
    public Optional<Path> file() {
        return file;
    }

    /** What is no mistake and yet perhaps not what the user wants, one line each. */
    public List<String> remarks() {
        return remarks;
    }

    /** All keys with the values that hold, as HOCON, each with where it comes from; secrets are masked. */
    public String print() {
        StringBuilder text = new StringBuilder();
        values.all().forEach((path, value) -> {
            String shown =
                    Secrets.isSecret(path) ? '"' + Secrets.MASK + '"' : value.render(ConfigRenderOptions.concise());
            text.append(path)
                    .append(" = ")
                    .append(shown)
                    .append("  # ")
                    .append(Origins.of(value.origin()))
                    .append('\n');
        });
        return text.toString();
    }
}
