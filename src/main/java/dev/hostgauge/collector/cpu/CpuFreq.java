package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.SharedFile;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.OtelDef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How fast the CPUs run, from the policies in sysfs. Where there are none, as in most virtual machines,
 * {@code /proc/cpuinfo} may know the portable {@code host_cpu_frequency_hertz} at least.
 */
final class CpuFreq implements Collector {
    private static final MetricDef FREQUENCY = MetricDef.gauge(
            "node_cpu_frequency_hertz",
            "Frequency that the hardware reports, in hertz; absent where it does not, and mostly for users but root.",
            "cpu");
    private static final MetricDef AVERAGE = MetricDef.gauge(
            "node_cpu_frequency_avg_hertz",
            "Frequency that the hardware measured as its average of late, in hertz; absent before Linux 6.14.",
            "cpu");
    private static final MetricDef MINIMUM =
            MetricDef.gauge("node_cpu_frequency_min_hertz", "Lowest frequency of the hardware, in hertz.", "cpu");
    private static final MetricDef MAXIMUM =
            MetricDef.gauge("node_cpu_frequency_max_hertz", "Highest frequency of the hardware, in hertz.", "cpu");
    static final MetricDef SCALING = MetricDef.gauge(
                    "node_cpu_scaling_frequency_hertz",
                    "Frequency that the kernel knows or chose, in hertz; absent without frequency scaling.",
                    "cpu")
            .otel(OtelDef.gauge("system.cpu.frequency", "Hz").integers().attribute("cpu", "cpu.logical_number"));
    private static final MetricDef SCALING_MINIMUM = MetricDef.gauge(
            "node_cpu_scaling_frequency_min_hertz", "Lowest frequency that the governor may choose, in hertz.", "cpu");
    private static final MetricDef SCALING_MAXIMUM = MetricDef.gauge(
            "node_cpu_scaling_frequency_max_hertz", "Highest frequency that the governor may choose, in hertz.", "cpu");
    private static final MetricDef GOVERNOR = MetricDef.gauge(
            "node_cpu_scaling_governor",
            "Whether this governor chooses the frequency, 0 or 1 for each that is available.",
            "cpu",
            "governor");
    static final MetricDef MEAN = MetricDef.gauge(
            "host_cpu_frequency_hertz",
            "Frequency as a mean over the CPUs, in hertz; without frequency scaling what /proc/cpuinfo says, "
                    + "up to 30 seconds old; absent where neither knows.");
    static final MetricDef HIGHEST = MetricDef.gauge(
            "host_cpu_frequency_max_hertz",
            "Highest frequency of the fastest CPU, in hertz; absent without frequency scaling.");

    static final List<Declaration> METRICS = List.of(
            FREQUENCY, AVERAGE, MINIMUM, MAXIMUM, SCALING, SCALING_MINIMUM, SCALING_MAXIMUM, GOVERNOR, MEAN, HIGHEST);

    private static final List<Frequency.Kind> KINDS = List.of(
            new Frequency.Kind("cpuinfo_cur_freq", FREQUENCY, true, true),
            new Frequency.Kind("cpuinfo_avg_freq", AVERAGE, true, false),
            new Frequency.Kind("cpuinfo_min_freq", MINIMUM, false, false),
            new Frequency.Kind("cpuinfo_max_freq", MAXIMUM, false, false),
            new Frequency.Kind("scaling_cur_freq", SCALING, true, false),
            new Frequency.Kind("scaling_min_freq", SCALING_MINIMUM, false, false),
            new Frequency.Kind("scaling_max_freq", SCALING_MAXIMUM, false, false));

    private final Root sys;
    private final Crew crew;
    private final SysCpus cpus;
    private final SharedFile cpuinfo;
    private final Text text = new Text();
    private final Map<String, FrequencyPolicy> policies = new LinkedHashMap<>();
    /** For what somebody changes now and then, and for what is dear to read. */
    private final Due settingsDue;

    private double cpuinfoHertz = Double.NaN;

    CpuFreq(Context context) {
        sys = context.machine().sys();
        crew = context.crew();
        settingsDue = new Due(context.machine().clock(), Due.SETTINGS);
        cpus = new SysCpus(sys);
        cpuinfo = context.machine().proc().shared("cpuinfo");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (cpus.refresh(sink)) {
            settingsDue.now();
        }
        if (settingsDue.take()) {
            renew(sink);
        }
        if (!policies.isEmpty()) {
            crew.run(policies.values().stream().map(FrequencyPolicy::read).toList(), sink.deadline());
            addPolicies(sink);
        } else if (!Double.isNaN(cpuinfoHertz)) {
            sink.add(MEAN, cpuinfoHertz);
        }
    }

    private void renew(Sink sink) throws IOException {
        Map<String, List<String>> members = members();
        for (Map.Entry<String, FrequencyPolicy> policy : policies.entrySet()) {
            if (!members.containsKey(policy.getKey())) {
                policy.getValue().close();
            }
        }
        policies.keySet().retainAll(members.keySet());
        members.forEach(
                (folder, numbers) -> policies.computeIfAbsent(folder, name -> new FrequencyPolicy(sys, name, KINDS))
                        .renew(numbers));
        if (policies.isEmpty()) {
            readCpuinfo(sink);
        }
    }

    /** The CPUs of each policy, by its folder: CPUs that are clocked together link to the same one. */
    private Map<String, List<String>> members() {
        Map<String, List<String>> members = new LinkedHashMap<>();
        for (String cpu : cpus.all()) {
            String own = SysCpus.FOLDER + "/cpu" + cpu + "/cpufreq";
            if (cpus.isOnline(cpu) && sys.exists(own)) {
                Optional<Path> link = sys.link(own);
                String folder = link.isEmpty()
                        ? own
                        : Path.of(own).resolveSibling(link.get()).normalize().toString();
                members.computeIfAbsent(folder, name -> new ArrayList<>()).add(cpu);
            }
        }
        return members;
    }

    private void readCpuinfo(Sink sink) {
        cpuinfoHertz = Double.NaN;
        try {
            if (cpuinfo.readIfPresent(sink.cycle(), text)) {
                cpuinfoHertz = parseMeanHertz(text);
            }
        } catch (IOException failure) {
            sink.problem(cpuinfo.path(), failure);
            settingsDue.now();
        }
    }

    /** The mean of all lines {@code cpu MHz : 2445.406}; NaN if there are none. */
    static double parseMeanHertz(Text text) throws IOException {
        double sum = 0;
        int count = 0;
        while (text.nextLine()) {
            if (text.startsWith("cpu MHz")) {
                text.wordUntil(':');
                sum += text.decimal() * 1e6;
                count++;
            }
        }
        return sum > 0 ? sum / count : Double.NaN;
    }

    private void addPolicies(Sink sink) {
        double sum = 0;
        int count = 0;
        double highest = 0;
        for (Map.Entry<String, FrequencyPolicy> entry : policies.entrySet()) {
            try {
                FrequencyPolicy policy = entry.getValue().read().value();
                policy.add(sink, GOVERNOR);
                double scaling = policy.hertz(SCALING);
                double hertz = Double.isNaN(scaling) ? policy.hertz(FREQUENCY) : scaling;
                if (!Double.isNaN(hertz)) {
                    sum += hertz * policy.size();
                    count += policy.size();
                }
                highest = Math.max(highest, orZero(policy.hertz(MAXIMUM)));
            } catch (IOException failure) {
                sink.problem(sys.path().resolve(entry.getKey()), failure);
            }
        }
        if (count > 0) {
            sink.add(MEAN, sum / count);
        }
        if (highest > 0) {
            sink.add(HIGHEST, highest);
        }
    }

    private static double orZero(double hertz) {
        return Double.isNaN(hertz) ? 0 : hertz;
    }
}
