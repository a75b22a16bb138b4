package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.SharedFile;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Model and microcode of each CPU, from {@code /proc/cpuinfo}: read once, and anew when a CPU came or went. */
final class CpuInfo {
    static final MetricDef INFO = MetricDef.gauge(
            "node_cpu_info",
            "1, with what /proc/cpuinfo says of the CPU in labels; absent unless info is on.",
            "package",
            "core",
            "cpu",
            "vendor",
            "family",
            "model",
            "model_name",
            "microcode",
            "stepping",
            "cachesize");

    /** The field behind each label, as x86 has it; other architectures have few of them. */
    private static final List<String> FIELDS = List.of(
            "physical id",
            "core id",
            "processor",
            "vendor_id",
            "cpu family",
            "model",
            "model name",
            "microcode",
            "stepping",
            "cache size");

    private final SharedFile file;
    private final Text text = new Text();
    private List<String[]> cpus = List.of();
    private boolean known;

    CpuInfo(Root proc) {
        file = proc.shared("cpuinfo");
    }

    void add(Sink sink, boolean changed) {
        known &= !changed;
        try {
            if (!known) {
                cpus = file.readIfPresent(sink.cycle(), text) ? parse(text) : List.of();
                known = true;
            }
            for (String[] labelValues : cpus) {
                sink.add(INFO, 1, labelValues);
            }
        } catch (IOException failure) {
            sink.problem(file.path(), failure);
        }
    }

    /** Label values of each CPU, empty where the file does not say; none if it has no blocks of one CPU each. */
    static List<String[]> parse(Text text) throws Malformed {
        List<String[]> cpus = new ArrayList<>();
        while (text.nextLine()) {
            if (text.atLineEnd()) {
                continue;
            }
            String field = text.wordUntil(':');
            if (field.equals("processor")) {
                String[] unknown = new String[FIELDS.size()];
                Arrays.fill(unknown, "");
                cpus.add(unknown);
            }
            int label = FIELDS.indexOf(field);
            if (label >= 0 && !cpus.isEmpty()) {
                cpus.get(cpus.size() - 1)[label] = text.rest();
            }
        }
        return cpus;
    }
}
