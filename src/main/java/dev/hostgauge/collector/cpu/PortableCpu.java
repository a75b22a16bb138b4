package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.Ticking;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.oshi.CpuMode;
import dev.hostgauge.machine.oshi.CpuSeconds;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Where the time of each CPU goes, through OSHI: the modes that the system tells apart. */
final class PortableCpu implements Collector, Ticking {
    private static final List<Declaration> METRICS =
            List.of(Cpu.SECONDS, Cpu.LOGICAL_COUNT, Topology.PHYSICAL_COUNT, Utilization.UTILIZATION);

    static final Portable VARIANT =
            Portable.of(Map.of(Platform.MACOS, METRICS, Platform.WINDOWS, METRICS), PortableCpu::new);

    private final Machine machine;
    private final TrailingWindow window;
    private final List<CpuTimes> cpus = new ArrayList<>();
    /** The tick's own, on its own thread. */
    private final List<CpuTimes> tickCpus = new ArrayList<>();

    PortableCpu(Context context) {
        machine = context.machine();
        window = context.window();
    }

    @Override
    public void collect(Sink sink) throws IOException {
        List<CpuSeconds> read = machine.oshi().cpus();
        for (CpuSeconds cpu : read) {
            CpuTimes times = advance(cpu, cpus);
            for (CpuMode mode : cpu.byMode().keySet()) {
                sink.add(
                        Cpu.SECONDS,
                        times.seconds(mode.column()),
                        Integer.toString(cpu.number()),
                        Cpu.MODES[mode.column()]);
            }
        }
        sink.add(Cpu.LOGICAL_COUNT, read.size());
        OptionalDouble cores = machine.oshi().cores();
        if (cores.isPresent()) {
            sink.add(Topology.PHYSICAL_COUNT, cores.getAsDouble());
        }
        Utilization.add(window, sink);
    }

    @Override
    public void tick(Tally tally) throws IOException {
        double idle = 0;
        double all = 0;
        for (CpuSeconds cpu : machine.oshi().cpus()) {
            CpuTimes times = advance(cpu, tickCpus);
            idle += times.idleSeconds();
            all += times.allSeconds();
        }
        Utilization.tally(idle, all, tally);
    }

    /** Takes in what a CPU says now, so that none of its counters falls. */
    private static CpuTimes advance(CpuSeconds cpu, List<CpuTimes> known) {
        while (known.size() <= cpu.number()) {
            known.add(new CpuTimes());
        }
        CpuTimes times = known.get(cpu.number());
        times.advance(ticks(cpu.byMode()));
        return times;
    }

    private static double[] ticks(Map<CpuMode, Double> seconds) {
        double[] ticks = new double[CpuTimes.COLUMNS];
        Arrays.fill(ticks, Double.NaN);
        seconds.forEach((mode, value) -> ticks[mode.column()] = CpuTimes.ticks(value));
        return ticks;
    }
}
