package dev.hostgauge.collector;

import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.config.CompatSettings;
import dev.hostgauge.config.GivenSettings;
import dev.hostgauge.config.SamplingSettings;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.RecordedMachine;
import dev.hostgauge.metric.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The engine with these collectors, on a recorded machine that it reads when it is told to. */
public final class RecordedRun implements AutoCloseable {
    /** Reading reference.conf takes longer than a cycle. */
    private static final Map<String, CollectorSettings> DEFAULTS = new ConcurrentHashMap<>();

    private final Passage passage;
    private final Crew crew = new Crew();
    private final List<String> crashes = new CopyOnWriteArrayList<>();
    private final Ticker ticker;
    private final Sampler sampler;

    /** As without any other settings, and with nothing but the sampler to tell of itself. */
    public static SelfMetrics selfMetrics() {
        return new SelfMetrics(CompatSettings.DEFAULTS, List.of());
    }

    /** The machine that runs the test may have a GPU, which no recording is to show. */
    private static CollectorSettings settings(String collector) {
        return collector.equals("gpu")
                ? GivenSettings.over("gpu", "nvml.library = /no/libnvidia-ml.so.1")
                : CollectorSettings.defaults(collector);
    }

    /** What lets the machine's time go on; false at the end of what is known of it. */
    public interface Passage {
        boolean proceed() throws IOException;
    }

    /** With the default settings of each collector. */
    public RecordedRun(List<Registration> registrations, RecordedMachine recorded) {
        this(registrations, recorded.machine(), recorded::proceed);
    }

    public RecordedRun(List<Registration> registrations, Machine machine, Passage passage) {
        this.passage = passage;
        TrailingWindow window = new TrailingWindow(machine.clock());
        List<Seat> seats = new ArrayList<>();
        List<Ticking> ticking = new ArrayList<>();
        for (Registration registration : registrations) {
            CollectorSettings settings = DEFAULTS.computeIfAbsent(registration.name(), RecordedRun::settings);
            Collector collector = registration.factory().make(new Context(machine, settings, crew, window));
            seats.add(new Seat(registration, sink -> collect(registration, collector, sink), machine.clock()));
            if (collector instanceof Ticking ticks) {
                ticking.add(ticks);
            }
        }
        ticker = new Ticker(window, ticking);
        Optional<Instant> bootTime = machine.bootTime();
        sampler = new Sampler(
                seats,
                crew,
                machine.clock(),
                new SamplingSettings(Duration.ZERO, Duration.ofSeconds(20)),
                () -> bootTime,
                selfMetrics());
    }

    private void collect(Registration registration, Collector collector, Sink sink) throws IOException {
        try {
            collector.collect(sink);
        } catch (RuntimeException crash) {
            crashes.add(registration.name() + ": " + crash);
            throw crash;
        }
    }

    /** Collectors that threw what no collector should throw, and what. */
    public List<String> crashes() {
        return List.copyOf(crashes);
    }

    /** Ticks through everything that was recorded, so that there are rates, and then reads all. */
    public Snapshot readAtTheEnd() throws IOException {
        do {
            ticker.tick();
        } while (passage.proceed());
        return read();
    }

    /** One cycle of all collectors. */
    public Snapshot read() {
        return sampler.read(sampler.collectors(), Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        crew.close();
    }
}
