package dev.hostgauge.nvml;

/**
 * The functions that some driver's library lacks, before or after it got them: a class for each, since JNA binds all
 * functions of a class or says that it cannot.
 */
final class Extras {
    private Extras() {}

    static final class MinorNumber {
        static native int nvmlDeviceGetMinorNumber(long device, long minor);
    }

    static final class MemoryV2 {
        static native int nvmlDeviceGetMemoryInfo_v2(long device, long memory);
    }

    static final class JpegUtilization {
        static native int nvmlDeviceGetJpgUtilization(long device, long percent, long micros);
    }

    static final class OfaUtilization {
        static native int nvmlDeviceGetOfaUtilization(long device, long percent, long micros);
    }

    static final class Temperature {
        static native int nvmlDeviceGetTemperature(long device, int sensor, long celsius);
    }

    static final class TemperatureV {
        static native int nvmlDeviceGetTemperatureV(long device, long temperature);
    }

    static final class MarginTemperature {
        static native int nvmlDeviceGetMarginTemperature(long device, long margin);
    }

    static final class FanCount {
        static native int nvmlDeviceGetNumFans(long device, long count);
    }

    static final class FanSpeed {
        static native int nvmlDeviceGetFanSpeed_v2(long device, int fan, long percent);
    }

    static final class FanSpeedRpm {
        static native int nvmlDeviceGetFanSpeedRPM(long device, long speed);
    }

    static final class EventReasons {
        static native int nvmlDeviceGetCurrentClocksEventReasons(long device, long bits);
    }

    static final class ThrottleReasons {
        static native int nvmlDeviceGetCurrentClocksThrottleReasons(long device, long bits);
    }

    static final class RowRemapperHistogram {
        static native int nvmlDeviceGetRowRemapperHistogram(long device, long banks);
    }

    static final class RepairStatus {
        static native int nvmlDeviceGetRepairStatus(long device, long status);
    }

    static final class PersistenceMode {
        static native int nvmlDeviceGetPersistenceMode(long device, long mode);
    }

    static final class VirtualizationMode {
        static native int nvmlDeviceGetVirtualizationMode(long device, long mode);
    }

    static final class MigMode {
        static native int nvmlDeviceGetMigMode(long device, long now, long pending);
    }

    static final class MaxMigDevices {
        static native int nvmlDeviceGetMaxMigDeviceCount(long device, long count);
    }

    static final class MigDeviceByIndex {
        static native int nvmlDeviceGetMigDeviceHandleByIndex(long device, int index, long migDevice);
    }

    static final class GpuInstanceId {
        static native int nvmlDeviceGetGpuInstanceId(long device, long id);
    }

    static final class ComputeInstanceId {
        static native int nvmlDeviceGetComputeInstanceId(long device, long id);
    }

    static final class ComputeProcessesV3 {
        static native int nvmlDeviceGetComputeRunningProcesses_v3(long device, long count, long processes);
    }

    static final class ComputeProcessesV2 {
        static native int nvmlDeviceGetComputeRunningProcesses_v2(long device, long count, long processes);
    }

    static final class ComputeProcesses {
        static native int nvmlDeviceGetComputeRunningProcesses(long device, long count, long processes);
    }

    static final class GraphicsProcessesV3 {
        static native int nvmlDeviceGetGraphicsRunningProcesses_v3(long device, long count, long processes);
    }

    static final class GraphicsProcessesV2 {
        static native int nvmlDeviceGetGraphicsRunningProcesses_v2(long device, long count, long processes);
    }

    static final class GraphicsProcesses {
        static native int nvmlDeviceGetGraphicsRunningProcesses(long device, long count, long processes);
    }

    static final class MpsProcessesV3 {
        static native int nvmlDeviceGetMPSComputeRunningProcesses_v3(long device, long count, long processes);
    }

    static final class MpsProcessesV2 {
        static native int nvmlDeviceGetMPSComputeRunningProcesses_v2(long device, long count, long processes);
    }

    static final class MpsProcesses {
        static native int nvmlDeviceGetMPSComputeRunningProcesses(long device, long count, long processes);
    }

    /** Nobody waits for events with one of them alone. */
    static final class Events {
        static native int nvmlEventSetCreate(long set);

        static native int nvmlDeviceGetSupportedEventTypes(long device, long bits);

        static native int nvmlDeviceRegisterEvents(long device, long bits, long set);

        static native int nvmlEventSetWait_v2(long set, long event, int millis);

        static native int nvmlEventSetFree(long set);
    }

    /** They came together, with driver 520. */
    static final class Gpm {
        static native int nvmlGpmQueryDeviceSupport(long device, long support);

        static native int nvmlGpmSampleAlloc(long sample);

        static native int nvmlGpmSampleFree(long sample);

        static native int nvmlGpmSampleGet(long device, long sample);

        static native int nvmlGpmMetricsGet(long metrics);
    }
}
