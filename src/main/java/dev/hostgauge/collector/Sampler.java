package dev.hostgauge.collector;

import dev.hostgauge.config.SamplingSettings;
import dev.hostgauge.machine.Clock;
import dev.hostgauge.metric.FamilyOrder;
import dev.hostgauge.metric.Outcome;
import dev.hostgauge.metric.Result;
import dev.hostgauge.metric.Snapshot;
import dev.hostgauge.metric.SnapshotSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the machine in cycles: one in flight at a time, shared by everyone who asks meanwhile and for a short while
 * after. Whoever starts a cycle drives it; the others wait, each no longer than it wants to. A cycle that was driven by
 * somebody in a hurry is not shared with those who have more time.
 */
public final class Sampler implements SnapshotSource {
    /** Of all samplers of the process: a machine may be read by more than one. */
    private static final AtomicLong CYCLES = new AtomicLong();

    /** Healthy reads end within it. Cut short they would count as hanging, for those who ask next too. */
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(250);

    private final List<Seat> seats;
    private final Set<String> names;
    private final Crew crew;
    private final Clock clock;
    private final Duration minAge;
    private final Duration timeout;
    private final Supplier<Optional<Instant>> bootTime;

    /** Guarded by this object's monitor, like everything below. */
    private final SelfMetrics self;

    private final Journal journal = new Journal();
    private final FamilyOrder order = new FamilyOrder();
    private @Nullable Cycle running;
    private @Nullable Cycle latest;

    /**
     * @param seats the collectors, in the order in which they run
     * @param settings how long a cycle takes at most, and how old it may be to be shared
     * @param bootTime when the machine started
     * @param self what stands in every snapshot beside them; nobody else's from now on
     */
    public Sampler(
            List<Seat> seats,
            Crew crew,
            Clock clock,
            SamplingSettings settings,
            Supplier<Optional<Instant>> bootTime,
            SelfMetrics self) {
        this.seats = List.copyOf(seats);
        this.crew = crew;
        this.clock = clock;
        this.minAge = settings.minAge();
        this.timeout = settings.timeout();
        this.bootTime = bootTime;
        this.self = self;
        this.names = Collections.unmodifiableSet(
                new LinkedHashSet<>(this.seats.stream().map(Seat::name).toList()));
    }

    /** One cycle: who takes part, when it began, for how long it may last, and its snapshot once it has ended. */
    private static final class Cycle {
        private final List<Seat> seats;
        private final Set<String> collectors;
        private final Instant readAt;
        private final long startedAt;
        private final long patience;
        private List<Result> results = List.of();
        private @Nullable Snapshot snapshot;

        Cycle(List<Seat> seats, Set<String> collectors, Instant readAt, long startedAt, long patience) {
            this.seats = seats;
            this.collectors = collectors;
            this.readAt = readAt;
            this.startedAt = startedAt;
            this.patience = patience;
        }

        /** Whether it gives what is wanted; one for somebody in a hurry may lack what others would have waited for. */
        boolean serves(Set<String> wanted, long nanosOfPatience) {
            return collectors.containsAll(wanted) && patience >= nanosOfPatience;
        }
    }

    static long nextCycle() {
        return CYCLES.incrementAndGet();
    }

    @Override
    public Set<String> collectors() {
        return names;
    }

    @Override
    public Snapshot read(Set<String> wanted, Duration within) {
        long patience = Math.min(Math.max(within.toNanos(), LEAST_PATIENCE.toNanos()), timeout.toNanos());
        long deadline = System.nanoTime() + patience;
        Cycle mine;
        synchronized (this) {
            Snapshot shared = shareOrWait(wanted, patience, deadline);
            if (shared != null) {
                return shared;
            }
            mine = begin(wanted, patience, deadline);
        }
        try {
            crew.run(mine.seats.stream().map(Seat::read).toList(), deadline);
        } finally {
            synchronized (this) {
                end(mine);
            }
        }
        synchronized (this) {
            return snapshotOf(mine, wanted);
        }
    }

    /** A snapshot of another one's cycle, or null if the caller shall start one. */
    private @Nullable Snapshot shareOrWait(Set<String> wanted, long patience, long deadline) {
        while (true) {
            Cycle last = latest;
            if (last != null && last.serves(wanted, patience) && isYoung(last)) {
                return snapshotOf(last, wanted);
            }
            Cycle other = running;
            if (other == null) {
                return null;
            }
            if (!awaitEnd(other, deadline)) {
                return partial(other, wanted);
            }
            if (other.serves(wanted, patience)) {
                return snapshotOf(other, wanted);
            }
        }
    }

    private boolean isYoung(Cycle cycle) {
        return clock.nanoTime() - cycle.startedAt < minAge.toNanos();
    }

    private boolean awaitEnd(Cycle cycle, long deadline) {
        while (running == cycle) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private Cycle begin(Set<String> wanted, long patience, long deadline) {
        List<Seat> taking = wanted.size() == seats.size()
                ? seats
                : seats.stream().filter(seat -> wanted.contains(seat.name())).toList();
        Cycle cycle = new Cycle(taking, Set.copyOf(wanted), clock.now(), clock.nanoTime(), patience);
        long number = nextCycle();
        taking.forEach(seat -> seat.begin(deadline, number));
        running = cycle;
        return cycle;
    }

    private void end(Cycle cycle) {
        List<Result> results = new ArrayList<>(cycle.seats.size());
        try {
            for (Seat seat : cycle.seats) {
                Result result = seat.finish(cycle.readAt, journal);
                self.count(result);
                results.add(result);
            }
            cycle.results = results;
            latest = cycle;
        } finally {
            running = null;
            notifyAll();
        }
    }

    private Snapshot snapshotOf(Cycle cycle, Set<String> wanted) {
        if (wanted.size() < cycle.collectors.size()) {
            return assemble(
                    cycle.readAt,
                    cycle.results.stream()
                            .filter(result -> wanted.contains(result.collector()))
                            .toList());
        }
        Snapshot whole = cycle.snapshot;
        if (whole == null) {
            whole = assemble(cycle.readAt, cycle.results);
            cycle.snapshot = whole;
        }
        return whole;
    }

    /** What has ended of a cycle that goes on, for a caller that cannot wait for the rest. */
    private Snapshot partial(Cycle cycle, Set<String> wanted) {
        return assemble(
                cycle.readAt,
                seats.stream()
                        .filter(seat -> wanted.contains(seat.name()))
                        .map(seat -> cycle.collectors.contains(seat.name())
                                ? seat.peek(cycle.readAt)
                                : seat.notReached(cycle.readAt))
                        .toList());
    }

    private Snapshot assemble(Instant readAt, List<Result> results) {
        List<Result> all = new ArrayList<>(results);
        all.add(new Result(
                SelfMetrics.COLLECTOR, Outcome.OK, self.families(results, crew.stuck()), 0, Duration.ZERO, readAt));
        return new Snapshot(readAt, bootTime.get(), all, order);
    }
}
