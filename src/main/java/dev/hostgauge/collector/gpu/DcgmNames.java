package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.util.List;
import java.util.Locale;

/** The six names of NVIDIA's own exporter that its dashboard queries, with its units: MHz, percent, MiB. */
final class DcgmNames {
    private static final double HERTZ_PER_MEGAHERTZ = 1e6;
    private static final double BYTES_PER_MEBIBYTE = 1 << 20;

    private static final MetricDef TEMPERATURE = gauge("DEV_GPU_TEMP", "Temperature of the GPU in degrees Celsius");
    private static final MetricDef POWER = gauge("DEV_POWER_USAGE", "Power drawn in watts");
    private static final MetricDef SM_CLOCK = gauge("DEV_SM_CLOCK", "Clock of the multiprocessors in MHz");
    private static final MetricDef UTILIZATION = gauge("DEV_GPU_UTIL", "Utilisation of the GPU in percent");
    private static final MetricDef MEMORY_USED = gauge("DEV_FB_USED", "Memory in use in MiB");
    private static final MetricDef TENSOR_ACTIVE =
            gauge("PROF_PIPE_TENSOR_ACTIVE", "Share of time in which the tensor cores were busy, Hopper and later");

    static final List<Declaration> METRICS =
            List.of(TEMPERATURE, POWER, SM_CLOCK, UTILIZATION, MEMORY_USED, TENSOR_ACTIVE);

    private DcgmNames() {}

    private static MetricDef gauge(String name, String help) {
        return MetricDef.gauge(
                "DCGM_FI_" + name,
                help + ", under the name of NVIDIA's exporter; absent unless compat.dcgm is on.",
                "gpu",
                "UUID",
                "pci_bus_id",
                "device",
                "modelName");
    }

    static void add(Sink sink, NvidiaGpu gpu, AttachedGpu attached) {
        NvidiaGpu.Identity identity = gpu.identity();
        String[] labels = {
            identity.index(),
            identity.uuid(),
            "0000" + gpu.address().toUpperCase(Locale.ROOT),
            "nvidia" + identity.minor(),
            identity.name()
        };
        add(sink, TEMPERATURE, attached.basics().temperature().value(), labels);
        add(sink, POWER, attached.fields().watts(), labels);
        add(sink, SM_CLOCK, attached.basics().smClock().value() / HERTZ_PER_MEGAHERTZ, labels);
        add(sink, UTILIZATION, Math.rint(attached.basics().utilization().value() * 100), labels);
        add(sink, MEMORY_USED, attached.basics().memoryUsed().value() / BYTES_PER_MEBIBYTE, labels);
        attached.activity()
                .ifPresent(
                        activity -> add(sink, TENSOR_ACTIVE, activity.tensor().value(), labels));
    }

    private static void add(Sink sink, MetricDef metric, double value, String[] labels) {
        if (!Double.isNaN(value)) {
            sink.add(metric, value, labels);
        }
    }
}
