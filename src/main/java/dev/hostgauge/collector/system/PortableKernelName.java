package dev.hostgauge.collector.system;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.oshi.SystemFacts;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Name and version of the kernel and the host's name through OSHI; the domain's name is always empty. */
final class PortableKernelName implements Collector {
    private static final List<Declaration> METRICS = List.of(KernelName.INFO);

    static final Portable VARIANT = Portable.of(
                    Map.of(Platform.MACOS, METRICS, Platform.WINDOWS, METRICS), PortableKernelName::new)
            .every(Duration.ofSeconds(30));

    private final Machine machine;

    PortableKernelName(Context context) {
        machine = context.machine();
    }

    @Override
    public void collect(Sink sink) throws IOException {
        SystemFacts facts = machine.oshi().facts();
        sink.add(
                KernelName.INFO,
                1,
                facts.kernelName().orElse(""),
                facts.kernelRelease().orElse(""),
                facts.kernelVersion().orElse(""),
                facts.architecture().orElse(""),
                facts.hostname().orElse(""),
                "");
    }
}
