package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CPUs that are clocked together and share a folder in sysfs.
 *
 * <p>The kernel may sleep while it measures, up to 50 ms, so that each is a {@link Read} of its own. What that writes
 * is looked at only after {@link Read#value} handed it over.
 */
final class FrequencyPolicy {
    /** One worker of the crew reads many policies, one after the other. */
    private static final ThreadLocal<Text> TEXT = ThreadLocal.withInitial(Text::new);

    private final Read<FrequencyPolicy> read = new Read<>(Registration.READ_LIMIT, this::readFiles);
    private final List<Frequency> frequencies = new ArrayList<>();
    private final KernelFile governorFile;
    private final KernelFile governorsFile;
    private volatile List<String> cpus = List.of();
    private volatile boolean settingsDue;

    private List<String[]> cpuLabels = List.of();
    private List<String[]> governorLabels = List.of();
    private String governor = "";
    private @Nullable IOException governorFailure;

    /**
     * @param folder under sysfs
     */
    FrequencyPolicy(Root sys, String folder, List<Frequency.Kind> kinds) {
        for (Frequency.Kind kind : kinds) {
            frequencies.add(new Frequency(kind, sys.file(folder + "/" + kind.fileName())));
        }
        governorFile = sys.file(folder + "/scaling_governor");
        governorsFile = sys.file(folder + "/scaling_available_governors");
    }

    /** From the next run on it is for these CPUs; limits and governors are read anew. */
    void renew(List<String> numbers) {
        cpus = numbers;
        settingsDue = true;
    }

    Read<FrequencyPolicy> read() {
        return read;
    }

    private FrequencyPolicy readFiles() {
        Text text = TEXT.get();
        boolean everything = settingsDue;
        for (Frequency frequency : frequencies) {
            if (everything || frequency.isLive()) {
                frequency.read(text);
            }
        }
        if (everything) {
            settingsDue = false;
            List<String> numbers = cpus;
            cpuLabels = numbers.stream().map(cpu -> new String[] {cpu}).toList();
            readGovernors(text, numbers);
        }
        return this;
    }

    private void readGovernors(Text text, List<String> numbers) {
        List<String[]> labels = new ArrayList<>();
        governorFailure = null;
        try {
            governor = governorFile.readIfGiven(text) && text.nextLine() ? text.rest() : "";
            if (!governor.isEmpty() && governorsFile.readIfGiven(text) && text.nextLine()) {
                while (!text.atLineEnd()) {
                    String available = text.word();
                    numbers.forEach(cpu -> labels.add(new String[] {cpu, available}));
                }
            }
        } catch (IOException failure) {
            governorFailure = failure;
        }
        governorLabels = labels;
    }

    void add(Sink sink, MetricDef governorMetric) {
        for (Frequency frequency : frequencies) {
            frequency.add(sink, cpuLabels);
        }
        if (governorFailure != null) {
            sink.problem(governorFile.path(), governorFailure);
        }
        for (String[] labels : governorLabels) {
            sink.add(governorMetric, labels[1].equals(governor) ? 1 : 0, labels);
        }
    }

    /** How many CPUs are in it. */
    int size() {
        return cpuLabels.size();
    }

    /** The frequency that this metric stands for; NaN where it is not known. */
    double hertz(MetricDef metric) {
        for (Frequency frequency : frequencies) {
            if (frequency.is(metric)) {
                return frequency.hertz();
            }
        }
        return Double.NaN;
    }

    void close() throws IOException {
        if (!read.isStuck()) {
            for (Frequency frequency : frequencies) {
                frequency.close();
            }
            governorFile.close();
            governorsFile.close();
        }
    }
}
