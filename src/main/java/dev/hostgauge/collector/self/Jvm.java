package dev.hostgauge.collector.self;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Part;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** Memory, garbage collection and threads of the Java that runs the exporter, under client_java's names. */
final class Jvm implements Collector {
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final String HEAP = "heap";
    private static final String NON_HEAP = "nonheap";

    private static final MetricDef USED =
            MetricDef.gauge("jvm_memory_used_bytes", "Memory in use, in bytes, by area: heap, nonheap.", "area");
    private static final MetricDef COMMITTED = MetricDef.gauge(
            "jvm_memory_committed_bytes", "Memory that the JVM has from the system, in bytes, by area.", "area");
    private static final MetricDef MAX = MetricDef.gauge(
            "jvm_memory_max_bytes", "Limit of the memory, in bytes, by area; absent without a limit.", "area");
    private static final MetricDef POOL_USED = MetricDef.gauge(
            "jvm_memory_pool_used_bytes", "Memory in use in each of the JVM's pools, in bytes.", "pool");
    private static final MetricDef COLLECTING = MetricDef.summary(
            "jvm_gc_collection_seconds", "Garbage collections and the time they took, in seconds, by collector.", "gc");
    private static final MetricDef THREADS = MetricDef.gauge("jvm_threads_current", "Threads that live.");
    private static final MetricDef DAEMONS = MetricDef.gauge("jvm_threads_daemon", "Daemon threads that live.");
    private static final MetricDef PEAK = MetricDef.gauge("jvm_threads_peak", "Most threads that lived at a time.");
    private static final MetricDef STARTED =
            MetricDef.counter("jvm_threads_started_total", "Threads that were started, a count.");

    static final List<Declaration> METRICS =
            List.of(USED, COMMITTED, MAX, POOL_USED, COLLECTING, THREADS, DAEMONS, PEAK, STARTED);

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();

    @Override
    public void collect(Sink sink) {
        addArea(HEAP, memory.getHeapMemoryUsage(), sink);
        addArea(NON_HEAP, memory.getNonHeapMemoryUsage(), sink);
        for (MemoryPoolMXBean pool : pools) {
            sink.add(POOL_USED, (double) pool.getUsage().getUsed(), pool.getName());
        }
        for (GarbageCollectorMXBean collector : collectors) {
            String name = collector.getName();
            sink.add(COLLECTING, collector.getCollectionTime() / MILLIS_PER_SECOND, name, Part.SUM);
            sink.add(COLLECTING, (double) collector.getCollectionCount(), name, Part.COUNT);
        }
        sink.add(THREADS, threads.getThreadCount());
        sink.add(DAEMONS, threads.getDaemonThreadCount());
        sink.add(PEAK, threads.getPeakThreadCount());
        sink.add(STARTED, (double) threads.getTotalStartedThreadCount());
    }

    private static void addArea(String area, MemoryUsage usage, Sink sink) {
        sink.add(USED, (double) usage.getUsed(), area);
        sink.add(COMMITTED, (double) usage.getCommitted(), area);
        if (usage.getMax() >= 0) {
            sink.add(MAX, (double) usage.getMax(), area);
        }
    }
}
