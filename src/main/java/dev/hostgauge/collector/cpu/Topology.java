package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.OtelDef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where each CPU sits, whether it is online or isolated, and how often it was throttled, from sysfs. Places are read
 * once, and anew when a CPU came or went.
 */
final class Topology {
    static final MetricDef PHYSICAL_COUNT = MetricDef.gauge(
                    "host_cpu_physical_count",
                    "Cores of the CPUs that are online, a count; absent where the kernel does not know them.")
            .otel(OtelDef.upDownCounter("system.cpu.physical.count", "{cpu}"));
    static final MetricDef CORE_THROTTLES = MetricDef.counter(
            "node_cpu_core_throttles_total",
            "How often the core was slowed down against heat, a count; absent on CPUs that do not count it.",
            "package",
            "core");
    static final MetricDef PACKAGE_THROTTLES = MetricDef.counter(
            "node_cpu_package_throttles_total",
            "How often the package was slowed down against heat, a count; absent on CPUs that do not count it.",
            "package");
    static final MetricDef ISOLATED = MetricDef.gauge(
            "node_cpu_isolated", "1 for each CPU that is kept from general scheduling; absent for the others.", "cpu");
    static final MetricDef ONLINE = MetricDef.gauge(
            "node_cpu_online",
            "Whether the CPU is online, 0 or 1; absent where the first one cannot be switched off.",
            "cpu");

    private final Root sys;
    private final SysCpus cpus;
    private final Text text = new Text();

    /** The part that is read anew when a CPU came or went. */
    private List<Throttle> throttles = List.of();

    private Set<String> cores = Set.of();
    private boolean everyCoreKnown;
    private boolean switchable;
    private BitSet isolated = new BitSet();
    private boolean complete;

    /** A file that counts how often a core, or a package, was throttled. */
    private static final class Throttle {
        private final MetricDef metric;
        private final KernelFile file;
        private final String[] labelValues;

        Throttle(MetricDef metric, KernelFile file, String... labelValues) {
            this.metric = metric;
            this.file = file;
            this.labelValues = labelValues;
        }
    }

    Topology(Root sys) {
        this.sys = sys;
        cpus = new SysCpus(sys);
    }

    /** Looks whether a CPU came or went, and reads everything anew if so; whether it did. */
    boolean refresh(Sink sink) throws IOException {
        boolean changed = cpus.refresh(sink);
        if (changed || !complete) {
            complete = true;
            switchable = sys.exists(SysCpus.FOLDER + "/cpu0/online");
            readIsolated(sink);
            readPlaces(sink);
        }
        return changed;
    }

    private void readIsolated(Sink sink) {
        Path file = sys.path().resolve(SysCpus.FOLDER + "/isolated");
        try {
            isolated = SysCpus.parseRanges(
                    file.toString(), sys.fact(SysCpus.FOLDER + "/isolated").orElse(""));
        } catch (IOException failure) {
            isolated = new BitSet();
            incomplete(sink, file, failure);
        }
    }

    private void readPlaces(Sink sink) throws IOException {
        for (Throttle old : throttles) {
            old.file.close();
        }
        throttles = new ArrayList<>();
        Set<String> counted = new HashSet<>();
        cores = new HashSet<>();
        everyCoreKnown = true;
        for (String cpu : cpus.all()) {
            Optional<String> packageId = id(cpu, "physical_package_id", sink);
            Optional<String> core = id(cpu, "core_id", sink);
            if (packageId.isPresent() && core.isPresent()) {
                // Cores of different dies or clusters may have the same number.
                String die = id(cpu, "die_id", sink).orElse("");
                String cluster = id(cpu, "cluster_id", sink).orElse("");
                cores.add(String.join("/", packageId.get(), die, cluster, core.get()));
                addThrottle(CORE_THROTTLES, cpu, "core_throttle_count", counted, packageId.get(), core.get());
                addThrottle(PACKAGE_THROTTLES, cpu, "package_throttle_count", counted, packageId.get());
            } else if (cpus.isOnline(cpu)) {
                everyCoreKnown = false;
            }
        }
    }

    /** CPUs of one core or package share a counter: the first that has it is asked. */
    private void addThrottle(MetricDef metric, String cpu, String name, Set<String> counted, String... labelValues) {
        String file = SysCpus.FOLDER + "/cpu" + cpu + "/thermal_throttle/" + name;
        String whose = String.join("/", labelValues);
        if (!counted.contains(whose) && sys.exists(file)) {
            counted.add(whose);
            throttles.add(new Throttle(metric, sys.file(file), labelValues));
        }
    }

    /** Empty where the kernel does not know, which it writes as −1. */
    private Optional<String> id(String cpu, String name, Sink sink) {
        String file = SysCpus.FOLDER + "/cpu" + cpu + "/topology/" + name;
        Path path = sys.path().resolve(file);
        try {
            Optional<String> id = sys.fact(file);
            if (id.isPresent() && !id.get().matches("-1|[0-9]{1,10}")) {
                throw new Malformed(path.toString(), "a number", id.get());
            }
            return id.filter(number -> !number.equals("-1"));
        } catch (IOException failure) {
            incomplete(sink, path, failure);
            return Optional.empty();
        }
    }

    private void incomplete(Sink sink, Path file, IOException failure) {
        sink.problem(file, failure);
        complete = false;
    }

    void add(Sink sink) {
        if (everyCoreKnown && !cores.isEmpty()) {
            sink.add(PHYSICAL_COUNT, cores.size());
        }
        for (int cpu = isolated.nextSetBit(0); cpu >= 0; cpu = isolated.nextSetBit(cpu + 1)) {
            sink.add(ISOLATED, 1, Integer.toString(cpu));
        }
        if (switchable && cpus.isOnlineKnown()) {
            for (String cpu : cpus.all()) {
                sink.add(ONLINE, cpus.isOnline(cpu) ? 1 : 0, cpu);
            }
        }
        for (Throttle throttle : throttles) {
            try {
                if (throttle.file.readIfGiven(text)) {
                    text.nextLine();
                    sink.add(throttle.metric, text.count(), throttle.labelValues);
                }
            } catch (IOException failure) {
                sink.problem(throttle.file.path(), failure);
            }
        }
    }
}
