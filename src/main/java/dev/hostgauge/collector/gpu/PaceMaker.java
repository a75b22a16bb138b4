package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Due;
import dev.hostgauge.machine.Clock;
import java.time.Duration;

/** Says for each cycle how much of a GPU is read in it. */
final class PaceMaker {
    static final Duration SLOW = Duration.ofSeconds(15);

    private final Due slowDue;
    private final Due settingsDue;

    PaceMaker(Clock clock) {
        slowDue = new Due(clock, SLOW);
        settingsDue = new Due(clock, Due.FACTS);
    }

    /** The slowest pace whose time has come: everything at first. */
    Pace take() {
        boolean slow = slowDue.take();
        if (settingsDue.take()) {
            return Pace.SETTING;
        }
        return slow ? Pace.SLOW : Pace.CYCLE;
    }

    /** Everything is to be read next time. */
    void now() {
        slowDue.now();
        settingsDue.now();
    }
}
