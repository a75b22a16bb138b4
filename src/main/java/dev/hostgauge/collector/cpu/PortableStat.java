package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.oshi.Oshi;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** When the machine started, and through OSHI what it counts since: on macOS nothing. */
final class PortableStat implements Collector {
    static final Portable VARIANT = Portable.of(
            Map.of(
                    Platform.MACOS,
                    List.of(Stat.BOOT_TIME),
                    Platform.WINDOWS,
                    List.of(Stat.BOOT_TIME, Stat.CONTEXT_SWITCHES, Stat.INTERRUPTS)),
            PortableStat::new);

    private final Machine machine;

    PortableStat(Context context) {
        machine = context.machine();
    }

    /** One counter, asked of OSHI. */
    private interface Question {
        OptionalDouble ask(Oshi oshi) throws IOException;
    }

    @Override
    public void collect(Sink sink) throws IOException {
        Oshi oshi = machine.oshi();
        Optional<Instant> bootTime = oshi.bootTime();
        if (bootTime.isPresent()) {
            sink.add(Stat.BOOT_TIME, (double) bootTime.get().getEpochSecond());
        }
        add(Stat.CONTEXT_SWITCHES, Oshi::contextSwitches, oshi, sink);
        add(Stat.INTERRUPTS, Oshi::interrupts, oshi, sink);
    }

    private static void add(MetricDef metric, Question question, Oshi oshi, Sink sink) {
        try {
            OptionalDouble count = question.ask(oshi);
            if (count.isPresent()) {
                sink.add(metric, count.getAsDouble());
            }
        } catch (IOException failure) {
            sink.problem(metric.name(), failure);
        }
    }
}
