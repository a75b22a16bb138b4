package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One file of a {@link FrequencyPolicy} with one frequency in kHz, and what it said last. */
final class Frequency {
    private static final double HERTZ_PER_KILOHERTZ = 1000;

    /**
     * What a file of this name means.
     *
     * @param measured whether it changes all the time, rather than when somebody changes a setting
     * @param forRootAlone whether others are refused by design
     */
    record Kind(String fileName, MetricDef metric, boolean measured, boolean forRootAlone) {}

    private final Kind kind;
    private final KernelFile file;
    private boolean there;
    private double hertz = Double.NaN;
    private @Nullable IOException failure;

    Frequency(Kind kind, KernelFile file) {
        this.kind = kind;
        this.file = file;
    }

    /** Whether it is read in every cycle: what gave no value is asked again with the settings only. */
    boolean isLive() {
        return kind.measured && there;
    }

    void read(Text text) {
        hertz = Double.NaN;
        failure = null;
        try {
            there = file.readIfGiven(text);
            if (there) {
                hertz = parseHertz(text);
            }
        } catch (AccessDeniedException refused) {
            there = false;
            failure = kind.forRootAlone ? null : refused;
        } catch (IOException failed) {
            failure = failed;
        }
    }

    /** NaN where the driver does not know, which it writes as {@code <unknown>} or 0. */
    static double parseHertz(Text text) throws IOException {
        if (text.nextLine() && text.startsWith("<unknown>")) {
            return Double.NaN;
        }
        double kilohertz = text.count();
        return kilohertz > 0 ? kilohertz * HERTZ_PER_KILOHERTZ : Double.NaN;
    }

    void add(Sink sink, List<String[]> cpus) {
        if (failure != null) {
            sink.problem(file.path(), failure);
        } else if (!Double.isNaN(hertz)) {
            for (String[] cpu : cpus) {
                sink.add(kind.metric, hertz, cpu);
            }
        }
    }

    boolean is(MetricDef metric) {
        return kind.metric.equals(metric);
    }

    /** NaN where it is not known. */
    double hertz() {
        return hertz;
    }

    void close() throws IOException {
        file.close();
    }
}
