package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;

/** The errors that one block of an AMD GPU has counted since its driver came up, such as {@code ras/umc_err_count}. */
final class AmdErrors {
    static final String SUFFIX = "_err_count";
    private static final String[] NO_LABELS = {};

    private final GpuFile file;
    private final GpuFile.Parser parser = this::parse;
    private final String block;
    private final Count corrected = new Count("corrected");
    private final Count uncorrected = new Count("uncorrected");
    private final Count deferred = new Count("deferred");

    private static final class Count {
        private final String type;
        private double errors = Double.NaN;
        private String[] labels = NO_LABELS;

        Count(String type) {
            this.type = type;
        }
    }

    /**
     * @param block value of the label {@code location}
     */
    AmdErrors(GpuFile file, String block) {
        this.file = file;
        this.block = block;
    }

    /** On a thread of the crew. */
    void read(Pace now) {
        if (now.includes(Pace.SLOW)) {
            corrected.errors = Double.NaN;
            uncorrected.errors = Double.NaN;
            deferred.errors = Double.NaN;
            file.read(parser);
        }
    }

    /** {@code ue: 0} and {@code ce: 0}, on newer ones {@code de: 0}; "Query currently inaccessible" during a reset. */
    void parse(Text text) throws Malformed {
        while (text.nextLine()) {
            if (text.startsWith("ce:")) {
                corrected.errors = number(text);
            } else if (text.startsWith("ue:")) {
                uncorrected.errors = number(text);
            } else if (text.startsWith("de:")) {
                deferred.errors = number(text);
            } else if (!text.atLineEnd() && !text.startsWith("Query")) {
                throw text.malformed("lines 'ue: 0' and 'ce: 0'");
            }
        }
    }

    private static double number(Text text) throws Malformed {
        text.skipWords(1);
        return text.count();
    }

    void add(Sink sink, GpuName name) {
        file.report(sink);
        if (!file.isFaulty()) {
            add(sink, name, corrected);
            add(sink, name, uncorrected);
            add(sink, name, deferred);
        }
    }

    private void add(Sink sink, GpuName name, Count count) {
        if (!Double.isNaN(count.errors)) {
            count.labels = name.labels(count.labels, count.type, "volatile", block);
            sink.add(GpuMetrics.ECC_MEMORY_ERRORS, count.errors, count.labels);
        }
    }

    void close() {
        file.letGo();
    }
}
