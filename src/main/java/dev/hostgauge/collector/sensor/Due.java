package dev.hostgauge.collector.sensor;

import dev.hostgauge.machine.Clock;
import java.time.Duration;

/** Says when what seldom changes has to be read again: labels, limits and other settings. For one thread at a time. */
final class Due {
    /** How old a setting may be when it is served. */
    static final Duration HOLD = Duration.ofSeconds(30);

    private final Clock clock;
    private boolean met;
    private long metAt;

    Due(Clock clock) {
        this.clock = clock;
    }

    /** Whether it is time; asked again, it is not until {@link #HOLD} has passed. */
    boolean take() {
        long now = clock.nanoTime();
        if (met && now - metAt < HOLD.toNanos()) {
            return false;
        }
        met = true;
        metAt = now;
        return true;
    }

    /** Makes it time again. */
    void now() {
        met = false;
    }
}
