package dev.hostgauge.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The layer of the configuration that comes from a file. */
final class ConfigFile {
    private static final String NAME = "hostgauge/hostgauge.conf";
    static final Path SYSTEM = system(System.getenv());

    private ConfigFile() {}

    /** Windows has a folder for what is every user's, and names it in a variable. */
    static Path system(Map<String, String> environment) {
        return path(environment.getOrDefault("ProgramData", ""))
                .map(folder -> folder.resolve(NAME))
                .orElse(Path.of("/etc", NAME));
    }

    /** The first file that is there: the one named, or else the system's, or else the user's. */
    static Optional<Path> find(
            Optional<String> named, Path system, Map<String, String> environment, Mistakes mistakes) {
        if (named.isPresent()) {
            Optional<Path> file = path(named.get());
            if (file.isEmpty() || !Files.isRegularFile(file.get())) {
                mistakes.add("--config", "no file " + Mistakes.shown(named.get()));
                return Optional.empty();
            }
            return file;
        }
        Optional<Path> users = path(environment.getOrDefault("XDG_CONFIG_HOME", ""))
                .or(() -> path(environment.getOrDefault("APPDATA", "")))
                .or(() -> path(environment.getOrDefault("HOME", "")).map(home -> home.resolve(".config")))
                .map(folder -> folder.resolve(NAME));
        return Optional.of(system).filter(Files::exists).or(() -> users.filter(Files::exists));
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException impossible) {
            return Optional.empty();
        }
    }

    /** What it says; nothing, and a mistake noted, if it cannot be read as HOCON. */
    static Config parse(Path file, Mistakes mistakes) {
        if (!Files.isReadable(file)) {
            mistakes.add(file.toString(), "may not be read by this user");
            return ConfigFactory.empty();
        }
        try {
            return ConfigFactory.parseFile(
                    file.toAbsolutePath().toFile(),
                    ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false));
        } catch (ConfigException broken) {
            note(broken, file, mistakes);
            return ConfigFactory.empty();
        }
    }

    /** Fills in {@code ${…}} from these layers and the environment; the file is left out if one cannot be filled in. */
    static Config resolve(Config file, Config over, Reference reference, Path path, Mistakes mistakes) {
        Config user = over.withFallback(file);
        try {
            return user.resolveWith(user.withFallback(reference.config()).resolve());
        } catch (ConfigException broken) {
            note(broken, path, mistakes);
            return over;
        }
    }

    private static void note(ConfigException broken, Path file, Mistakes mistakes) {
        String message = String.valueOf(broken.getMessage());
        int line = 0;
        if (broken.origin() != null) {
            line = Origins.line(broken.origin());
            // The library puts the place before its words.
            String place = broken.origin().description() + ": ";
            message = message.startsWith(place) ? message.substring(place.length()) : message;
        }
        if (broken instanceof ConfigException.IO && broken.getCause() != null) {
            // The library says it with the name of a Java class.
            message =
                    "cannot be read with what it includes: " + broken.getCause().getMessage();
        }
        mistakes.add(file.toString(), line, Mistakes.printable(message));
    }
}
