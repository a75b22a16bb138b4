package dev.hostgauge.collector.process;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits and use of the cgroup that the exporter itself is in: its container's, or its service's. The root of a hierarchy
 * limits nothing and is the machine, so that it is absent.
 */
final class Cgroup implements Collector {
    private static final String LIMITED =
            "; of the cgroups around it that can be seen the smallest counts. Absent without a limit. Read every 30 s.";

    static final MetricDef CPU_QUOTA = MetricDef.gauge(
            "host_cgroup_cpu_quota_cores",
            "Processor time that the exporter's cgroup may use, in seconds a second" + LIMITED);
    static final MetricDef CPU_USAGE = MetricDef.counter(
            "host_cgroup_cpu_usage_seconds_total", "Processor time that the exporter's cgroup has used, in seconds.");
    static final MetricDef CPU_PERIODS = MetricDef.counter(
            "host_cgroup_cpu_periods_total",
            "Periods of the CPU quota in which the exporter's cgroup ran; absent where the kernel counts none.");
    static final MetricDef CPU_THROTTLED_PERIODS = MetricDef.counter(
            "host_cgroup_cpu_throttled_periods_total",
            "Those of them in which it used the quota up and had to wait; absent where the kernel counts none.");
    static final MetricDef CPU_THROTTLED = MetricDef.counter(
            "host_cgroup_cpu_throttled_seconds_total",
            "How long the exporter's cgroup had to wait because its quota was used up, in seconds, added up over CPUs;"
                    + " absent where the kernel counts none.");
    static final MetricDef MEMORY_LIMIT = MetricDef.gauge(
            "host_cgroup_memory_limit_bytes", "Memory that the exporter's cgroup may hold, in bytes" + LIMITED);
    static final MetricDef MEMORY_USAGE = MetricDef.gauge(
            "host_cgroup_memory_usage_bytes",
            "Memory that the exporter's cgroup holds, in bytes, cached files included: what the limit counts.");
    static final MetricDef MEMORY_WORKING_SET = MetricDef.gauge(
            "host_cgroup_memory_working_set_bytes",
            "The same without cached files that were not used of late, in bytes: what container tools show as in use.");
    static final MetricDef OOM_KILLS = MetricDef.counter(
            "host_cgroup_memory_oom_kills_total",
            "Processes of the exporter's cgroup and those below that were killed for want of memory; absent before"
                    + " Linux 4.13.");
    static final MetricDef PIDS = MetricDef.gauge(
            "host_cgroup_pids",
            "Processes and threads in the exporter's cgroup; absent where the kernel does not count them there.");
    static final MetricDef PIDS_LIMIT = MetricDef.gauge(
            "host_cgroup_pids_limit", "Processes and threads that the exporter's cgroup may have" + LIMITED);

    static final List<Declaration> METRICS = List.of(
            CPU_QUOTA,
            CPU_USAGE,
            CPU_PERIODS,
            CPU_THROTTLED_PERIODS,
            CPU_THROTTLED,
            MEMORY_LIMIT,
            MEMORY_USAGE,
            MEMORY_WORKING_SET,
            OOM_KILLS,
            PIDS,
            PIDS_LIMIT);

    private final Root own;
    private final Due placeDue;
    private final Due limitsDue;
    private final Text text = new Text();
    private CgroupFiles files = CgroupFiles.NONE;
    private List<CgroupFiles.Known> limits = List.of();

    Cgroup(Context context) {
        own = context.machine().own();
        placeDue = new Due(context.machine().clock(), Due.FACTS);
        limitsDue = new Due(context.machine().clock(), Due.SETTINGS);
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (placeDue.take()) {
            locate();
        }
        if (limitsDue.take()) {
            readLimits(sink);
        }
        for (CgroupFiles.Known limit : limits) {
            sink.add(limit.metric(), limit.value());
        }
        for (CgroupFiles.Source source : files.sources()) {
            try {
                source.addTo(sink, text);
            } catch (IOException failure) {
                sink.problem(source.path(), failure);
            }
        }
    }

    /** A process may be moved to another cgroup while it runs. */
    private void locate() throws IOException {
        try {
            CgroupFiles found = CgroupFiles.find(own, CgroupPlace.read(own));
            if (!found.places().equals(files.places())) {
                files.close();
                files = found;
                limitsDue.now();
            }
        } catch (IOException failure) {
            placeDue.now();
            throw failure;
        }
    }

    private void readLimits(Sink sink) {
        List<CgroupFiles.Known> known = new ArrayList<>();
        for (CgroupLimit limit : files.limits()) {
            try {
                limit.smallest(own).ifPresent(value -> known.add(new CgroupFiles.Known(limit.metric(), value)));
            } catch (IOException failure) {
                limitsDue.now();
                sink.problem(Path.of("/").resolve(limit.file()), failure);
            }
        }
        limits = known;
    }
}
