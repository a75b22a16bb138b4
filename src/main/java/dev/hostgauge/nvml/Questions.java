package dev.hostgauge.nvml;

/** Each function whose answer is one or a few numbers or a text, with its arguments as its declaration has them. */
final class Questions {
    private static final int NUMBER = Integer.BYTES;
    private static final int DRIVER_VERSION_BYTES = 80;
    private static final int SERIAL_BYTES = 30;
    private static final int VBIOS_BYTES = 32;
    private static final int GPU_SENSOR = 0;

    private Questions() {}

    /** For functions that the library has. */
    static int ask(NvmlCall call, long device, int argument, Answer answer) {
        return switch (call) {
            case DRIVER_VERSION -> Core.nvmlSystemGetDriverVersion(text(answer), DRIVER_VERSION_BYTES);
            case NAME -> Core.nvmlDeviceGetName(device, text(answer), Answer.TEXT_BYTES);
            case UUID -> Core.nvmlDeviceGetUUID(device, text(answer), Answer.TEXT_BYTES);
            case SERIAL -> Core.nvmlDeviceGetSerial(device, text(answer), SERIAL_BYTES);
            case VBIOS_VERSION -> Core.nvmlDeviceGetVbiosVersion(device, text(answer), VBIOS_BYTES);

            case MARGIN_TEMPERATURE ->
                Extras.MarginTemperature.nvmlDeviceGetMarginTemperature(
                        device, struct(answer, Layout.MARGIN_VERSION, Layout.MARGIN_CELSIUS));
            case FAN_SPEED_RPM -> fanSpeed(device, argument, answer);
            case REPAIR_STATUS ->
                Extras.RepairStatus.nvmlDeviceGetRepairStatus(
                        device, struct(answer, Layout.REPAIR_VERSION, Layout.REPAIR_CHANNEL));
            case GPM_SUPPORT ->
                Extras.Gpm.nvmlGpmQueryDeviceSupport(
                        device, struct(answer, Layout.GPM_SUPPORT_VERSION, Layout.GPM_SUPPORT_IS_SUPPORTED));

            default -> numbers(call, device, argument, answer.numbers().address());
        };
    }

    /** {@link NvmlCall#TEMPERATURE} by the newer function. */
    static int temperatureByStruct(long device, Answer answer) {
        NativeBuffer struct = answer.struct(Layout.TEMPERATURE_VERSION, Layout.TEMPERATURE_CELSIUS);
        struct.putInt(Layout.TEMPERATURE_SENSOR, GPU_SENSOR);
        return Extras.TemperatureV.nvmlDeviceGetTemperatureV(device, struct.address());
    }

    /** {@link NvmlCall#CLOCKS_EVENT_REASONS} by its name before driver 535. */
    static int throttleReasons(long device, Answer answer) {
        return Extras.ThrottleReasons.nvmlDeviceGetCurrentClocksThrottleReasons(
                device, answer.numbers().address());
    }

    private static int numbers(NvmlCall call, long device, int argument, long out) {
        return switch (call) {
            case CUDA_DRIVER_VERSION -> Core.nvmlSystemGetCudaDriverVersion(out);
            case DEVICE_COUNT -> Core.nvmlDeviceGetCount_v2(out);
            case DEVICE_BY_INDEX -> Core.nvmlDeviceGetHandleByIndex_v2(argument, out);
            case MINOR_NUMBER -> Extras.MinorNumber.nvmlDeviceGetMinorNumber(device, out);
            case UTILIZATION_RATES -> Core.nvmlDeviceGetUtilizationRates(device, out);
            case ENCODER_UTILIZATION -> Core.nvmlDeviceGetEncoderUtilization(device, out, out + NUMBER);
            case DECODER_UTILIZATION -> Core.nvmlDeviceGetDecoderUtilization(device, out, out + NUMBER);
            case JPEG_UTILIZATION -> Extras.JpegUtilization.nvmlDeviceGetJpgUtilization(device, out, out + NUMBER);
            case OFA_UTILIZATION -> Extras.OfaUtilization.nvmlDeviceGetOfaUtilization(device, out, out + NUMBER);
            case TEMPERATURE -> Extras.Temperature.nvmlDeviceGetTemperature(device, GPU_SENSOR, out);
            case TEMPERATURE_THRESHOLD -> Core.nvmlDeviceGetTemperatureThreshold(device, argument, out);
            case FAN_COUNT -> Extras.FanCount.nvmlDeviceGetNumFans(device, out);
            case FAN_SPEED -> Extras.FanSpeed.nvmlDeviceGetFanSpeed_v2(device, argument, out);
            case POWER_USAGE -> Core.nvmlDeviceGetPowerUsage(device, out);
            case ENFORCED_POWER_LIMIT -> Core.nvmlDeviceGetEnforcedPowerLimit(device, out);
            case POWER_LIMIT -> Core.nvmlDeviceGetPowerManagementLimit(device, out);
            case DEFAULT_POWER_LIMIT -> Core.nvmlDeviceGetPowerManagementDefaultLimit(device, out);
            case POWER_LIMIT_CONSTRAINTS ->
                Core.nvmlDeviceGetPowerManagementLimitConstraints(device, out, out + NUMBER);
            case TOTAL_ENERGY -> Core.nvmlDeviceGetTotalEnergyConsumption(device, out);
            case CLOCK -> Core.nvmlDeviceGetClockInfo(device, argument, out);
            case MAX_CLOCK -> Core.nvmlDeviceGetMaxClockInfo(device, argument, out);
            case CLOCKS_EVENT_REASONS -> Extras.EventReasons.nvmlDeviceGetCurrentClocksEventReasons(device, out);
            case PERFORMANCE_STATE -> Core.nvmlDeviceGetPerformanceState(device, out);
            case PCIE_GENERATION -> Core.nvmlDeviceGetCurrPcieLinkGeneration(device, out);
            case PCIE_WIDTH -> Core.nvmlDeviceGetCurrPcieLinkWidth(device, out);
            case MAX_PCIE_GENERATION -> Core.nvmlDeviceGetMaxPcieLinkGeneration(device, out);
            case MAX_PCIE_WIDTH -> Core.nvmlDeviceGetMaxPcieLinkWidth(device, out);
            case PCIE_REPLAYS -> Core.nvmlDeviceGetPcieReplayCounter(device, out);
            case NVLINK_STATE -> Core.nvmlDeviceGetNvLinkState(device, argument, out);
            case ECC_MODE -> Core.nvmlDeviceGetEccMode(device, out, out + NUMBER);
            case ROW_REMAPPER_HISTOGRAM -> Extras.RowRemapperHistogram.nvmlDeviceGetRowRemapperHistogram(device, out);
            case COMPUTE_MODE -> Core.nvmlDeviceGetComputeMode(device, out);
            case PERSISTENCE_MODE -> Extras.PersistenceMode.nvmlDeviceGetPersistenceMode(device, out);
            case VIRTUALIZATION_MODE -> Extras.VirtualizationMode.nvmlDeviceGetVirtualizationMode(device, out);
            case MIG_MODE -> Extras.MigMode.nvmlDeviceGetMigMode(device, out, out + NUMBER);
            case MAX_MIG_DEVICES -> Extras.MaxMigDevices.nvmlDeviceGetMaxMigDeviceCount(device, out);
            case MIG_DEVICE_BY_INDEX ->
                Extras.MigDeviceByIndex.nvmlDeviceGetMigDeviceHandleByIndex(device, argument, out);
            case GPU_INSTANCE_ID -> Extras.GpuInstanceId.nvmlDeviceGetGpuInstanceId(device, out);
            case COMPUTE_INSTANCE_ID -> Extras.ComputeInstanceId.nvmlDeviceGetComputeInstanceId(device, out);
            case SUPPORTED_EVENT_TYPES -> Extras.Events.nvmlDeviceGetSupportedEventTypes(device, out);
            default -> throw new IllegalArgumentException(call + " has a method of its own");
        };
    }

    private static int fanSpeed(long device, int fan, Answer answer) {
        NativeBuffer struct = answer.struct(Layout.FAN_SPEED_VERSION, Layout.FAN_SPEED_RPM);
        struct.putInt(Layout.FAN_SPEED_FAN, fan);
        return Extras.FanSpeedRpm.nvmlDeviceGetFanSpeedRPM(device, struct.address());
    }

    private static long text(Answer answer) {
        return answer.clearText().address();
    }

    private static long struct(Answer answer, int version, int answerAt) {
        return answer.struct(version, answerAt).address();
    }
}
