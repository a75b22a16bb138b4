package dev.hostgauge.collector;

import dev.hostgauge.machine.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The growth of counters over the last seconds, by readings that come from a steady tick: utilisations and rates do not
 * depend on who scrapes and how often.
 *
 * <p>Empty until there are two readings, for a counter that was reset in between, and when readings stopped coming.
 * Thread-safe.
 */
public final class TrailingWindow {
    public static final Duration TICK = Duration.ofSeconds(5);
    private static final int READINGS = 4;
    private static final long STALE_AFTER = TICK.multipliedBy(3).toNanos();

    private final Clock clock;
    private final Deque<Reading> readings = new ArrayDeque<>();

    private record Reading(long at, Map<String, Double> counters) {}

    public TrailingWindow(Clock clock) {
        this.clock = clock;
    }

    /** Takes in one reading of all counters, made now. */
    public synchronized void add(Map<String, Double> counters) {
        Reading latest = readings.peekLast();
        if (latest != null) {
            counters.forEach((counter, value) -> {
                Double before = latest.counters.get(counter);
                if (before != null && value < before) {
                    readings.forEach(reading -> reading.counters.remove(counter));
                }
            });
        }
        readings.addLast(new Reading(clock.nanoTime(), new HashMap<>(counters)));
        if (readings.size() > READINGS) {
            readings.removeFirst();
        }
    }

    /** How much a counter grew within the window. */
    public synchronized OptionalDouble growth(String counter) {
        Reading first = firstWith(counter);
        Reading last = readings.peekLast();
        if (first == null || last == null || first.at >= last.at || clock.nanoTime() - last.at > STALE_AFTER) {
            return OptionalDouble.empty();
        }
        Double from = first.counters.get(counter);
        Double to = last.counters.get(counter);
        return from == null || to == null ? OptionalDouble.empty() : OptionalDouble.of(to - from);
    }

    /** How much a counter grew per second. */
    public synchronized OptionalDouble rate(String counter) {
        OptionalDouble growth = growth(counter);
        Reading first = firstWith(counter);
        Reading last = readings.peekLast();
        if (growth.isEmpty() || first == null || last == null || last.at <= first.at) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(growth.getAsDouble() / ((last.at - first.at) / 1e9));
    }

    private @Nullable Reading firstWith(String counter) {
        for (Reading reading : readings) {
            if (reading.counters.containsKey(counter)) {
                return reading;
            }
        }
        return null;
    }
}
