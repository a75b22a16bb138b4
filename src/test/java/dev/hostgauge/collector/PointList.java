package dev.hostgauge.collector;

import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.metric.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs one collector and lists what it gave as {@code name{label="value"} → value}, for tests. */
public final class PointList {
    private final Map<String, Double> points = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private PointList() {}

    /** One reading of a collector with the default settings. */
    public static PointList of(Registration registration, Machine machine) throws IOException {
        return of(registration, machine, CollectorSettings.defaults(registration.name()));
    }

    public static PointList of(Registration registration, Machine machine, CollectorSettings settings)
            throws IOException {
        try (Crew crew = new Crew()) {
            TrailingWindow window = new TrailingWindow(machine.clock());
            return of(registration.factory().make(new Context(machine, settings, crew, window)));
        }
    }

    /** One reading of a collector that stands, in a cycle of its own. */
    public static PointList of(Collector collector) throws IOException {
        Staging staging = new Staging();
        staging.begin(System.nanoTime() + Registration.COMPOSITE_LIMIT.toNanos(), Sampler.nextCycle());
        collector.collect(staging);
        PointList list = new PointList();
        list.points.putAll(Samples.of(staging.publish()));
        staging.problems().forEach((source, what) -> list.problems.add(source + ": " + what));
        return list;
    }

    public Map<String, Double> points() {
        return points;
    }

    public List<String> problems() {
        return problems;
    }
}
