/*
 * The structures that cross the boundary of NVML's ABI, declared from its documented layout: 64-bit, little-endian.
 * Names are those of the interface, so that print_structs.c compiles against this file and against NVIDIA's header.
 */
#ifndef FAKE_STRUCTS_H
#define FAKE_STRUCTS_H

#include <stdint.h>

typedef void *nvmlDevice_t;
typedef void *nvmlEventSet_t;
typedef void *nvmlGpmSample_t;

enum {
    SUCCESS = 0,
    UNINITIALIZED = 1,
    INVALID_ARGUMENT = 2,
    NOT_SUPPORTED = 3,
    NOT_FOUND = 6,
    INSUFFICIENT_SIZE = 7,
    TIMEOUT = 10,
    GPU_IS_LOST = 15,
    UNKNOWN_ERROR = 999,
    ARGUMENT_VERSION_MISMATCH = 25
};

/* The first word of a versioned structure: its size, and its version in the highest byte. */
#define VERSION(type, number) ((uint32_t) (sizeof(type) | ((uint32_t) (number) << 24)))

typedef struct {
    char busIdLegacy[16];
    uint32_t domain, bus, device, pciDeviceId, pciSubSystemId;
    char busId[32];
} nvmlPciInfo_t;

typedef struct {
    uint32_t version, domain, bus, device, pciDeviceId, pciSubSystemId, baseClass, subClass;
    char busId[32];
} nvmlPciInfoExt_v1_t;

typedef struct {
    uint64_t total, free, used;
} nvmlMemory_t;

typedef struct {
    uint32_t version;
    uint64_t total, reserved, free, used;
} nvmlMemory_v2_t;

typedef struct {
    uint64_t bar1Total, bar1Free, bar1Used;
} nvmlBAR1Memory_t;

typedef struct {
    uint32_t gpu, memory;
} nvmlUtilization_t;

typedef struct {
    uint32_t pid;
    uint64_t usedGpuMemory;
} nvmlProcessInfo_v1_t;

typedef struct {
    uint32_t pid;
    uint64_t usedGpuMemory;
    uint32_t gpuInstanceId, computeInstanceId;
} nvmlProcessInfo_v2_t;

/* Also what drivers 535.43 to 535.86 wrote where every other driver writes nvmlProcessInfo_v2_t. */
typedef struct {
    uint32_t pid;
    uint64_t usedGpuMemory;
    uint32_t gpuInstanceId, computeInstanceId;
    uint64_t usedGpuCcProtectedMemory;
} nvmlProcessDetail_v1_t;

typedef struct {
    uint32_t version, mode, numProcArrayEntries;
    nvmlProcessDetail_v1_t *procArray;
} nvmlProcessDetailList_v1_t;

typedef struct {
    uint32_t pid;
    uint64_t timeStamp;
    uint32_t smUtil, memUtil, encUtil, decUtil;
} nvmlProcessUtilizationSample_t;

typedef struct {
    uint64_t timeStamp;
    uint32_t pid, smUtil, memUtil, encUtil, decUtil, jpgUtil, ofaUtil;
} nvmlProcessUtilizationInfo_v1_t;

typedef struct {
    uint32_t version, processSamplesCount;
    uint64_t lastSeenTimeStamp;
    nvmlProcessUtilizationInfo_v1_t *procUtilArray;
} nvmlProcessesUtilizationInfo_v1_t;

typedef union {
    double dVal;
    uint32_t uiVal;
    uint64_t ulVal;
    uint64_t ullVal;
    int64_t sllVal;
    int32_t siVal;
    uint16_t usVal;
} nvmlValue_t;

typedef struct {
    uint32_t fieldId, scopeId;
    int64_t timestamp, latencyUsec;
    uint32_t valueType;
    int32_t nvmlReturn;
    nvmlValue_t value;
} nvmlFieldValue_t;

typedef struct {
    nvmlDevice_t device;
    uint64_t eventType, eventData;
    uint32_t gpuInstanceId, computeInstanceId;
} nvmlEventData_t;

typedef struct {
    uint32_t version, sensorType;
    int32_t temperature;
} nvmlTemperature_v1_t;

typedef struct {
    uint32_t version;
    int32_t marginTemperature;
} nvmlMarginTemperature_v1_t;

typedef struct {
    uint32_t version, fan, speed;
} nvmlFanSpeedInfo_v1_t;

typedef struct {
    uint32_t max, high, partial, low, none;
} nvmlRowRemapperHistogramValues_t;

typedef struct {
    uint32_t corrActiveRemaps, corrInactiveRemaps, uncActiveRemaps, uncInactiveRemaps, bPending, bfailureOccurred;
} nvmlRemappedRowsInfo_v2_t;

typedef struct {
    uint32_t version;
    uint64_t aggregateUncParity, aggregateUncSecDed, aggregateCor;
    uint64_t volatileUncParity, volatileUncSecDed, volatileCor;
    uint64_t aggregateUncBucketL2, aggregateUncBucketSm, aggregateUncBucketPcie;
    uint64_t aggregateUncBucketMcu, aggregateUncBucketOther;
    uint32_t bThresholdExceeded;
} nvmlEccSramErrorStatus_v1_t;

typedef struct {
    uint64_t referenceTime, violationTime;
} nvmlViolationTime_t;

typedef struct {
    uint32_t multiprocessorCount, sharedCopyEngineCount, sharedDecoderCount, sharedEncoderCount;
    uint32_t sharedJpegCount, sharedOfaCount, gpuInstanceSliceCount, computeInstanceSliceCount;
    uint64_t memorySizeMB;
} nvmlDeviceAttributes_t;

typedef struct {
    uint32_t version, bChannelRepairPending, bTpcRepairPending;
} nvmlRepairStatus_v1_t;

typedef struct {
    uint32_t version, value;
} nvmlDeviceAddressingMode_v1_t;

typedef struct {
    uint32_t bUnrepairableMemory;
} nvmlUnrepairableMemoryStatus_v1_t;

typedef struct {
    uint32_t version;
    uint8_t clusterUuid[16];
    int32_t status;
    uint32_t cliqueId;
    uint32_t state, healthMask;
} nvmlGpuFabricInfo_v2_t;

typedef struct {
    uint32_t version;
    uint8_t clusterUuid[16];
    int32_t status;
    uint32_t cliqueId;
    uint32_t state, healthMask;
    uint8_t healthSummary;
} nvmlGpuFabricInfo_v3_t;

typedef struct {
    uint32_t metricId;
    int32_t nvmlReturn;
    double value;
    struct {
        char *shortName, *longName, *unit;
    } metricInfo;
} nvmlGpmMetric_t;

/* As long as the newest driver has it; older ones read and write fewer metrics of the same layout. */
typedef struct {
    uint32_t version, numMetrics;
    nvmlGpmSample_t sample1, sample2;
    nvmlGpmMetric_t metrics[333];
} nvmlGpmMetricsGet_t;

typedef struct {
    uint32_t version, isSupportedDevice;
} nvmlGpmSupport_t;

typedef struct {
    uint32_t version;
    uint64_t eventTypes;
    void *set;
} nvmlSystemRegisterEventRequest_v1_t;

typedef struct {
    uint32_t version, timeoutms;
    void *set;
    void *data;
    uint32_t dataSize, numEvent;
} nvmlSystemEventSetWaitRequest_v1_t;

#endif
