package dev.hostgauge.collector;

import dev.hostgauge.machine.Clock;
import java.time.Duration;

/** Says when what seldom changes has to be read again: settings, labels, facts. For one thread at a time. */
public final class Due {
    /** For settings that somebody changes now and then. */
    public static final Duration SETTINGS = Duration.ofSeconds(30);

    /** For facts that hardly ever change. */
    public static final Duration FACTS = Duration.ofMinutes(1);

    private final Clock clock;
    private final long holdNanos;
    private boolean met;
    private long metAt;

    /**
     * @param hold how old what was read may be when it is served
     */
    public Due(Clock clock, Duration hold) {
        this.clock = clock;
        this.holdNanos = hold.toNanos();
    }

    /** Whether it is time, as it is at first; asked again, it is not until the hold has passed. */
    public boolean take() {
        long now = clock.nanoTime();
        if (met && now - metAt < holdNanos) {
            return false;
        }
        met = true;
        metAt = now;
        return true;
    }

    /** Makes it time again: something has changed, or could not be read. */
    public void now() {
        met = false;
    }
}
