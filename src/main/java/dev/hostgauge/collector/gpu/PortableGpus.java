package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Platform;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** GPUs where there is no sysfs: NVIDIA's, whose library Windows has too. */
final class PortableGpus {
    private static final Set<Declaration> BY_SYSFS_ALONE = Set.of(
            GpuMetrics.SUSPENDED,
            GpuMetrics.IDLE,
            GpuMetrics.SHARED_MEMORY_SIZE,
            GpuMetrics.SHARED_MEMORY_USED,
            GpuMetrics.PCIE_AER_ERRORS,
            // Its library tells them on Linux alone.
            NvidiaMetrics.PERSISTENCE_MODE,
            NvidiaMetrics.XID_ERRORS,
            NvidiaMetrics.XID_TIME,
            NvidiaMetrics.PROCESS_MEMORY);

    private static final List<Declaration> METRICS = Gpus.METRICS.stream()
            .filter(metric -> !BY_SYSFS_ALONE.contains(metric))
            .toList();

    static final Portable VARIANT = Portable.of(Map.of(Platform.WINDOWS, METRICS), Gpus::new);

    private PortableGpus() {}
}
