package dev.hostgauge.collector;

import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.config.CompatSettings;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.metric.Catalogue;

/**
 * What a collector is made with.
 *
 * @param machine the machine it reads
 * @param settings its own block of the configuration
 * @param crew runs reads that may hang
 * @param window the growth of counters over the last seconds
 * @param catalogue every metric that is ours, whose names nothing that a user brings may have
 * @param compat under which names of other exporters metrics are served too
 */
public record Context(
        Machine machine,
        CollectorSettings settings,
        Crew crew,
        TrailingWindow window,
        Catalogue catalogue,
        CompatSettings compat) {

    /** For collectors that serve only what they declare. */
    public Context(Machine machine, CollectorSettings settings, Crew crew, TrailingWindow window) {
        this(machine, settings, crew, window, new Catalogue(), CompatSettings.DEFAULTS);
    }
}
