package dev.hostgauge.collector;

import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Labels;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Part;
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
        for (Family family : staging.publish()) {
            for (int i = 0; i < family.size(); i++) {
                list.points.put(series(family, i), family.value(i));
            }
        }
        staging.problems().forEach((source, what) -> list.problems.add(source + ": " + what));
        return list;
    }

    private static String series(Family family, int index) {
        MetricDef metric = family.metric();
        Labels values = family.labels(index);
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < metric.labels().size(); i++) {
            pairs.add(metric.labels().get(i) + "=\"" + values.value(i) + '"');
        }
        String name = metric.name();
        if (metric.kind().hasParts()) {
            String part = values.value(values.size() - 1);
            name += Part.suffix(metric.kind(), part);
            if (Part.isBound(part)) {
                pairs.add(Part.label(metric.kind()) + "=\"" + part + '"');
            }
        }
        return pairs.isEmpty() ? name : name + "{" + String.join(",", pairs) + "}";
    }

    public Map<String, Double> points() {
        return points;
    }

    public List<String> problems() {
        return problems;
    }
}
