package dev.hostgauge.machine;

import java.time.Instant;

/** The clocks of the running machine. */
public final class SystemClock implements Clock {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
