package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.Ticking;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.SharedFile;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.OtelDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where the time of each CPU goes, from {@code /proc/stat}; with it what {@link Topology} and others know of CPUs. */
final class Cpu implements Collector, Ticking {
    static final MetricDef SECONDS = MetricDef.counter(
                    "node_cpu_seconds_total",
                    "Time that the CPU spent in each mode, in seconds; absent for a CPU that is offline.",
                    "cpu",
                    "mode")
            .otel(OtelDef.counter("system.cpu.time", "s")
                    .attribute("cpu", "cpu.logical_number")
                    .attribute("mode", "cpu.mode"));
    private static final MetricDef GUEST_SECONDS = MetricDef.counter(
            "node_cpu_guest_seconds_total",
            "Time that the CPU ran virtual machines, in seconds; part of the modes user and nice of the CPU's time.",
            "cpu",
            "mode");
    static final MetricDef LOGICAL_COUNT = MetricDef.gauge(
                    "host_cpu_logical_count", "CPUs that are online, a count of hardware threads.")
            .otel(OtelDef.upDownCounter("system.cpu.logical.count", "{cpu}"));

    static final List<Declaration> METRICS = List.of(
            SECONDS,
            GUEST_SECONDS,
            LOGICAL_COUNT,
            Topology.PHYSICAL_COUNT,
            Topology.CORE_THROTTLES,
            Topology.PACKAGE_THROTTLES,
            Topology.ISOLATED,
            Topology.ONLINE,
            CpuInfo.INFO,
            Utilization.UTILIZATION);

    static final String[] MODES = {"user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal"};
    private static final String[] GUEST_MODES = {"user", "nice"};

    /** One CPU's line in /proc/stat: how it starts, its counters, and its labels, made once. */
    private static final class Line {
        private final String start;
        private final CpuTimes times = new CpuTimes();
        private final String[][] labels = new String[CpuTimes.COLUMNS][];

        Line(String name) {
            start = name + " ";
            String cpu = name.substring("cpu".length());
            for (int i = 0; i < CpuTimes.COLUMNS; i++) {
                labels[i] = new String[] {cpu, i < CpuTimes.MODES ? MODES[i] : GUEST_MODES[i - CpuTimes.MODES]};
            }
        }

        void add(Sink sink) {
            for (int i = 0; i < CpuTimes.COLUMNS; i++) {
                double seconds = times.seconds(i);
                if (!Double.isNaN(seconds)) {
                    sink.add(i < CpuTimes.MODES ? SECONDS : GUEST_SECONDS, seconds, labels[i]);
                }
            }
        }
    }

    private final SharedFile stat;
    private final Text text = new Text();
    private final double[] ticks = new double[CpuTimes.COLUMNS];
    private final List<Line> lines = new ArrayList<>();
    private final Utilization utilization;
    private final Topology topology;
    private final CpuInfo info;
    private final boolean withInfo;

    Cpu(Context context) {
        Machine machine = context.machine();
        stat = machine.proc().shared("stat");
        utilization = new Utilization(machine.proc(), context.window());
        topology = new Topology(machine.sys());
        info = new CpuInfo(machine.proc());
        withInfo = context.settings().flag("info");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        stat.read(sink.cycle(), text);
        addTimes(sink);
        utilization.add(sink);
        boolean changed = topology.refresh(sink);
        topology.add(sink);
        if (withInfo) {
            info.add(sink, changed);
        }
    }

    @Override
    public void tick(Tally tally) throws IOException {
        utilization.tick(tally);
    }

    private void addTimes(Sink sink) throws Malformed {
        int place = 0;
        while (text.nextLine() && text.startsWith("cpu")) {
            if (!text.startsWith("cpu ")) {
                Line line = lineAt(place++);
                CpuTimes.parse(text, ticks);
                line.times.advance(ticks);
                line.add(sink);
            }
        }
        if (place == 0) {
            throw new Malformed(text.source(), "lines cpu0, cpu1, …", "none");
        }
        lines.subList(place, lines.size()).clear();
        sink.add(LOGICAL_COUNT, place);
    }

    /** Skips the CPU's name. CPUs come in the same order each time; one that is missing went offline. */
    private Line lineAt(int place) throws Malformed {
        for (int i = place; i < lines.size(); i++) {
            if (text.startsWith(lines.get(i).start)) {
                lines.subList(place, i).clear();
                text.skipWords(1);
                return lines.get(place);
            }
        }
        String name = text.word();
        if (!name.matches("cpu[0-9]+")) {
            throw new Malformed(text.source(), "cpu and a number", name);
        }
        Line line = new Line(name);
        lines.add(place, line);
        return line;
    }
}
