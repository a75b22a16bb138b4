package dev.hostgauge.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be set, checked and unchangeable.
 *
 * @param web the block {@code web}
 * @param sampling the block {@code sampling}
 * @param reader what the machine is read by
 * @param paths where the machine's files are
 * @param log the block {@code log}
 * @param compat the block {@code compat}
 * @param collectors of each collector that is on, its name and its block, in the order of the reference
 */
public record Settings(
        WebSettings web,
        SamplingSettings sampling,
        Reader reader,
        PathSettings paths,
        LogSettings log,
        CompatSettings compat,
        Map<String, CollectorSettings> collectors) {
    public Settings {
        collectors = Collections.unmodifiableMap(new LinkedHashMap<>(collectors));
    }

    /** The block of a collector; empty if the collector is off. */
    public Optional<CollectorSettings> collector(String name) {
        return Optional.ofNullable(collectors.get(name));
    }
}
