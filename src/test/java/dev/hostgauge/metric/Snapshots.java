package dev.hostgauge.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Made-up readings for tests of outputs. */
public final class Snapshots {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    private Snapshots() {}

    /** A family of one series. */
    public static Family family(MetricDef metric, double value, String... labels) {
        return Family.of(metric, new Labels[] {Labels.of(labels)}, new double[] {value}, 1);
    }

    public static Snapshot of(Family... families) {
        return new Snapshot(THEN, Optional.empty(), List.of(result("made-up", families)));
    }

    private static Result result(String collector, Family... families) {
        return new Result(collector, Outcome.OK, List.of(families), 0, Duration.ZERO, THEN);
    }

    /** As large and as varied as a small server's: some 700 points in 110 families. */
    public static Snapshot ofSmallServer() {
        Random random = new Random(42);
        List<Family> families = new ArrayList<>();
        families.add(cpuSeconds(random, 16));
        for (int i = 0; i < 50; i++) {
            families.add(family(
                    MetricDef.gauge(
                            "node_memory_Field" + i + "_bytes", "The field Field" + i + " of /proc/meminfo, in bytes."),
                    random.nextInt(1 << 30) * 1024.0));
        }
        for (int i = 0; i < 30; i++) {
            families.add(perDevice(
                    random,
                    MetricDef.counter(
                            "node_network_receive_kind" + i + "_total",
                            "Packets of kind " + i + " received.",
                            "device")));
        }
        for (int i = 0; i < 20; i++) {
            families.add(ratios(
                    random,
                    MetricDef.gauge(
                            "host_filesystem_share" + i + "_ratio",
                            "Share " + i + " of a filesystem.",
                            "device",
                            "fstype",
                            "mountpoint")));
        }
        return of(families.toArray(Family[]::new));
    }

    private static Family cpuSeconds(Random random, int cpus) {
        MetricDef metric =
                MetricDef.counter("node_cpu_seconds_total", "Seconds the CPUs spent in each mode.", "cpu", "mode");
        List<String> modes = List.of("idle", "iowait", "irq", "nice", "softirq", "steal", "system", "user");
        Labels[] labels = new Labels[cpus * modes.size()];
        double[] values = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Labels.of(String.valueOf(i / modes.size()), modes.get(i % modes.size()));
            values[i] = random.nextInt(100_000_000) / 100.0;
        }
        return Family.of(metric, labels, values, labels.length);
    }

    private static Family perDevice(Random random, MetricDef metric) {
        Labels[] labels = new Labels[14];
        double[] values = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Labels.of("eth" + i);
            values[i] = random.nextLong(1L << 40);
        }
        return Family.of(metric, labels, values, labels.length);
    }

    private static Family ratios(Random random, MetricDef metric) {
        Labels[] labels = new Labels[5];
        double[] values = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Labels.of("/dev/nvme0n1p" + i, "ext4", "/srv/volume/" + i);
            values[i] = random.nextInt(3) == 0 ? random.nextDouble() : random.nextInt(1000) / 1000.0;
        }
        return Family.of(metric, labels, values, labels.length);
    }

    /** Gives this snapshot to everyone, cut down to the collectors that are asked for. */
    public static SnapshotSource source(Set<String> collectors, Snapshot snapshot) {
        return new SnapshotSource() {
            @Override
            public Snapshot read(Set<String> wanted, Duration within) {
                List<Result> results = snapshot.results().stream()
                        .filter(result -> wanted.contains(result.collector()))
                        .toList();
                return wanted.equals(collectors)
                        ? snapshot
                        : new Snapshot(snapshot.readAt(), snapshot.bootTime(), results);
            }

            @Override
            public Set<String> collectors() {
                return collectors;
            }
        };
    }
}
