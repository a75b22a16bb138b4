package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.config.GivenSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The collector of GPUs as it is registered, with a driver library of its own; gives the driver back at the end. */
public final class GpuWithLibrary implements AutoCloseable {
    private final Path library;
    private final List<Gpus> made = new ArrayList<>();

    public GpuWithLibrary(Path library) {
        this.library = library;
    }

    public Registration registration() {
        Registration registered = GpuCollectors.ALL.get(0);
        return new Registration(
                registered.name(),
                registered.subject(),
                registered.metrics(),
                registered.limit(),
                registered.cadence(),
                this::make,
                registered.portable());
    }

    private Collector make(Context context) {
        Gpus gpus = new Gpus(new Context(
                context.machine(),
                GivenSettings.over("gpu", "nvml.library = \"" + library + "\"\n"),
                context.crew(),
                context.window(),
                context.catalogue(),
                context.compat()));
        made.add(gpus);
        return gpus;
    }

    @Override
    public void close() {
        made.forEach(Gpus::close);
    }
}
