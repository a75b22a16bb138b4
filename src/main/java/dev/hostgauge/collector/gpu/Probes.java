package dev.hostgauge.collector.gpu;

import dev.hostgauge.machine.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Says when each GPU that does not answer may be tried again. For one thread. */
final class Probes {
    private final Clock clock;
    private final Map<String, BackOff> byAddress = new HashMap<>();

    Probes(Clock clock) {
        this.clock = clock;
    }

    /** Whether it is time for this one; if so the next time is after a longer pause. */
    boolean take(String address) {
        BackOff probing = of(address);
        boolean isDue = probing.isOver();
        if (isDue) {
            probing.pause();
        }
        return isDue;
    }

    /** It was just tried. */
    void pause(String address) {
        of(address).pause();
    }

    private BackOff of(String address) {
        return byAddress.computeIfAbsent(
                address, unseen -> new BackOff(clock, Duration.ofMinutes(1), Duration.ofMinutes(16)));
    }
}
