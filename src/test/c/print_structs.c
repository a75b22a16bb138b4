/*
 * Prints where the fields of NVML's structures lie: NAME SIZE [VERSION] FIELD@OFFSET ..., as src/test/resources/gpus/structs.txt.
 * Compiled against our declarations, or with -DTHEIRS against NVIDIA's nvml.h, of which older ones lack some structures.
 */
#include <stddef.h>
#include <stdio.h>

#ifdef THEIRS
#include <nvml.h>
#else
#include "fake_structs.h"
#define nvmlMemory_v2 VERSION(nvmlMemory_v2_t, 2)
#define nvmlPciInfoExt_v1 VERSION(nvmlPciInfoExt_v1_t, 1)
#define nvmlProcessDetailList_v1 VERSION(nvmlProcessDetailList_v1_t, 1)
#define nvmlProcessesUtilizationInfo_v1 VERSION(nvmlProcessesUtilizationInfo_v1_t, 1)
#define nvmlTemperature_v1 VERSION(nvmlTemperature_v1_t, 1)
#define nvmlMarginTemperature_v1 VERSION(nvmlMarginTemperature_v1_t, 1)
#define nvmlFanSpeedInfo_v1 VERSION(nvmlFanSpeedInfo_v1_t, 1)
#define nvmlEccSramErrorStatus_v1 VERSION(nvmlEccSramErrorStatus_v1_t, 1)
#define nvmlRepairStatus_v1 VERSION(nvmlRepairStatus_v1_t, 1)
#define nvmlDeviceAddressingMode_v1 VERSION(nvmlDeviceAddressingMode_v1_t, 1)
#define nvmlGpuFabricInfo_v2 VERSION(nvmlGpuFabricInfo_v2_t, 2)
#define nvmlGpuFabricInfo_v3 VERSION(nvmlGpuFabricInfo_v3_t, 3)
#define nvmlSystemRegisterEventRequest_v1 VERSION(nvmlSystemRegisterEventRequest_v1_t, 1)
#define nvmlSystemEventSetWaitRequest_v1 VERSION(nvmlSystemEventSetWaitRequest_v1_t, 1)
#define NVML_GPM_METRICS_GET_VERSION 1
#define NVML_GPM_SUPPORT_VERSION 1
#endif

#define BEGIN(type) printf("%s %zu", #type, sizeof(type))
#define WORD(version) printf(" 0x%08x", (unsigned) (version))
#define AT(type, field) printf(" %s@%zu", #field, offsetof(type, field))
#define END() printf("\n")

int main(void) {
#define T nvmlPciInfo_t
    BEGIN(nvmlPciInfo_t), AT(T, busIdLegacy), AT(T, domain), AT(T, bus), AT(T, device), AT(T, pciDeviceId);
    AT(T, pciSubSystemId), AT(T, busId), END();
#undef T
#ifdef nvmlPciInfoExt_v1
#define T nvmlPciInfoExt_v1_t
    BEGIN(nvmlPciInfoExt_v1_t), WORD(nvmlPciInfoExt_v1), AT(T, version), AT(T, domain), AT(T, bus), AT(T, device);
    AT(T, pciDeviceId), AT(T, pciSubSystemId), AT(T, baseClass), AT(T, subClass), AT(T, busId), END();
#undef T
#endif
#define T nvmlMemory_t
    BEGIN(nvmlMemory_t), AT(T, total), AT(T, free), AT(T, used), END();
#undef T
#define T nvmlMemory_v2_t
    BEGIN(nvmlMemory_v2_t), WORD(nvmlMemory_v2), AT(T, version), AT(T, total), AT(T, reserved), AT(T, free);
    AT(T, used), END();
#undef T
#define T nvmlBAR1Memory_t
    BEGIN(nvmlBAR1Memory_t), AT(T, bar1Total), AT(T, bar1Free), AT(T, bar1Used), END();
#undef T
#define T nvmlUtilization_t
    BEGIN(nvmlUtilization_t), AT(T, gpu), AT(T, memory), END();
#undef T
#define T nvmlProcessInfo_v1_t
    BEGIN(nvmlProcessInfo_v1_t), AT(T, pid), AT(T, usedGpuMemory), END();
#undef T
#define T nvmlProcessInfo_v2_t
    BEGIN(nvmlProcessInfo_v2_t), AT(T, pid), AT(T, usedGpuMemory), AT(T, gpuInstanceId), AT(T, computeInstanceId), END();
#undef T
#ifdef nvmlProcessDetailList_v1
#define T nvmlProcessDetail_v1_t
    BEGIN(nvmlProcessDetail_v1_t), AT(T, pid), AT(T, usedGpuMemory), AT(T, gpuInstanceId), AT(T, computeInstanceId);
    AT(T, usedGpuCcProtectedMemory), END();
#undef T
#define T nvmlProcessDetailList_v1_t
    BEGIN(nvmlProcessDetailList_v1_t), WORD(nvmlProcessDetailList_v1), AT(T, version), AT(T, mode);
    AT(T, numProcArrayEntries), AT(T, procArray), END();
#undef T
#endif
#define T nvmlProcessUtilizationSample_t
    BEGIN(nvmlProcessUtilizationSample_t), AT(T, pid), AT(T, timeStamp), AT(T, smUtil), AT(T, memUtil), AT(T, encUtil);
    AT(T, decUtil), END();
#undef T
#ifdef nvmlProcessesUtilizationInfo_v1
#define T nvmlProcessUtilizationInfo_v1_t
    BEGIN(nvmlProcessUtilizationInfo_v1_t), AT(T, timeStamp), AT(T, pid), AT(T, smUtil), AT(T, memUtil), AT(T, encUtil);
    AT(T, decUtil), AT(T, jpgUtil), AT(T, ofaUtil), END();
#undef T
#define T nvmlProcessesUtilizationInfo_v1_t
    BEGIN(nvmlProcessesUtilizationInfo_v1_t), WORD(nvmlProcessesUtilizationInfo_v1), AT(T, version);
    AT(T, processSamplesCount), AT(T, lastSeenTimeStamp), AT(T, procUtilArray), END();
#undef T
#endif
#define T nvmlFieldValue_t
    BEGIN(nvmlFieldValue_t), AT(T, fieldId), AT(T, scopeId), AT(T, timestamp), AT(T, latencyUsec), AT(T, valueType);
    AT(T, nvmlReturn), AT(T, value), END();
#undef T
#define T nvmlEventData_t
    BEGIN(nvmlEventData_t), AT(T, device), AT(T, eventType), AT(T, eventData), AT(T, gpuInstanceId);
    AT(T, computeInstanceId), END();
#undef T
#ifdef nvmlTemperature_v1
#define T nvmlTemperature_v1_t
    BEGIN(nvmlTemperature_v1_t), WORD(nvmlTemperature_v1), AT(T, version), AT(T, sensorType), AT(T, temperature), END();
#undef T
#endif
#ifdef nvmlMarginTemperature_v1
#define T nvmlMarginTemperature_v1_t
    BEGIN(nvmlMarginTemperature_v1_t), WORD(nvmlMarginTemperature_v1), AT(T, version), AT(T, marginTemperature), END();
#undef T
#endif
#ifdef nvmlFanSpeedInfo_v1
#define T nvmlFanSpeedInfo_v1_t
    BEGIN(nvmlFanSpeedInfo_v1_t), WORD(nvmlFanSpeedInfo_v1), AT(T, version), AT(T, fan), AT(T, speed), END();
#undef T
#endif
#define T nvmlRowRemapperHistogramValues_t
    BEGIN(nvmlRowRemapperHistogramValues_t), AT(T, max), AT(T, high), AT(T, partial), AT(T, low), AT(T, none), END();
#undef T
#ifndef THEIRS /* no macro of the header tells whether it has it */
#define T nvmlRemappedRowsInfo_v2_t
    BEGIN(nvmlRemappedRowsInfo_v2_t), AT(T, corrActiveRemaps), AT(T, corrInactiveRemaps), AT(T, uncActiveRemaps);
    AT(T, uncInactiveRemaps), AT(T, bPending), AT(T, bfailureOccurred), END();
#undef T
#define T nvmlUnrepairableMemoryStatus_v1_t
    BEGIN(nvmlUnrepairableMemoryStatus_v1_t), AT(T, bUnrepairableMemory), END();
#undef T
#endif
#ifdef nvmlEccSramErrorStatus_v1
#define T nvmlEccSramErrorStatus_v1_t
    BEGIN(nvmlEccSramErrorStatus_v1_t), WORD(nvmlEccSramErrorStatus_v1), AT(T, version), AT(T, aggregateUncParity);
    AT(T, aggregateUncSecDed), AT(T, aggregateCor), AT(T, volatileUncParity), AT(T, volatileUncSecDed);
    AT(T, volatileCor), AT(T, aggregateUncBucketL2), AT(T, aggregateUncBucketSm), AT(T, aggregateUncBucketPcie);
    AT(T, aggregateUncBucketMcu), AT(T, aggregateUncBucketOther), AT(T, bThresholdExceeded), END();
#undef T
#endif
#define T nvmlViolationTime_t
    BEGIN(nvmlViolationTime_t), AT(T, referenceTime), AT(T, violationTime), END();
#undef T
#define T nvmlDeviceAttributes_t
    BEGIN(nvmlDeviceAttributes_t), AT(T, multiprocessorCount), AT(T, sharedCopyEngineCount), AT(T, sharedDecoderCount);
    AT(T, sharedEncoderCount), AT(T, sharedJpegCount), AT(T, sharedOfaCount), AT(T, gpuInstanceSliceCount);
    AT(T, computeInstanceSliceCount), AT(T, memorySizeMB), END();
#undef T
#ifdef nvmlRepairStatus_v1
#define T nvmlRepairStatus_v1_t
    BEGIN(nvmlRepairStatus_v1_t), WORD(nvmlRepairStatus_v1), AT(T, version), AT(T, bChannelRepairPending);
    AT(T, bTpcRepairPending), END();
#undef T
#endif
#ifdef nvmlDeviceAddressingMode_v1
#define T nvmlDeviceAddressingMode_v1_t
    BEGIN(nvmlDeviceAddressingMode_v1_t), WORD(nvmlDeviceAddressingMode_v1), AT(T, version), AT(T, value), END();
#undef T
#endif
#ifdef nvmlGpuFabricInfo_v2
#define T nvmlGpuFabricInfo_v2_t
    BEGIN(nvmlGpuFabricInfo_v2_t), WORD(nvmlGpuFabricInfo_v2), AT(T, version), AT(T, clusterUuid), AT(T, status);
    AT(T, cliqueId), AT(T, state), AT(T, healthMask), END();
#undef T
#endif
#ifdef nvmlGpuFabricInfo_v3
#define T nvmlGpuFabricInfo_v3_t
    BEGIN(nvmlGpuFabricInfo_v3_t), WORD(nvmlGpuFabricInfo_v3), AT(T, version), AT(T, clusterUuid), AT(T, status);
    AT(T, cliqueId), AT(T, state), AT(T, healthMask), AT(T, healthSummary), END();
#undef T
#endif
#define T nvmlGpmMetric_t
    BEGIN(nvmlGpmMetric_t), AT(T, metricId), AT(T, nvmlReturn), AT(T, value), AT(T, metricInfo), END();
#undef T
#define T nvmlGpmMetricsGet_t /* its size is that of the header's list of metrics */
    printf("nvmlGpmMetricsGet_t *"), WORD(NVML_GPM_METRICS_GET_VERSION), AT(T, version), AT(T, numMetrics);
    AT(T, sample1), AT(T, sample2), AT(T, metrics), END();
#undef T
#define T nvmlGpmSupport_t
    BEGIN(nvmlGpmSupport_t), WORD(NVML_GPM_SUPPORT_VERSION), AT(T, version), AT(T, isSupportedDevice), END();
#undef T
#ifdef nvmlSystemRegisterEventRequest_v1
#define T nvmlSystemRegisterEventRequest_v1_t
    BEGIN(nvmlSystemRegisterEventRequest_v1_t), WORD(nvmlSystemRegisterEventRequest_v1), AT(T, version);
    AT(T, eventTypes), AT(T, set), END();
#undef T
#define T nvmlSystemEventSetWaitRequest_v1_t
    BEGIN(nvmlSystemEventSetWaitRequest_v1_t), WORD(nvmlSystemEventSetWaitRequest_v1), AT(T, version), AT(T, timeoutms);
    AT(T, set), AT(T, data), AT(T, dataSize), AT(T, numEvent), END();
#undef T
#endif
    return 0;
}
