package dev.hostgauge.collector;

import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.Machine;

/**
 * What a collector is made with.
 *
 * @param machine the machine it reads
 * @param settings its own block of the configuration
 * @param crew runs reads that may hang
 * @param window the growth of counters over the last seconds
 */
public record Context(Machine machine, CollectorSettings settings, Crew crew, TrailingWindow window) {}
