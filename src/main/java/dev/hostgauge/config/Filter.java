package dev.hostgauge.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which of many devices, mounts or sensors are wanted.
 *
 * @param include only names in which this is found; empty for all
 * @param exclude of those, not the ones in which this is found; empty for none
 */
public record Filter(Optional<Pattern> include, Optional<Pattern> exclude) {
    public static final Filter ALL = new Filter(Optional.empty(), Optional.empty());

    public boolean accepts(String name) {
        return (include.isEmpty() || include.get().matcher(name).find())
                && (exclude.isEmpty() || !exclude.get().matcher(name).find());
    }
}
