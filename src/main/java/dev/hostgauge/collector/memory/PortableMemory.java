package dev.hostgauge.collector.memory;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.oshi.Memory;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Memory and swap through OSHI, under the names that Linux has for the same facts: the fields {@code MemTotal},
 * {@code MemAvailable}, {@code SwapTotal} and {@code SwapFree}, and on macOS {@code MemFree}.
 */
final class PortableMemory implements Collector {
    private static final List<Declaration> METRICS = List.of(
            Meminfo.BYTES,
            Meminfo.TOTAL,
            Meminfo.AVAILABLE,
            Meminfo.USED,
            Meminfo.UTILIZATION,
            Meminfo.SWAP_TOTAL,
            Meminfo.SWAP_USED,
            Meminfo.SWAP_UTILIZATION);

    static final Portable VARIANT =
            Portable.of(Map.of(Platform.MACOS, METRICS, Platform.WINDOWS, METRICS), PortableMemory::new);

    private final Machine machine;

    PortableMemory(Context context) {
        machine = context.machine();
    }

    @Override
    public void collect(Sink sink) throws IOException {
        Memory memory = machine.oshi().memory();
        add("MemTotal", memory.total(), sink);
        add("MemAvailable", memory.available(), sink);
        add("MemFree", memory.free(), sink);
        add("SwapTotal", memory.swapTotal(), sink);
        OptionalDouble swapFree = swapFree(memory);
        add("SwapFree", swapFree, sink);
        Meminfo.addHost(
                memory.total().orElse(Double.NaN),
                memory.available().orElse(Double.NaN),
                memory.swapTotal().orElse(Double.NaN),
                swapFree.orElse(Double.NaN),
                sink);
    }

    private static OptionalDouble swapFree(Memory memory) {
        if (memory.swapTotal().isEmpty() || memory.swapUsed().isEmpty()) {
            return OptionalDouble.empty();
        }
        double free = memory.swapTotal().getAsDouble() - memory.swapUsed().getAsDouble();
        return free < 0 ? OptionalDouble.empty() : OptionalDouble.of(free);
    }

    private static void add(String field, OptionalDouble bytes, Sink sink) {
        if (bytes.isPresent()) {
            sink.add(Meminfo.BYTES.named(field), bytes.getAsDouble());
        }
    }
}
