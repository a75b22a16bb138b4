package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import java.util.Locale;

/**
 * The steps of one clock of an AMD GPU, such as {@code pp_dpm_sclk}: {@code 1: 2475Mhz *} for each, with a star at the one
 * that it runs at, and {@code S:} for the one of deep sleep.
 */
final class AmdClock {
    private static final String[] NO_LABELS = {};

    private final GpuFile file;
    private final String clock;
    private final GpuFile.Parser parser = this::parse;
    private double current = Double.NaN;
    private double most = Double.NaN;
    private String[] labels = NO_LABELS;

    /**
     * @param clock value of the label
     */
    AmdClock(GpuFile file, String clock) {
        this.file = file;
        this.clock = clock;
    }

    String clock() {
        return clock;
    }

    /** On a thread of the crew. */
    void read(Pace now) {
        if (now.includes(Pace.SLOW)) {
            current = Double.NaN;
            most = Double.NaN;
            file.read(parser);
        }
    }

    /** Drivers of processors with graphics leave the star out while the GPU sleeps: the current step is absent then. */
    void parse(Text text) throws Malformed {
        while (text.nextLine()) {
            if (text.atLineEnd()) {
                continue;
            }
            text.wordUntil(':');
            double hertz = megahertz(text) * 1e6;
            most = Double.isNaN(most) ? hertz : Math.max(most, hertz);
            if (text.startsWith("*")) {
                current = hertz;
            }
        }
    }

    private static double megahertz(Text text) throws Malformed {
        String word = text.word();
        String number = word.toLowerCase(Locale.ROOT).endsWith("mhz") ? word.substring(0, word.length() - 3) : "";
        // No clock of a GPU has more digits.
        if (number.isEmpty()
                || number.length() > 5
                || !number.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new Malformed(text.source(), "steps such as '1: 2475Mhz *'", word);
        }
        return Integer.parseInt(number);
    }

    /**
     * @param currentToo whether nobody else says how fast it is
     */
    void add(Sink sink, GpuName name, boolean currentToo) {
        file.report(sink);
        if (file.isFaulty()) {
            return;
        }
        if (currentToo) {
            add(sink, name, GpuMetrics.CLOCK, current);
        }
        add(sink, name, GpuMetrics.CLOCK_MAX, most);
    }

    private void add(Sink sink, GpuName name, MetricDef metric, double hertz) {
        if (!Double.isNaN(hertz)) {
            labels = name.labels(labels, clock);
            sink.add(metric, hertz, labels);
        }
    }

    void close() {
        file.letGo();
    }
}
