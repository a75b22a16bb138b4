package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.Ticking;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.OptionalDouble;

/** How busy all CPUs together were of late, from the first line of {@code /proc/stat}. */
final class Utilization implements Ticking {
    static final MetricDef UTILIZATION = MetricDef.gauge(
            "host_cpu_utilization_ratio",
            "Share of time in which the CPUs worked, over the last 15 seconds, 0 to 1: all modes but idle and iowait; "
                    + "absent until there are two readings.");

    private static final String IDLE_COUNTER = "cpu.idle";
    private static final String ALL_COUNTER = "cpu.all";

    private final TrailingWindow window;

    /** This and what follows belongs to the thread of the tick. */
    private final KernelFile stat;

    private final Text text = new Text();
    private final double[] ticks = new double[CpuTimes.COLUMNS];
    private final CpuTimes total = new CpuTimes();

    Utilization(Root proc, TrailingWindow window) {
        stat = proc.file("stat");
        this.window = window;
    }

    @Override
    public void tick(Tally tally) throws IOException {
        stat.read(text);
        if (!text.nextLine() || !text.startsWith("cpu ")) {
            throw text.malformed("the line of all CPUs");
        }
        text.skipWords(1);
        CpuTimes.parse(text, ticks);
        total.advance(ticks);
        tally(total.idleSeconds(), total.allSeconds(), tally);
    }

    /** Hands on the seconds of all CPUs together. */
    static void tally(double idleSeconds, double allSeconds, Tally tally) {
        tally.count(IDLE_COUNTER, idleSeconds);
        tally.count(ALL_COUNTER, allSeconds);
    }

    void add(Sink sink) {
        add(window, sink);
    }

    static void add(TrailingWindow window, Sink sink) {
        // Rates and not growths: after a reset of one counter it alone looks back less far.
        OptionalDouble idle = window.rate(IDLE_COUNTER);
        OptionalDouble all = window.rate(ALL_COUNTER);
        if (idle.isPresent() && all.isPresent() && all.getAsDouble() > 0) {
            double busy = 1 - idle.getAsDouble() / all.getAsDouble();
            sink.add(UTILIZATION, Math.max(0, Math.min(1, busy)));
        }
    }
}
