package dev.hostgauge.nvml;

/**
 * The functions that are called, by the name of their newest symbol. Those whose answer is one or a few numbers or a text
 * are asked by {@link Nvml#ask}; the others have methods of their own.
 */
public enum NvmlCall {
    INIT("nvmlInit_v2"),
    SHUTDOWN("nvmlShutdown"),

    /** A text. */
    DRIVER_VERSION("nvmlSystemGetDriverVersion"),
    /** A number, 1000 times the major version plus 10 times the minor. */
    CUDA_DRIVER_VERSION("nvmlSystemGetCudaDriverVersion"),
    /** How many. */
    DEVICE_COUNT("nvmlDeviceGetCount_v2"),
    /** A handle; the argument is the index. May take seconds: it wakes and initialises the GPU. */
    DEVICE_BY_INDEX("nvmlDeviceGetHandleByIndex_v2"),
    /** A handle: {@link Nvml#deviceByPciAddress}. */
    DEVICE_BY_PCI_ADDRESS("nvmlDeviceGetHandleByPciBusId_v2"),

    /** {@link Nvml#pciAddress}. */
    PCI_INFO("nvmlDeviceGetPciInfo_v3"),
    /** A text. */
    NAME("nvmlDeviceGetName"),
    /** A text. */
    UUID("nvmlDeviceGetUUID"),
    /** A text. */
    SERIAL("nvmlDeviceGetSerial"),
    /** A text. */
    VBIOS_VERSION("nvmlDeviceGetVbiosVersion"),
    /** A number. */
    MINOR_NUMBER("nvmlDeviceGetMinorNumber"),

    /** {@link Nvml#memory}. */
    MEMORY_INFO("nvmlDeviceGetMemoryInfo"),
    /** {@link Nvml#bar1Memory}. */
    BAR1_MEMORY_INFO("nvmlDeviceGetBAR1MemoryInfo"),
    /** Two numbers: percent of the GPU, percent of its memory's controller. */
    UTILIZATION_RATES("nvmlDeviceGetUtilizationRates"),
    /** Percent, then the sampling period in microseconds. */
    ENCODER_UTILIZATION("nvmlDeviceGetEncoderUtilization"),
    /** Percent, then the sampling period in microseconds. */
    DECODER_UTILIZATION("nvmlDeviceGetDecoderUtilization"),
    /** Percent, then the sampling period in microseconds. */
    JPEG_UTILIZATION("nvmlDeviceGetJpgUtilization"),
    /** Percent, then the sampling period in microseconds. */
    OFA_UTILIZATION("nvmlDeviceGetOfaUtilization"),

    /** Signed degrees Celsius of the GPU's own sensor. */
    TEMPERATURE("nvmlDeviceGetTemperature"),
    /** Signed degrees Celsius left to the limit. */
    MARGIN_TEMPERATURE("nvmlDeviceGetMarginTemperature"),
    /** Degrees Celsius; the argument is 0 for shutdown, 1 slowdown, 2 the memory's maximum, 3 the GPU's maximum. */
    TEMPERATURE_THRESHOLD("nvmlDeviceGetTemperatureThreshold"),
    /** How many. */
    FAN_COUNT("nvmlDeviceGetNumFans"),
    /** Percent that is intended; the argument is the fan. */
    FAN_SPEED("nvmlDeviceGetFanSpeed_v2"),
    /** Revolutions a minute; the argument is the fan. */
    FAN_SPEED_RPM("nvmlDeviceGetFanSpeedRPM"),

    /** Milliwatts. */
    POWER_USAGE("nvmlDeviceGetPowerUsage"),
    /** Milliwatts. */
    ENFORCED_POWER_LIMIT("nvmlDeviceGetEnforcedPowerLimit"),
    /** Milliwatts. */
    POWER_LIMIT("nvmlDeviceGetPowerManagementLimit"),
    /** Milliwatts. */
    DEFAULT_POWER_LIMIT("nvmlDeviceGetPowerManagementDefaultLimit"),
    /** Milliwatts, the least and the most. */
    POWER_LIMIT_CONSTRAINTS("nvmlDeviceGetPowerManagementLimitConstraints"),
    /** Millijoules, 64 bits. */
    TOTAL_ENERGY("nvmlDeviceGetTotalEnergyConsumption"),

    /** Megahertz; the argument is 0 for graphics, 1 SM, 2 memory, 3 video. */
    CLOCK("nvmlDeviceGetClockInfo"),
    /** The same at most. */
    MAX_CLOCK("nvmlDeviceGetMaxClockInfo"),
    /** Bits, 64; {@code nvmlDeviceGetCurrentClocksThrottleReasons} before driver 535. */
    CLOCKS_EVENT_REASONS("nvmlDeviceGetCurrentClocksEventReasons"),
    /** 0 to 15, 32 if unknown. */
    PERFORMANCE_STATE("nvmlDeviceGetPerformanceState"),

    /** A number. */
    PCIE_GENERATION("nvmlDeviceGetCurrPcieLinkGeneration"),
    /** Lanes. */
    PCIE_WIDTH("nvmlDeviceGetCurrPcieLinkWidth"),
    /** A number. */
    MAX_PCIE_GENERATION("nvmlDeviceGetMaxPcieLinkGeneration"),
    /** Lanes. */
    MAX_PCIE_WIDTH("nvmlDeviceGetMaxPcieLinkWidth"),
    /** How many. */
    PCIE_REPLAYS("nvmlDeviceGetPcieReplayCounter"),
    /** 0 or 1; the argument is the link. */
    NVLINK_STATE("nvmlDeviceGetNvLinkState"),

    /** Two numbers, 0 or 1: now, after the next restart. */
    ECC_MODE("nvmlDeviceGetEccMode"),
    /** {@link Nvml#eccErrors}. */
    TOTAL_ECC_ERRORS("nvmlDeviceGetTotalEccErrors"),
    /** {@link Nvml#memoryErrors}. */
    MEMORY_ERROR_COUNTER("nvmlDeviceGetMemoryErrorCounter"),
    /** Five numbers: banks with all spare rows left, with many, with some, with few, with none. */
    ROW_REMAPPER_HISTOGRAM("nvmlDeviceGetRowRemapperHistogram"),
    /** Two numbers, 0 or 1: a channel's repair is pending, a TPC's is. */
    REPAIR_STATUS("nvmlDeviceGetRepairStatus"),

    /** 0 default, 1 exclusive thread, 2 prohibited, 3 exclusive process. */
    COMPUTE_MODE("nvmlDeviceGetComputeMode"),
    /** 0 or 1. */
    PERSISTENCE_MODE("nvmlDeviceGetPersistenceMode"),
    /** 0 none, 1 passed through, 2 a virtual GPU's guest, 3 its host, 4 a host's shared GPU. */
    VIRTUALIZATION_MODE("nvmlDeviceGetVirtualizationMode"),

    /** Two numbers, 0 or 1: now, after the next reset. */
    MIG_MODE("nvmlDeviceGetMigMode"),
    /** How many there may be. */
    MAX_MIG_DEVICES("nvmlDeviceGetMaxMigDeviceCount"),
    /** A handle; the argument is the index, of which some are free: {@link NvmlReturn#NOT_FOUND}. */
    MIG_DEVICE_BY_INDEX("nvmlDeviceGetMigDeviceHandleByIndex"),
    /** A number, of a MIG device. */
    GPU_INSTANCE_ID("nvmlDeviceGetGpuInstanceId"),
    /** A number, of a MIG device. */
    COMPUTE_INSTANCE_ID("nvmlDeviceGetComputeInstanceId"),

    /** {@link Nvml#fields}. */
    FIELD_VALUES("nvmlDeviceGetFieldValues"),

    /** {@link Nvml#processes}. */
    COMPUTE_PROCESSES("nvmlDeviceGetComputeRunningProcesses"),
    /** {@link Nvml#processes}. */
    GRAPHICS_PROCESSES("nvmlDeviceGetGraphicsRunningProcesses"),
    /** {@link Nvml#processes}. */
    MPS_PROCESSES("nvmlDeviceGetMPSComputeRunningProcesses"),

    /** {@link XidEvents}. */
    EVENT_SET_CREATE("nvmlEventSetCreate"),
    /** Bits of the events that the device can report, 64. */
    SUPPORTED_EVENT_TYPES("nvmlDeviceGetSupportedEventTypes"),
    /** {@link XidEvents}. */
    REGISTER_EVENTS("nvmlDeviceRegisterEvents"),
    /** {@link XidEvents}. */
    EVENT_SET_WAIT("nvmlEventSetWait_v2"),
    /** {@link XidEvents}. */
    EVENT_SET_FREE("nvmlEventSetFree"),

    /** 0 or 1. */
    GPM_SUPPORT("nvmlGpmQueryDeviceSupport"),
    /** {@link GpmSamples}. */
    GPM_SAMPLE_ALLOC("nvmlGpmSampleAlloc"),
    /** {@link GpmSamples}. */
    GPM_SAMPLE_FREE("nvmlGpmSampleFree"),
    /** {@link GpmSamples}. */
    GPM_SAMPLE_GET("nvmlGpmSampleGet"),
    /** {@link GpmSamples}. */
    GPM_METRICS_GET("nvmlGpmMetricsGet");

    private final String symbol;

    NvmlCall(String symbol) {
        this.symbol = symbol;
    }

    /** For labels and logs. */
    public String symbol() {
        return symbol;
    }
}
