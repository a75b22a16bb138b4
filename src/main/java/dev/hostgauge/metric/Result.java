package dev.hostgauge.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one collector gave in one cycle.
 *
 * @param collector its name
 * @param outcome what came of it
 * @param families its points; empty unless the outcome is ok or earlier values still hold
 * @param problems how many of its sources could not be read
 * @param took how long it ran
 * @param readAt when the points were read, which is earlier than the cycle for a collector with a cadence
 */
public record Result(
        String collector, Outcome outcome, List<Family> families, int problems, Duration took, Instant readAt) {
    public Result {
        families = List.copyOf(families);
    }
}
