package dev.hostgauge.collector.system;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.List;

/** Whether SELinux is on and how strict it is, from {@code /sys/fs/selinux} and {@code /etc/selinux/config}. */
final class Selinux implements Collector {
    private static final MetricDef ENABLED =
            MetricDef.gauge("node_selinux_enabled", "Whether SELinux is on with a policy, 1 or 0.");
    private static final MetricDef CURRENT_MODE = MetricDef.gauge(
            "node_selinux_current_mode",
            "1 if SELinux enforces its policy, 0 if it only logs; absent where it is off.");
    private static final MetricDef CONFIG_MODE = MetricDef.gauge(
            "node_selinux_config_mode",
            "How SELinux is to start: 1 enforcing, 0 permissive, -1 disabled; absent where it is off now or the file does not say. Up to a minute old.");

    static final List<Declaration> METRICS = List.of(ENABLED, CURRENT_MODE, CONFIG_MODE);

    /** There exactly where the kernel has SELinux and its filesystem is mounted. */
    private final KernelFile enforce;

    private final KernelFile context;
    private final KernelFile config;
    private final Due configDue;
    private final Text text = new Text();
    private double configMode = Double.NaN;

    Selinux(Context context) {
        Machine machine = context.machine();
        enforce = machine.sys().file("fs/selinux/enforce");
        this.context = machine.proc().file("self/attr/current");
        config = machine.root().file("etc/selinux/config");
        configDue = new Due(machine.clock(), Due.FACTS);
    }

    @Override
    public void collect(Sink sink) {
        double currentMode = Double.NaN;
        try {
            if (!enforce.readIfPresent(text)) {
                sink.add(ENABLED, 0);
                return;
            }
            currentMode = parseMode(text);
        } catch (IOException failure) {
            sink.problem(enforce.path(), failure);
        }
        if (!hasPolicy(sink)) {
            sink.add(ENABLED, 0);
            return;
        }
        sink.add(ENABLED, 1);
        addIfKnown(CURRENT_MODE, currentMode, sink);
        addIfKnown(CONFIG_MODE, configMode(sink), sink);
    }

    private static void addIfKnown(MetricDef metric, double value, Sink sink) {
        if (!Double.isNaN(value)) {
            sink.add(metric, value);
        }
    }

    /** Without a policy every process is labelled {@code kernel}. */
    private boolean hasPolicy(Sink sink) {
        try {
            return !context.readIfGiven(text)
                    || !text.nextLine()
                    || !text.rest().replace("\0", "").equals("kernel");
        } catch (IOException failure) {
            sink.problem(context.path(), failure);
            return true;
        }
    }

    private double configMode(Sink sink) {
        if (configDue.take()) {
            configMode = Double.NaN;
            try {
                if (config.readIfPresent(text)) {
                    configMode = parseConfig(text);
                }
            } catch (IOException failure) {
                configDue.now();
                sink.problem(config.path(), failure);
            }
        }
        return configMode;
    }

    static double parseMode(Text text) throws Malformed {
        text.nextLine();
        double mode = text.count();
        if (mode > 1) {
            throw text.malformed("0 or 1");
        }
        return mode;
    }

    /** NaN if no line sets the mode. */
    static double parseConfig(Text text) throws Malformed {
        while (text.nextLine()) {
            if (text.startsWith("SELINUX=")) {
                text.wordUntil('=');
                return switch (text.rest().replace("\"", "")) {
                    case "enforcing" -> 1;
                    case "permissive" -> 0;
                    case "disabled" -> -1;
                    default -> throw text.malformed("SELINUX=enforcing, permissive or disabled");
                };
            }
        }
        return Double.NaN;
    }
}
