package dev.hostgauge.collector;

import dev.hostgauge.config.CompatSettings;
import dev.hostgauge.config.Version;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Outcome;
import dev.hostgauge.metric.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the engine says about itself, in every snapshot. Guarded by the sampler's lock. */
public final class SelfMetrics {
    /** Under this name the engine's own result stands in a snapshot. */
    public static final String COLLECTOR = "hostgauge";

    private static final MetricDef BUILD_INFO = MetricDef.gauge(
            "hostgauge_build_info",
            "1, with the version, the commit (empty if the build was not told) and the Java that runs it.",
            "version",
            "revision",
            "java");
    private static final MetricDef OUTCOME = MetricDef.gauge(
            "hostgauge_collector_outcome",
            "Whether the collector's last reading ended so: ok, absent (nothing such on this machine), failed or timed_out.",
            "collector",
            "outcome");
    private static final MetricDef DURATION = MetricDef.gauge(
            "hostgauge_collector_duration_seconds", "How long the collector's last reading took.", "collector");
    private static final MetricDef FAILURES = MetricDef.counter(
            "hostgauge_collector_failures_total",
            "Readings of the collector that failed or timed out since the exporter started.",
            "collector");
    private static final MetricDef PROBLEMS = MetricDef.gauge(
            "hostgauge_collector_problems",
            "Sources of the collector that could not be read while the rest was served; the log names them.",
            "collector");
    private static final MetricDef STUCK = MetricDef.gauge(
            "hostgauge_stuck_reads",
            "Reads that hang in the kernel at the moment, each with one thread; none is started a second time.");
    private static final MetricDef SCRAPE_DURATION = MetricDef.gauge(
            "node_scrape_collector_duration_seconds",
            "How long the collector's last reading took, under node_exporter's name.",
            "collector");
    private static final MetricDef SCRAPE_SUCCESS = MetricDef.gauge(
            "node_scrape_collector_success",
            "1 if the collector's last reading was ok or absent, under node_exporter's name.",
            "collector");

    private static final MetricDef NODE_EXPORTER = MetricDef.gauge(
            "node_exporter_build_info",
            "Always 1, for dashboards that choose instances by it: HostGauge's version and commit under node_exporter's"
                    + " name. Absent where compat.node-exporter-build-info is off.",
            "version",
            "revision");

    /** Everything that {@link #families} can give of its own. */
    public static final List<Declaration> METRICS = List.of(
            BUILD_INFO, NODE_EXPORTER, OUTCOME, DURATION, FAILURES, PROBLEMS, STUCK, SCRAPE_DURATION, SCRAPE_SUCCESS);

    private final boolean asNodeExporter;
    private final List<Supplier<List<Family>>> others;
    private final Version version = Version.current();
    private final Staging staging = new Staging();
    private final Map<String, Integer> failures = new HashMap<>();

    /**
     * @param compat under which names of others it is told what runs
     * @param others what other parts of the exporter say about themselves; asked under the sampler's lock
     */
    public SelfMetrics(CompatSettings compat, List<Supplier<List<Family>>> others) {
        this.asNodeExporter = compat.nodeExporterBuildInfo();
        this.others = List.copyOf(others);
    }

    void count(Result result) {
        failures.merge(result.collector(), result.outcome().isFine() ? 0 : 1, Integer::sum);
    }

    List<Family> families(List<Result> results, int stuck) {
        staging.begin(Long.MAX_VALUE, Sampler.nextCycle());
        staging.add(BUILD_INFO, 1, version.version(), version.revision(), version.java());
        for (Result result : results) {
            String collector = result.collector();
            double seconds = result.took().toNanos() / 1e9;
            for (Outcome outcome : Outcome.values()) {
                staging.add(OUTCOME, result.outcome() == outcome ? 1 : 0, collector, outcome.label());
            }
            staging.add(DURATION, seconds, collector);
            staging.add(FAILURES, failures.getOrDefault(collector, 0), collector);
            staging.add(PROBLEMS, result.problems(), collector);
            staging.add(SCRAPE_DURATION, seconds, collector);
            staging.add(SCRAPE_SUCCESS, result.outcome().isFine() ? 1 : 0, collector);
        }
        staging.add(STUCK, stuck);
        if (asNodeExporter) {
            staging.add(NODE_EXPORTER, 1, version.version(), version.revision());
        }
        List<Family> families = staging.publish();
        others.forEach(other -> families.addAll(other.get()));
        return families;
    }
}
