package dev.hostgauge.collector;

import dev.hostgauge.machine.Clock;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Outcome;
import dev.hostgauge.metric.Result;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One collector's place in the {@link Sampler}: how it is run, and what it gave last. */
public final class Seat {
    /** For how many cadences values hold when newer ones cannot be had. */
    private static final int CADENCES_HELD = 3;

    /** What is left of a collector's time to put its points together once its last read was given up. */
    private static final Duration TIME_TO_PUBLISH = Duration.ofMillis(100);

    private static final Duration MOST_SLACK = Duration.ofMillis(500);

    private final Registration registration;
    private final Collector collector;
    private final Clock clock;
    private final Staging staging = new Staging();
    private final Read<Reading> read;

    /** Written under the sampler's lock before the crew starts the read. */
    private volatile long deadline;

    /** Tells this cycle from the others. */
    private volatile long cycle;

    private volatile long begunAt;

    /** On the machine's clock, and the same for all seats of a cycle but for microseconds. */
    private volatile long begunAtNanos;

    /** Of the last reading that went well; kept for collectors with a cadence only. */
    private volatile @Nullable Reading held;

    /** What one run of the collector gave. */
    private record Reading(
            long cycle,
            List<Family> families,
            Map<String, String> problems,
            Duration took,
            Instant readAt,
            long readAtNanos) {
        Reading in(long otherCycle) {
            return new Reading(otherCycle, families, problems, took, readAt, readAtNanos);
        }
    }

    public Seat(Registration registration, Collector collector, Clock clock) {
        this.registration = registration;
        this.collector = collector;
        this.clock = clock;
        this.read = new Read<>(registration.limit(), this::collect);
    }

    String name() {
        return registration.name();
    }

    Read<?> read() {
        return read;
    }

    void begin(long cycleDeadline, long newCycle) {
        deadline = cycleDeadline;
        cycle = newCycle;
        begunAt = System.nanoTime();
        begunAtNanos = clock.nanoTime();
    }

    private Reading collect() throws IOException {
        Reading before = held;
        if (before != null && begunAtNanos - before.readAtNanos < dueNanos()) {
            return before.in(cycle);
        }
        long start = System.nanoTime();
        Instant readAt = clock.now();
        long readAtNanos = begunAtNanos;
        long limit = start + registration.limit().toNanos();
        long end = limit - deadline < 0 ? limit : deadline;
        staging.begin(end - TIME_TO_PUBLISH.toNanos(), cycle);
        collector.collect(staging);
        List<Family> families = staging.publish();
        Map<String, String> problems = staging.problems();
        if (families.isEmpty() && !problems.isEmpty()) {
            // Something is there, and none of it could be read: that is not absence.
            Map.Entry<String, String> first = problems.entrySet().iterator().next();
            throw new IOException(first.getKey() + ": " + first.getValue());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Reading reading = new Reading(cycle, families, problems, took, readAt, readAtNanos);
        held = registration.cadence().isZero() ? null : reading;
        return reading;
    }

    /** A little less than the cadence: who asks exactly that often must not miss every other reading by a hair. */
    private long dueNanos() {
        long cadence = registration.cadence().toNanos();
        return cadence - Math.min(cadence / 10, MOST_SLACK.toNanos());
    }

    private Duration age(Reading reading) {
        return Duration.ofNanos(clock.nanoTime() - reading.readAtNanos);
    }

    /** The result of the cycle that has ended, its changes of state logged. */
    Result finish(Instant cycleReadAt, Journal journal) {
        try {
            Reading reading = read.value();
            Result result = resultOf(reading);
            journal.outcome(name(), result.outcome(), "");
            journal.problems(name(), reading.problems);
            return result;
        } catch (Read.TimedOut late) {
            journal.outcome(name(), Outcome.TIMED_OUT, "");
            return without(Outcome.TIMED_OUT, cycleReadAt);
        } catch (IOException | IllegalStateException failure) {
            journal.outcome(name(), Outcome.FAILED, reason(failure));
            return without(Outcome.FAILED, cycleReadAt);
        }
    }

    /** What there is of the running cycle so far. */
    Result peek(Instant cycleReadAt) {
        try {
            Reading reading = read.value();
            return reading.cycle == cycle ? resultOf(reading) : without(Outcome.TIMED_OUT, cycleReadAt);
        } catch (Read.TimedOut late) {
            return without(Outcome.TIMED_OUT, cycleReadAt);
        } catch (IOException | IllegalStateException failure) {
            return without(Outcome.FAILED, cycleReadAt);
        }
    }

    /** For who cannot wait until the cycle that is running gives way to one with this collector. */
    Result notReached(Instant cycleReadAt) {
        return without(Outcome.TIMED_OUT, cycleReadAt);
    }

    private Result resultOf(Reading reading) {
        Outcome outcome = reading.families.isEmpty() ? Outcome.ABSENT : Outcome.OK;
        return new Result(name(), outcome, reading.families, reading.problems.size(), reading.took, reading.readAt);
    }

    /** A result without a reading of its own: with the values held, if they still hold, else with none. */
    private Result without(Outcome outcome, Instant cycleReadAt) {
        Duration took = Duration.ofNanos(System.nanoTime() - begunAt);
        Reading before = held;
        if (before != null && age(before).compareTo(registration.cadence().multipliedBy(CADENCES_HELD)) <= 0) {
            return new Result(name(), outcome, before.families, 0, took, before.readAt);
        }
        return new Result(name(), outcome, List.of(), 0, took, cycleReadAt);
    }

    /** Why it failed, with the name of the file. */
    static String reason(Exception failure) {
        Throwable cause = failure;
        // One for each read on the way: what the innermost threw is the reason.
        while (cause instanceof IllegalStateException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof NoSuchFileException missing) {
            return missing.getFile() + " is not there";
        }
        if (cause instanceof FileSystemException named && named.getFile() != null) {
            return named.getFile() + ": " + Failures.words(named);
        }
        return cause instanceof IOException ? String.valueOf(cause.getMessage()) : cause.toString();
    }
}
