package dev.hostgauge.collector.hardware;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.OtelDef;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Errors of the memory as its controllers found them (EDAC), from {@code /sys/devices/system/edac/mc}.
 *
 * <p>A large server has hundreds of these files and seldom an error: they are read now and then and not kept open.
 */
final class Edac implements Collector {
    private static final MetricDef CORRECTABLE = errors(
                    "correctable", "Errors of the memory behind the controller that were corrected", "controller")
            .otel(otel("corrected"));
    private static final MetricDef UNCORRECTABLE = errors(
                    "uncorrectable",
                    "Errors of the memory behind the controller that could not be corrected",
                    "controller")
            .otel(otel("uncorrected"));
    private static final MetricDef ROW_CORRECTABLE = errors(
            "csrow_correctable",
            "Errors of one row of memory chips that were corrected, or of an unknown row",
            "controller",
            "csrow");
    private static final MetricDef ROW_UNCORRECTABLE = errors(
            "csrow_uncorrectable",
            "Errors of one row of memory chips that could not be corrected, or of an unknown row",
            "controller",
            "csrow");
    private static final MetricDef CHANNEL_CORRECTABLE = errors(
            "channel_correctable",
            "Errors of one row of memory chips on one channel that were corrected",
            "controller",
            "csrow",
            "channel",
            "dimm_label");
    private static final MetricDef CHANNEL_UNCORRECTABLE = errors(
            "channel_uncorrectable",
            "Errors of one row of memory chips on one channel that could not be corrected",
            "controller",
            "csrow",
            "channel",
            "dimm_label");

    static final List<Declaration> METRICS = List.of(
            CORRECTABLE, UNCORRECTABLE, ROW_CORRECTABLE, ROW_UNCORRECTABLE, CHANNEL_CORRECTABLE, CHANNEL_UNCORRECTABLE);

    private static final String FOLDER = "devices/system/edac/mc";
    private static final Pattern CONTROLLER = Pattern.compile("mc([0-9]+)");
    private static final Pattern ROW = Pattern.compile("csrow([0-9]+)");
    private static final Pattern CHANNEL = Pattern.compile("ch([0-9]+)_ce_count");
    /** What node_exporter says where the hardware does not. */
    private static final String UNKNOWN = "unknown";

    private final Root sys;
    private final Text text = new Text();

    Edac(Context context) {
        sys = context.machine().sys();
    }

    private static MetricDef errors(String name, String help, String... labels) {
        return MetricDef.counter(
                "node_edac_" + name + "_errors_total",
                help + ", a count since the driver was loaded; read every 30 seconds.",
                labels);
    }

    private static OtelDef otel(String type) {
        return OtelDef.counter("hw.errors", "{error}")
                .integers()
                .attribute("controller", "hw.id")
                .constant("hw.type", "memory")
                .constant("error.type", type);
    }

    @Override
    public void collect(Sink sink) {
        for (String name : sys.list(FOLDER)) {
            Matcher controller = CONTROLLER.matcher(name);
            if (controller.matches()) {
                addController(FOLDER + "/" + name, controller.group(1), sink);
            }
        }
    }

    private void addController(String folder, String controller, Sink sink) {
        add(CORRECTABLE, folder + "/ce_count", sink, controller);
        add(UNCORRECTABLE, folder + "/ue_count", sink, controller);
        add(ROW_CORRECTABLE, folder + "/ce_noinfo_count", sink, controller, UNKNOWN);
        add(ROW_UNCORRECTABLE, folder + "/ue_noinfo_count", sink, controller, UNKNOWN);
        for (String name : sys.list(folder)) {
            Matcher row = ROW.matcher(name);
            if (row.matches()) {
                addRow(folder + "/" + name, controller, row.group(1), sink);
            }
        }
    }

    private void addRow(String folder, String controller, String row, Sink sink) {
        add(ROW_CORRECTABLE, folder + "/ce_count", sink, controller, row);
        add(ROW_UNCORRECTABLE, folder + "/ue_count", sink, controller, row);
        for (String name : sys.list(folder)) {
            Matcher channel = CHANNEL.matcher(name);
            if (channel.matches()) {
                String start = folder + "/ch" + channel.group(1);
                String[] labels = {controller, row, channel.group(1), dimm(start + "_dimm_label", sink)};
                add(CHANNEL_CORRECTABLE, start + "_ce_count", sink, labels);
                add(CHANNEL_UNCORRECTABLE, start + "_ue_count", sink, labels);
            }
        }
    }

    private String dimm(String file, Sink sink) {
        try {
            return sys.fact(file).map(Edac::dimmLabel).orElse(UNKNOWN);
        } catch (IOException failure) {
            sink.problem(sys.path().resolve(file), failure);
            return UNKNOWN;
        }
    }

    /** As node_exporter writes it: {@code CPU_SrcID_csrow0_channel1} from {@code CPU_SrcID#csrow0channel1}. */
    static String dimmLabel(String driversLabel) {
        return driversLabel.replace("#", "").replace("csrow", "_csrow").replace("channel", "_channel");
    }

    private void add(MetricDef metric, String path, Sink sink, String... labels) {
        try (KernelFile file = sys.file(path)) {
            if (file.readIfGiven(text)) {
                text.nextLine();
                sink.add(metric, text.count(), labels);
            }
        } catch (IOException failure) {
            sink.problem(sys.path().resolve(path), failure);
        }
    }
}
