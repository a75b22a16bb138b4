package dev.hostgauge.collector.process;

import static dev.hostgauge.collector.process.Cgroup.CPU_PERIODS;
import static dev.hostgauge.collector.process.Cgroup.CPU_QUOTA;
import static dev.hostgauge.collector.process.Cgroup.CPU_THROTTLED;
import static dev.hostgauge.collector.process.Cgroup.CPU_THROTTLED_PERIODS;
import static dev.hostgauge.collector.process.Cgroup.CPU_USAGE;
import static dev.hostgauge.collector.process.Cgroup.MEMORY_LIMIT;
import static dev.hostgauge.collector.process.Cgroup.OOM_KILLS;
import static dev.hostgauge.collector.process.Cgroup.PIDS;
import static dev.hostgauge.collector.process.Cgroup.PIDS_LIMIT;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of one process's cgroup, of either version or, on a machine with both, of each for what it controls.
 *
 * @param places the folders that they are in
 * @param limits what may be used
 * @param sources what is used
 */
record CgroupFiles(List<CgroupPlace> places, List<CgroupLimit> limits, List<Source> sources) {
    static final CgroupFiles NONE = new CgroupFiles(List.of(), List.of(), List.of());

    private static final double MICROSECONDS = 1e6;
    private static final double NANOSECONDS = 1e9;

    CgroupFiles {
        places = List.copyOf(places);
        limits = List.copyOf(limits);
        sources = List.copyOf(sources);
    }

    /** A limit that there is. */
    record Known(MetricDef metric, double value) {}

    /** A file that is read in every cycle. */
    interface Source {
        Path path();

        void addTo(Sink sink, Text text) throws IOException;

        void close() throws IOException;
    }

    /** Those of the hierarchies in which this process is not in the root. */
    static CgroupFiles find(Root own, CgroupPlace.Table table) {
        Builder builder = new Builder(own);
        table.unified()
                .filter(place -> own.exists(place.own() + "/cgroup.events"))
                .ifPresent(place -> builder.version2(place, table));
        builder.version1("cpuacct", table).ifPresent(builder::cpuUsage);
        builder.version1("cpu", table).ifPresent(builder::cpuQuota);
        builder.version1("memory", table).ifPresent(builder::memory);
        builder.version1("pids", table).ifPresent(builder::pids);
        return new CgroupFiles(builder.places, builder.limits, builder.sources);
    }

    void close() throws IOException {
        for (Source source : sources) {
            source.close();
        }
    }

    private static final class Builder {
        private final Root own;
        private final List<CgroupPlace> places = new ArrayList<>();
        private final List<CgroupLimit> limits = new ArrayList<>();
        private final List<Source> sources = new ArrayList<>();

        Builder(Root own) {
            this.own = own;
        }

        private Optional<CgroupPlace> version1(String controller, CgroupPlace.Table table) {
            // The kernel has this file in the root of each hierarchy of version 1 alone.
            return table.ofController(controller).filter(place -> !own.exists(place.own() + "/release_agent"));
        }

        private KernelFile file(CgroupPlace place, String name) {
            return own.file(place.own() + "/" + name);
        }

        private void version2(CgroupPlace place, CgroupPlace.Table table) {
            places.add(place);
            if (!table.isOfVersion1("cpu")) {
                limits.add(new CgroupLimit(CPU_QUOTA, place, "cpu.max", CgroupLimit::parseQuota));
                sources.add(new Keyed(
                        file(place, "cpu.stat"),
                        Map.of(
                                "usage_usec", new Value(CPU_USAGE, MICROSECONDS),
                                "nr_periods", new Value(CPU_PERIODS, 1),
                                "nr_throttled", new Value(CPU_THROTTLED_PERIODS, 1),
                                "throttled_usec", new Value(CPU_THROTTLED, MICROSECONDS))));
            }
            if (!table.isOfVersion1("memory")) {
                limits.add(new CgroupLimit(MEMORY_LIMIT, place, "memory.max", CgroupLimit::parse));
                sources.add(
                        new CgroupMemory(file(place, "memory.current"), file(place, "memory.stat"), "inactive_file"));
                sources.add(new Keyed(file(place, "memory.events"), Map.of("oom_kill", new Value(OOM_KILLS, 1))));
            }
            if (!table.isOfVersion1("pids")) {
                pids(place);
            }
        }

        private void cpuUsage(CgroupPlace place) {
            places.add(place);
            sources.add(new Single(file(place, "cpuacct.usage"), new Value(CPU_USAGE, NANOSECONDS)));
        }

        private void cpuQuota(CgroupPlace place) {
            places.add(place);
            limits.add(CgroupLimit.ofQuota(CPU_QUOTA, place));
            sources.add(new Keyed(
                    file(place, "cpu.stat"),
                    Map.of(
                            "nr_periods", new Value(CPU_PERIODS, 1),
                            "nr_throttled", new Value(CPU_THROTTLED_PERIODS, 1),
                            "throttled_time", new Value(CPU_THROTTLED, NANOSECONDS))));
        }

        private void memory(CgroupPlace place) {
            places.add(place);
            limits.add(new CgroupLimit(MEMORY_LIMIT, place, "memory.limit_in_bytes", CgroupLimit::parse));
            sources.add(new CgroupMemory(
                    file(place, "memory.usage_in_bytes"), file(place, "memory.stat"), "total_inactive_file"));
            sources.add(new Keyed(file(place, "memory.oom_control"), Map.of("oom_kill", new Value(OOM_KILLS, 1))));
        }

        private void pids(CgroupPlace place) {
            places.add(place);
            limits.add(new CgroupLimit(PIDS_LIMIT, place, "pids.max", CgroupLimit::parse));
            sources.add(new Single(file(place, "pids.current"), new Value(PIDS, 1)));
        }
    }

    /**
     * What a number in a file means.
     *
     * @param metric what it is
     * @param perUnit how many of it are one of the metric's unit
     */
    record Value(MetricDef metric, double perUnit) {}

    /** A file with one number. */
    private record Single(KernelFile file, Value value) implements Source {
        @Override
        public Path path() {
            return file.path();
        }

        @Override
        public void addTo(Sink sink, Text text) throws IOException {
            if (file.readIfPresent(text)) {
                text.nextLine();
                sink.add(value.metric, text.count() / value.perUnit);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** A file with a name and a number in each line, of which some are wanted. */
    private record Keyed(KernelFile file, Map<String, Value> values) implements Source {
        @Override
        public Path path() {
            return file.path();
        }

        @Override
        public void addTo(Sink sink, Text text) throws IOException {
            if (file.readIfPresent(text)) {
                while (text.nextLine()) {
                    addLine(sink, text);
                }
            }
        }

        private void addLine(Sink sink, Text text) throws Malformed {
            Value value = values.get(text.word());
            if (value != null) {
                sink.add(value.metric, text.count() / value.perUnit);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
