package dev.hostgauge.collector.hardware;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The watchdog timers under {@code /sys/class/watchdog}, which restart a machine that hangs. */
final class Watchdogs implements Collector {
    /** Of each file with a number its metric. */
    private static final Map<String, MetricDef> NUMBERS = numbers();
    /** Files of words, in the order of the labels behind the name. */
    private static final List<String> WORDS = List.of("options", "identity", "state", "status", "pretimeout_governor");

    private static final MetricDef INFO = MetricDef.gauge(
            "node_watchdog_info",
            "1, with what the watchdog's driver says of it in labels; empty where it does not.",
            "name",
            "options",
            "identity",
            "state",
            "status",
            "pretimeout_governor");

    static final List<Declaration> METRICS = metrics();

    private static final String FOLDER = "class/watchdog";

    private final Root sys;
    /** Drivers may add files after the folder was there. */
    private final Due listing;

    private List<String> names = List.of();
    private final List<Watchdog> watchdogs = new ArrayList<>();
    private final Text text = new Text();

    private record NumberFile(KernelFile file, MetricDef metric) {}

    /** Its words are this label's value, counted from 0. */
    private record WordFile(KernelFile file, int label) {}

    /** With the files that are there. */
    private record Watchdog(String name, List<NumberFile> numbers, List<WordFile> words) {}

    Watchdogs(Context context) {
        Machine machine = context.machine();
        sys = machine.sys();
        listing = new Due(machine.clock(), Due.FACTS);
    }

    private static Map<String, MetricDef> numbers() {
        Map<String, MetricDef> numbers = new LinkedHashMap<>();
        numbers.put(
                "bootstatus", gauge("bootstatus", "What the watchdog had to do with the last start, a number of bits"));
        numbers.put("fw_version", gauge("fw_version", "Version of the watchdog's firmware, a number"));
        numbers.put("nowayout", gauge("nowayout", "Whether a watchdog that runs cannot be stopped, 1 or 0"));
        numbers.put("timeleft", gauge("timeleft_seconds", "Time until the watchdog restarts the machine, in seconds"));
        numbers.put(
                "timeout",
                gauge("timeout_seconds", "Time after which an unattended watchdog restarts the machine, in seconds"));
        numbers.put(
                "pretimeout",
                gauge("pretimeout_seconds", "How long before that the watchdog gives a warning, in seconds"));
        numbers.put(
                "access_cs0",
                gauge(
                        "access_cs0",
                        "Whether the first boot flash is in reach again after a start from the other one, 1 or 0"));
        return numbers;
    }

    private static MetricDef gauge(String name, String help) {
        return MetricDef.gauge("node_watchdog_" + name, help + "; absent where the driver does not say.", "name");
    }

    private static List<Declaration> metrics() {
        List<Declaration> metrics = new ArrayList<>(NUMBERS.values());
        metrics.add(INFO);
        return List.copyOf(metrics);
    }

    @Override
    public void collect(Sink sink) {
        List<String> now = sys.list(FOLDER);
        if (listing.take() || !now.equals(names)) {
            names = now;
            open(sink);
        }
        for (Watchdog watchdog : watchdogs) {
            add(watchdog, sink);
        }
    }

    private void open(Sink sink) {
        for (Watchdog watchdog : watchdogs) {
            watchdog.numbers.forEach(number -> close(number.file, sink));
            watchdog.words.forEach(words -> close(words.file, sink));
        }
        watchdogs.clear();
        for (String name : names) {
            if (sys.folderKey(FOLDER + "/" + name) == null) {
                continue;
            }
            List<NumberFile> numbers = new ArrayList<>();
            List<WordFile> words = new ArrayList<>();
            for (String file : sys.list(FOLDER + "/" + name)) {
                KernelFile kernelFile = sys.file(FOLDER + "/" + name + "/" + file);
                MetricDef metric = NUMBERS.get(file);
                if (metric != null) {
                    numbers.add(new NumberFile(kernelFile, metric));
                } else if (WORDS.contains(file)) {
                    words.add(new WordFile(kernelFile, 1 + WORDS.indexOf(file)));
                }
            }
            watchdogs.add(new Watchdog(name, numbers, words));
        }
    }

    private static void close(KernelFile file, Sink sink) {
        try {
            file.close();
        } catch (IOException failure) {
            sink.problem(file.path(), failure);
        }
    }

    private void add(Watchdog watchdog, Sink sink) {
        for (NumberFile number : watchdog.numbers) {
            try {
                if (number.file.readIfGiven(text)) {
                    text.nextLine();
                    sink.add(number.metric, text.decimal(), watchdog.name);
                }
            } catch (IOException failure) {
                sink.problem(number.file.path(), failure);
            }
        }
        String[] info = new String[INFO.labels().size()];
        Arrays.fill(info, "");
        info[0] = watchdog.name;
        for (WordFile words : watchdog.words) {
            try {
                if (words.file.readIfGiven(text) && text.nextLine()) {
                    info[words.label] = text.rest();
                }
            } catch (IOException failure) {
                sink.problem(words.file.path(), failure);
            }
        }
        sink.add(INFO, 1, info);
    }
}
