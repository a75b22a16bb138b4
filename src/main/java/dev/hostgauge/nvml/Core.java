package dev.hostgauge.nvml;

/**
 * The functions that every driver's library has had since 450 and will have as long as there is NVML. An address is a
 * {@code long}, which is right where pointers have 64 bits: NVML is nowhere else.
 */
final class Core {
    private Core() {}

    static native int nvmlInit_v2();

    static native int nvmlShutdown();

    static native int nvmlSystemGetDriverVersion(long text, int length);

    static native int nvmlSystemGetCudaDriverVersion(long version);

    static native int nvmlDeviceGetCount_v2(long count);

    static native int nvmlDeviceGetHandleByIndex_v2(int index, long device);

    static native int nvmlDeviceGetHandleByPciBusId_v2(long busId, long device);

    static native int nvmlDeviceGetPciInfo_v3(long device, long info);

    static native int nvmlDeviceGetName(long device, long text, int length);

    static native int nvmlDeviceGetUUID(long device, long text, int length);

    static native int nvmlDeviceGetSerial(long device, long text, int length);

    static native int nvmlDeviceGetVbiosVersion(long device, long text, int length);

    static native int nvmlDeviceGetMemoryInfo(long device, long memory);

    static native int nvmlDeviceGetBAR1MemoryInfo(long device, long memory);

    static native int nvmlDeviceGetUtilizationRates(long device, long rates);

    static native int nvmlDeviceGetEncoderUtilization(long device, long percent, long micros);

    static native int nvmlDeviceGetDecoderUtilization(long device, long percent, long micros);

    static native int nvmlDeviceGetTemperatureThreshold(long device, int threshold, long celsius);

    static native int nvmlDeviceGetPowerUsage(long device, long milliwatts);

    static native int nvmlDeviceGetEnforcedPowerLimit(long device, long milliwatts);

    static native int nvmlDeviceGetPowerManagementLimit(long device, long milliwatts);

    static native int nvmlDeviceGetPowerManagementDefaultLimit(long device, long milliwatts);

    static native int nvmlDeviceGetPowerManagementLimitConstraints(long device, long least, long most);

    static native int nvmlDeviceGetTotalEnergyConsumption(long device, long millijoules);

    static native int nvmlDeviceGetClockInfo(long device, int clock, long megahertz);

    static native int nvmlDeviceGetMaxClockInfo(long device, int clock, long megahertz);

    static native int nvmlDeviceGetPerformanceState(long device, long state);

    static native int nvmlDeviceGetCurrPcieLinkGeneration(long device, long generation);

    static native int nvmlDeviceGetCurrPcieLinkWidth(long device, long lanes);

    static native int nvmlDeviceGetMaxPcieLinkGeneration(long device, long generation);

    static native int nvmlDeviceGetMaxPcieLinkWidth(long device, long lanes);

    static native int nvmlDeviceGetPcieReplayCounter(long device, long replays);

    static native int nvmlDeviceGetNvLinkState(long device, int link, long active);

    static native int nvmlDeviceGetEccMode(long device, long now, long pending);

    static native int nvmlDeviceGetTotalEccErrors(long device, int type, int counter, long errors);

    static native int nvmlDeviceGetMemoryErrorCounter(long device, int type, int counter, int location, long errors);

    static native int nvmlDeviceGetComputeMode(long device, long mode);

    static native int nvmlDeviceGetFieldValues(long device, int count, long values);
}
