package dev.hostgauge.collector.self;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Platform;
import java.util.List;
import java.util.Map;

/** The exporter's own process as Java knows it, which is not its memory and not its files. */
final class PortableProcess implements Collector {
    private static final double MILLISECONDS = 1000;

    private static final List<Declaration> METRICS = List.of(OwnProcess.CPU, OwnProcess.START);

    static final Portable VARIANT =
            Portable.of(Map.of(Platform.MACOS, METRICS, Platform.WINDOWS, METRICS), context -> new PortableProcess());

    @Override
    public void collect(Sink sink) {
        ProcessHandle.Info own = ProcessHandle.current().info();
        own.totalCpuDuration().ifPresent(time -> sink.add(OwnProcess.CPU, time.toMillis() / MILLISECONDS));
        own.startInstant().ifPresent(start -> sink.add(OwnProcess.START, start.toEpochMilli() / MILLISECONDS));
    }
}
