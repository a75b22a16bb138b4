package dev.hostgauge.config;

import java.time.Duration;

/**
 * The block {@code sampling}.
 *
 * @param minAge how old a reading may be to be shared; zero for a reading of its own for everyone
 * @param timeout how long one reading of the whole machine may take
 */
public record SamplingSettings(Duration minAge, Duration timeout) {}
