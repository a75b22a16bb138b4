package dev.hostgauge.collector.system;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Open files through OSHI; on Windows there are handles of any kind and no such count. */
final class PortableOpenFiles implements Collector {
    static final Portable VARIANT = Portable.of(
            Map.of(Platform.MACOS, List.of(OpenFiles.ALLOCATED, OpenFiles.MAXIMUM)), PortableOpenFiles::new);

    private final Machine machine;

    PortableOpenFiles(Context context) {
        machine = context.machine();
    }

    @Override
    public void collect(Sink sink) throws IOException {
        OptionalDouble open = machine.oshi().openFiles();
        if (open.isPresent()) {
            sink.add(OpenFiles.ALLOCATED, open.getAsDouble());
        }
        OptionalDouble most = machine.oshi().mostOpenFiles();
        if (most.isPresent()) {
            sink.add(OpenFiles.MAXIMUM, most.getAsDouble());
        }
    }
}
