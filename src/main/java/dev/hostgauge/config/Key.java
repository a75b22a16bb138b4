package dev.hostgauge.config;

import java.util.Locale;

/**
 * One key of the configuration, as {@code reference.conf} has it; its flag and its variable follow from its path.
 *
 * @param path where it stands, such as {@code web.listen-address}
 * @param kind what its value is
 * @param description the comment above it, on one line; empty where there is none
 * @param standard its default, as written in {@code reference.conf}
 */
public record Key(String path, Kind kind, String description, String standard) {
    static final String COLLECTORS = "collectors.";
    static final String ENABLED = ".enabled";

    /** What a value is. */
    public enum Kind {
        FLAG("true or false"),
        NUMBER("a whole number"),
        DURATION("a duration such as 500ms, 5s or 1m"),
        PATTERN("a regular expression"),
        TEXT("a text"),
        LIST("a list of texts"),
        /** Which no flag and no variable can give. */
        BLOCKS("a list of blocks { … }");

        private final String wanted;

        Kind(String wanted) {
            this.wanted = wanted;
        }

        /** In words, for those who gave something else. */
        String wanted() {
            return wanted;
        }
    }

    /** The flag that sets it, {@code --web.listen-address}; one for a truth also exists as {@code --no-…}. */
    public String flag() {
        if (!path.startsWith(COLLECTORS)) {
            return "--" + path;
        }
        String option = path.substring(COLLECTORS.length());
        return "--collector." + (isSwitch() ? option.substring(0, option.length() - ENABLED.length()) : option);
    }

    /** The environment's variable that sets it, {@code HOSTGAUGE_WEB_LISTEN_ADDRESS}. */
    public String variable() {
        return Environment.PREFIX + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Whether it switches a collector on and off. */
    public boolean isSwitch() {
        return path.startsWith(COLLECTORS) && path.endsWith(ENABLED);
    }
}
