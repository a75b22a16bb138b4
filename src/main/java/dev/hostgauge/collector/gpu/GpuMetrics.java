package dev.hostgauge.collector.gpu;

import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.OtelDef;
import java.util.List;
import java.util.stream.Stream;

/** What is served of GPUs whatever their vendor; all but the count are labelled with the GPU and its UUID first. */
final class GpuMetrics {
    private static final String[] FIRST_LABELS = {"gpu", "uuid"};

    static final MetricDef DEVICES = MetricDef.gauge(
            "gpu_devices",
            "GPUs that the machine shows, by vendor, those that do not answer included; absent without any.",
            "vendor");
    static final MetricDef UP = gauge(
            "gpu_up",
            "1 if the GPU is there and answers or sleeps, 0 if it was lost, must be reset or its driver hangs:"
                    + " gpu_down_info says which; absent where nobody may ask it.");
    static final MetricDef DOWN_INFO =
            gauge("gpu_down_info", "Why the GPU is not up, as the constant 1; absent while it is up.", "reason");
    static final MetricDef INFO = gauge(
            "gpu_info",
            "What the GPU is, as the constant 1; labels are empty where nobody says.",
            "vendor",
            "name",
            "index",
            "serial",
            "pci_id",
            "driver",
            "driver_version",
            "cuda_version",
            "vbios_version",
            "memory",
            "virtualization");
    static final MetricDef SUSPENDED = gauge(
            "gpu_runtime_suspended",
            "1 while the GPU sleeps to save power, in which it is asked nothing that would wake it; absent where the"
                    + " kernel does not manage its power.");

    static final MetricDef UTILIZATION = gauge(
                    "gpu_utilization_ratio",
                    "Share of time in which the GPU had any work at all, 0 to 1, over the last second or less as its"
                            + " driver measures it: not how much of the GPU was occupied; absent where the driver does"
                            + " not say, as Intel's.")
            .otel(hardware(OtelDef.gauge("hw.gpu.utilization", "1")).constant("hw.gpu.task", "general"));
    static final MetricDef ENGINE_UTILIZATION = gauge(
                    "gpu_engine_utilization_ratio",
                    "Share of time in which the engine was busy, 0 to 1: encoder, decoder, jpeg, ofa, copy, media;"
                            + " absent for engines that the GPU does not have.",
                    "engine")
            .otel(hardware(OtelDef.gauge("hw.gpu.utilization", "1")).attribute("engine", "hw.gpu.task"));
    static final MetricDef MEMORY_CONTROLLER_UTILIZATION = gauge(
            "gpu_memory_controller_utilization_ratio",
            "Share of time in which the GPU's memory was read or written, 0 to 1: not how full it is; absent where the"
                    + " driver does not say.");
    static final MetricDef IDLE = counter(
            "gpu_idle_seconds_total",
            "Time in seconds that the part of the GPU slept since its driver came up; absent but for Intel's.",
            "gt");

    static final MetricDef MEMORY_SIZE = gauge(
                    "gpu_memory_size_bytes", "Memory of the GPU's own in bytes; absent where it shares the machine's.")
            .otel(hardware(OtelDef.upDownCounter("hw.gpu.memory.limit", "By")));
    static final MetricDef MEMORY_USED = gauge(
                    "gpu_memory_used_bytes",
                    "Memory of the GPU's own in use, in bytes, without what its driver keeps for itself where"
                            + " gpu_memory_reserved_bytes tells that; absent where it shares the machine's.")
            .otel(hardware(OtelDef.upDownCounter("hw.gpu.memory.usage", "By")));
    static final MetricDef MEMORY_FREE = gauge(
            "gpu_memory_free_bytes",
            "Memory of the GPU's own that is free, in bytes; absent where it shares the machine's, and where the"
                    + " driver does not say.");
    static final MetricDef MEMORY_RESERVED = gauge(
            "gpu_memory_reserved_bytes",
            "Memory of the GPU's own that its driver and firmware keep, in bytes; absent before NVIDIA's driver 510.");
    static final MetricDef MEMORY_UTILIZATION = gauge(
                    "gpu_memory_utilization_ratio",
                    "Share of the GPU's own memory that is not free, 0 to 1, what its driver keeps included; absent"
                            + " where gpu_memory_size_bytes is.")
            .otel(hardware(OtelDef.gauge("hw.gpu.memory.utilization", "1")));
    static final MetricDef BAR1_SIZE = gauge(
            "gpu_bar1_size_bytes",
            "Window through which the CPU sees the GPU's memory, in bytes; absent where the driver does not say.");
    static final MetricDef BAR1_USED = gauge(
            "gpu_bar1_used_bytes",
            "Bytes in use of the window through which the CPU sees the GPU's memory; absent where the driver does not"
                    + " say.");
    static final MetricDef SHARED_MEMORY_SIZE = gauge(
            "gpu_shared_memory_size_bytes",
            "Memory of the machine's that the GPU may use, in bytes; absent where the driver does not say.");
    static final MetricDef SHARED_MEMORY_USED = gauge(
            "gpu_shared_memory_used_bytes",
            "Memory of the machine's that the GPU uses, in bytes; absent where the driver does not say.");

    static final MetricDef TEMPERATURE = gauge(
                    "gpu_temperature_celsius",
                    "Temperature in degrees Celsius, by sensor: gpu (AMD's edge), memory, junction, and what else the"
                            + " driver names; absent for sensors that the GPU does not have.",
                    "sensor")
            .otel(hardware(OtelDef.gauge("hw.temperature", "Cel")).attribute("sensor", "hw.sensor_location"));
    static final MetricDef TEMPERATURE_THRESHOLD = gauge(
                    "gpu_temperature_threshold_celsius",
                    "Temperature in degrees Celsius at which the GPU slows down, shuts down, or should not get to;"
                            + " absent for thresholds that the driver does not have.",
                    "sensor",
                    "threshold")
            .otel(hardware(OtelDef.gauge("hw.temperature.limit", "Cel"))
                    .attribute("sensor", "hw.sensor_location")
                    .attribute("threshold", "hw.limit_type"));
    static final MetricDef FAN_RATIO = gauge(
                    "gpu_fan_speed_ratio",
                    "Speed that the fan is told, as a share of its most: may exceed 1, and is not measured; absent"
                            + " without fans.",
                    "fan")
            .otel(hardware(OtelDef.gauge("hw.fan.speed_ratio", "1")).attribute("fan", "hw.sensor_location"));
    static final MetricDef FAN_RPM = gauge(
                    "gpu_fan_speed_rpm", "Speed of the fan in revolutions a minute; absent without fans.", "fan")
            .otel(hardware(OtelDef.gauge("hw.fan.speed", "rpm").integers()).attribute("fan", "hw.sensor_location"));

    static final MetricDef POWER = gauge(
                    "gpu_power_watts",
                    "Power drawn in watts, averaged over a second or instant, by scope: gpu, module, memory;"
                            + " gpu_energy_joules_total misses no peak; absent for what the GPU does not measure.",
                    "mode",
                    "scope")
            .otel(hardware(OtelDef.gauge("hw.power", "W"))
                    .constant("hw.type", "gpu")
                    .attribute("mode", "hostgauge.power.mode")
                    .attribute("scope", "hostgauge.power.scope"));
    static final MetricDef POWER_LIMIT = gauge(
            "gpu_power_limit_watts",
            "Limit of the power in watts: enforced, requested, default, and the least and most that may be requested;"
                    + " absent for limits that the driver does not have.",
            "limit");
    static final MetricDef ENERGY = counter(
                    "gpu_energy_joules_total",
                    "Energy used since the driver came up, in joules; absent where the GPU does not count it.")
            .otel(hardware(OtelDef.counter("hw.energy", "J")).constant("hw.type", "gpu"));
    static final MetricDef CLOCK = gauge(
            "gpu_clock_hertz",
            "Frequency in hertz: graphics, sm, memory, video, and what else the driver names; absent for clocks of"
                    + " which the driver does not say.",
            "clock");
    static final MetricDef CLOCK_MAX = gauge(
            "gpu_clock_max_hertz",
            "Highest frequency that the clock can have, in hertz; absent where the driver does not say.",
            "clock");
    static final MetricDef CLOCK_EVENT = gauge(
            "gpu_clock_event_active",
            "Whether the clocks are held down for this reason, 0 or 1, each reason that the driver tells apart; idle"
                    + " and sw_power_cap are normal; absent where the driver tells no reasons.",
            "reason");

    static final MetricDef PCIE_GENERATION = gauge(
            "gpu_pcie_link_generation",
            "Generation of PCI Express that the link runs at, 1 and up; lower while idle is normal; absent without a"
                    + " link, as within a processor.");
    static final MetricDef PCIE_WIDTH = gauge(
            "gpu_pcie_link_width",
            "Lanes of the link, a count; fewer than gpu_pcie_link_width_max under load are a fault; absent without a"
                    + " link, as within a processor.");
    static final MetricDef PCIE_GENERATION_MAX = gauge(
            "gpu_pcie_link_generation_max",
            "Generation of PCI Express that the GPU's link can run at, 1 and up; absent without a link, as within a"
                    + " processor.");
    static final MetricDef PCIE_WIDTH_MAX = gauge(
            "gpu_pcie_link_width_max",
            "Lanes that the GPU's link can have, a count; absent without a link, as within a processor.");
    static final MetricDef PCIE_REPLAYS = counter(
            "gpu_pcie_replays_total",
            "Packets that had to be sent again over the link, a count; absent where the driver does not say.");
    static final MetricDef PCIE_AER_ERRORS = counter(
            "gpu_pcie_aer_errors_total",
            "Errors of the link that the kernel was told of (AER), a count by severity; absent where firmware keeps"
                    + " them.",
            "severity");

    static final MetricDef ECC_MEMORY_ERRORS = counter(
                    "gpu_ecc_memory_errors_total",
                    "Bit errors, a count by where they were found; volatile since the driver came up, aggregate in the"
                            + " card's life; absent without error correction.",
                    "type",
                    "scope",
                    "location")
            .otel(hardware(OtelDef.counter("hw.errors", "{error}").integers())
                    .constant("hw.type", "gpu")
                    .attribute("type", "error.type")
                    .attribute("scope", "hostgauge.gpu.ecc.scope")
                    .attribute("location", "hostgauge.gpu.ecc.location"));

    private GpuMetrics() {}

    static MetricDef gauge(String name, String help, String... moreLabels) {
        return MetricDef.gauge(name, help, labels(moreLabels));
    }

    static MetricDef counter(String name, String help, String... moreLabels) {
        return MetricDef.counter(name, help, labels(moreLabels));
    }

    private static String[] labels(String... more) {
        return Stream.of(FIRST_LABELS, more).flatMap(Stream::of).toArray(String[]::new);
    }

    static OtelDef hardware(OtelDef side) {
        return side.attribute("gpu", "hw.id").attribute("uuid", "hostgauge.gpu.uuid");
    }

    static List<Declaration> all() {
        return List.of(
                DEVICES,
                UP,
                DOWN_INFO,
                INFO,
                SUSPENDED,
                UTILIZATION,
                ENGINE_UTILIZATION,
                MEMORY_CONTROLLER_UTILIZATION,
                IDLE,
                MEMORY_SIZE,
                MEMORY_USED,
                MEMORY_FREE,
                MEMORY_RESERVED,
                MEMORY_UTILIZATION,
                BAR1_SIZE,
                BAR1_USED,
                SHARED_MEMORY_SIZE,
                SHARED_MEMORY_USED,
                TEMPERATURE,
                TEMPERATURE_THRESHOLD,
                FAN_RATIO,
                FAN_RPM,
                POWER,
                POWER_LIMIT,
                ENERGY,
                CLOCK,
                CLOCK_MAX,
                CLOCK_EVENT,
                PCIE_GENERATION,
                PCIE_WIDTH,
                PCIE_GENERATION_MAX,
                PCIE_WIDTH_MAX,
                PCIE_REPLAYS,
                PCIE_AER_ERRORS,
                ECC_MEMORY_ERRORS);
    }
}
