package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How fast the CPUs run, through OSHI; on macOS it knows only what they were sold as, which is not served. */
final class PortableFrequency implements Collector {
    /** A dear question to Windows' management service. */
    private static final Duration CADENCE = Duration.ofSeconds(15);

    static final Portable VARIANT = Portable.of(
                    Map.of(Platform.WINDOWS, List.of(CpuFreq.SCALING, CpuFreq.MEAN, CpuFreq.HIGHEST)),
                    PortableFrequency::new)
            .every(CADENCE);

    private final Machine machine;

    PortableFrequency(Context context) {
        machine = context.machine();
    }

    @Override
    public void collect(Sink sink) throws IOException {
        List<OptionalDouble> frequencies = machine.oshi().frequencies();
        double sum = 0;
        int count = 0;
        for (int cpu = 0; cpu < frequencies.size(); cpu++) {
            if (frequencies.get(cpu).isPresent()) {
                double hertz = frequencies.get(cpu).getAsDouble();
                sink.add(CpuFreq.SCALING, hertz, Integer.toString(cpu));
                sum += hertz;
                count++;
            }
        }
        if (count > 0) {
            sink.add(CpuFreq.MEAN, sum / count);
        }
        OptionalDouble highest = machine.oshi().highestFrequency();
        if (highest.isPresent()) {
            sink.add(CpuFreq.HIGHEST, highest.getAsDouble());
        }
    }
}
