package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Registration;
import java.util.List;

/** The subject's collectors. */
public final class GpuCollectors {
    public static final List<Registration> ALL = List.of(
            Registration.of("gpu", "GPUs of any vendor", Gpus.METRICS, Gpus::new)
                    .composite()
                    .portable(() -> PortableGpus.VARIANT),
            Registration.of("drm", "AMD's GPUs as node_exporter names them, /sys/class/drm", Drm.METRICS, Drm::new)
                    .composite());

    private GpuCollectors() {}
}
