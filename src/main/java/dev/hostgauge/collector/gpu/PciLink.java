package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import java.util.List;

/** The PCI Express link of a GPU: how fast and wide it is, and the errors that the kernel was told of. */
final class PciLink {
    private static final String[] NO_LABELS = {};
    private static final int MOST_LANES = 32;
    /** The six bits of the link's status that say the width, of a device that no longer answers. */
    private static final int ALL_ONES_WIDTH = 63;

    private final GpuFile width;
    private final GpuFile speed;
    private final GpuFile maxWidth;
    private final GpuFile maxSpeed;
    private final List<ErrorTotal> errors;
    private String[] labels = NO_LABELS;

    /** The total of one severity. */
    private static final class ErrorTotal {
        private final GpuFile file;
        private final String severity;
        private final GpuFile.Parser parser = text -> total = parseTotal(text);
        private double total = Double.NaN;
        private String[] labels = NO_LABELS;

        ErrorTotal(GpuFile file, String severity) {
            this.file = file;
            this.severity = severity;
        }
    }

    /**
     * @param folder of the device, relative to the root of sysfs
     */
    PciLink(Sysfs sysfs, String folder) {
        width = sysfs.file(folder + "/current_link_width");
        speed = sysfs.file(folder + "/current_link_speed");
        maxWidth = sysfs.file(folder + "/max_link_width");
        maxSpeed = sysfs.file(folder + "/max_link_speed");
        errors = List.of(
                new ErrorTotal(sysfs.file(folder + "/aer_dev_correctable"), "correctable"),
                new ErrorTotal(sysfs.file(folder + "/aer_dev_nonfatal"), "nonfatal"),
                new ErrorTotal(sysfs.file(folder + "/aer_dev_fatal"), "fatal"));
    }

    /** On a thread of the crew. */
    void read(Pace now) {
        width.readNumber();
        if (now.includes(Pace.SLOW) || width.number() == ALL_ONES_WIDTH) {
            speed.readWords();
            for (ErrorTotal error : errors) {
                error.total = Double.NaN;
                error.file.read(error.parser);
            }
        }
        if (now.includes(Pace.SETTING)) {
            maxWidth.readNumber();
            maxWidth.letGo();
            maxSpeed.readWords();
            maxSpeed.letGo();
        }
    }

    /** Whether the device reads as all ones: it fell off the bus. */
    boolean isGone() {
        return width.number() == ALL_ONES_WIDTH && Double.isNaN(generation(speed.words()));
    }

    void add(Sink sink, GpuName name) {
        labels = name.labels(labels);
        add(sink, GpuMetrics.PCIE_GENERATION, speed, generation(speed.words()));
        add(sink, GpuMetrics.PCIE_WIDTH, width, lanes(width.number()));
        add(sink, GpuMetrics.PCIE_GENERATION_MAX, maxSpeed, generation(maxSpeed.words()));
        add(sink, GpuMetrics.PCIE_WIDTH_MAX, maxWidth, lanes(maxWidth.number()));
        for (ErrorTotal error : errors) {
            error.file.report(sink);
            if (!Double.isNaN(error.total)) {
                error.labels = name.labels(error.labels, error.severity);
                sink.add(GpuMetrics.PCIE_AER_ERRORS, error.total, error.labels);
            }
        }
    }

    private void add(Sink sink, MetricDef metric, GpuFile file, double value) {
        file.report(sink);
        if (!Double.isNaN(value)) {
            sink.add(metric, value, labels);
        }
    }

    /** A GPU within the processor has no lanes, which the kernel calls 0 or 255. */
    private static double lanes(double raw) {
        return raw >= 1 && raw <= MOST_LANES ? raw : Double.NaN;
    }

    /** {@code 16.0 GT/s PCIe} is generation 4; NaN for {@code Unknown}, as within a processor. */
    static double generation(String speed) {
        int end = speed.indexOf(' ');
        return switch (end < 0 ? speed : speed.substring(0, end)) {
            case "2.5" -> 1;
            case "5.0", "5" -> 2;
            case "8.0", "8" -> 3;
            case "16.0", "16" -> 4;
            case "32.0" -> 5;
            case "64.0" -> 6;
            case "128.0" -> 7;
            default -> Double.NaN;
        };
    }

    /** The line {@code TOTAL_ERR_COR 3} and its like; what was counted of each kind stands before it. */
    static double parseTotal(Text text) throws Malformed {
        boolean empty = true;
        while (text.nextLine()) {
            empty = false;
            if (text.startsWith("TOTAL_ERR_")) {
                text.skipWords(1);
                return text.count();
            }
        }
        if (empty) {
            return Double.NaN;
        }
        throw text.malformed("a line TOTAL_ERR_COR, TOTAL_ERR_NONFATAL or TOTAL_ERR_FATAL");
    }

    void close() {
        width.letGo();
        speed.letGo();
        errors.forEach(error -> error.file.letGo());
    }
}
