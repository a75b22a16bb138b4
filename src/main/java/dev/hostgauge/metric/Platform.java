package dev.hostgauge.metric;

import java.util.Locale;
import java.util.Optional;

/** An operating system that metrics are served on. */
public enum Platform {
    LINUX("Linux"),
    MACOS("macOS"),
    WINDOWS("Windows");

    private final String label;

    Platform(String label) {
        this.label = label;
    }

    /** As people write it. */
    public String label() {
        return label;
    }

    /** The one that Java calls by this name in the property {@code os.name}; empty for any other. */
    public static Optional<Platform> of(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return Optional.of(LINUX);
        }
        if (name.startsWith("mac") || name.startsWith("darwin")) {
            return Optional.of(MACOS);
        }
        return name.startsWith("windows") ? Optional.of(WINDOWS) : Optional.empty();
    }

    /** The one this process runs on. */
    public static Optional<Platform> current() {
        return of(System.getProperty("os.name", ""));
    }
}
