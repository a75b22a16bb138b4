package dev.hostgauge.collector.gpu;

import dev.hostgauge.machine.Clock;
import java.time.Duration;

/** Says when what has failed may be tried again: at once at first, then after pauses that double. For one thread. */
final class BackOff {
    private final Clock clock;
    private final long firstNanos;
    private final long mostNanos;
    private long pauseNanos;
    private long pausedAt;

    BackOff(Clock clock, Duration first, Duration most) {
        this.clock = clock;
        this.firstNanos = first.toNanos();
        this.mostNanos = most.toNanos();
    }

    boolean isOver() {
        return pauseNanos == 0 || clock.nanoTime() - pausedAt >= pauseNanos;
    }

    /** It was tried: the next time is after the pause. */
    void pause() {
        pauseNanos = Math.min(pauseNanos == 0 ? firstNanos : pauseNanos * 2, mostNanos);
        pausedAt = clock.nanoTime();
    }

    /** It has gone well for longer than the last pause, so that the next failure is a new one. */
    void reset() {
        pauseNanos = 0;
    }

    /** Forgets the pauses once it has gone well for as long as the longest. */
    void resetWhenLongAgo() {
        if (pauseNanos > 0 && clock.nanoTime() - pausedAt >= mostNanos) {
            reset();
        }
    }
}
