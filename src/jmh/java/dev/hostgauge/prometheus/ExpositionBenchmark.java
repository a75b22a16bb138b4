package dev.hostgauge.prometheus;

import dev.hostgauge.metric.Snapshot;
import dev.hostgauge.metric.Snapshots;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A small server's snapshot as OpenMetrics: appended by us, and built for and written by client_java. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-Xss256k"})
@State(Scope.Thread)
public class ExpositionBenchmark {
    private final Snapshot snapshot = Snapshots.ofSmallServer();
    private final Exposition exposition = new Exposition();
    private final ByteBuilder out = new ByteBuilder();
    private final SnapshotCollector collector = new SnapshotCollector(() -> snapshot);
    private final OpenMetricsTextFormatWriter clientJava = OpenMetricsTextFormatWriter.create();

    @Benchmark
    public int append() throws IOException {
        out.clear();
        exposition.write(snapshot, NameFilter.ALL, Format.OPEN_METRICS, out);
        return out.size();
    }

    @Benchmark
    public int writeWithClientJava() throws IOException {
        out.clear();
        clientJava.write(out, collector.collect(), EscapingScheme.UNDERSCORE_ESCAPING);
        return out.size();
    }
}
