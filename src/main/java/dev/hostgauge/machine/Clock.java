package dev.hostgauge.machine;

import java.time.Instant;

/** Both clocks of a machine. */
public interface Clock {
    /** Wall-clock time, which may jump: for what is shown, never for durations. */
    Instant now();

    /** Nanoseconds that only go forward, from an arbitrary start: for durations and deadlines. */
    long nanoTime();
}
