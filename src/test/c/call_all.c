/*
 * Calls every function of the fake with buffers of exactly the size that its ABI says, from the heap, so that
 * AddressSanitizer sees a byte written or read too far. Built from the same sources, run beside a fake_nvml.ctl.
 */
#include "fake_nvml.c"

#include <stddef.h>

static int failures;
static unsigned calls;

static void expect(const char *call, int answer, int wanted) {
    calls++;
    if (answer != wanted) {
        printf("%s answers %d, not %d\n", call, answer, wanted);
        failures++;
    }
}

static void *exactly(size_t size) {
    return calloc(1, size);
}


#define OK(call) expect(#call, call, SUCCESS)
#define ONE(function, type)                    \
    do {                                       \
        type *value = exactly(sizeof(type));   \
        OK(function(gpu, value));              \
        free(value);                           \
    } while (0)
#define TWO(function, type)                    \
    do {                                       \
        type *one = exactly(sizeof(type));     \
        type *other = exactly(sizeof(type));   \
        OK(function(gpu, one, other));         \
        free(one);                             \
        free(other);                           \
    } while (0)
#define KIND(function, number, type)           \
    do {                                       \
        type *value = exactly(sizeof(type));   \
        OK(function(gpu, number, value));      \
        free(value);                           \
    } while (0)
#define VERSIONED(function, type, word, wanted)   \
    do {                                          \
        type *value = exactly(sizeof(type));      \
        value->version = (word);                  \
        expect(#function, function(gpu, value), wanted); \
        free(value);                              \
    } while (0)
#define STRING(call)                              \
    do {                                          \
        for (uint32_t size = 1; size <= 96; size++) { \
            char *text = exactly(size);           \
            int answer = call;                    \
            expect(#call, answer, size > longest ? SUCCESS : answer); \
            free(text);                           \
        }                                         \
    } while (0)

static void call_texts(nvmlDevice_t gpu) {
    const uint32_t longest = 60;
    STRING(nvmlDeviceGetName(gpu, text, size));
    STRING(nvmlDeviceGetUUID(gpu, text, size));
    STRING(nvmlDeviceGetSerial(gpu, text, size));
    STRING(nvmlDeviceGetVbiosVersion(gpu, text, size));
    STRING(nvmlSystemGetDriverVersion(text, size));
    STRING(nvmlSystemGetNVMLVersion(text, size));
}

static void call_plain(nvmlDevice_t gpu) {
    ONE(nvmlDeviceGetMinorNumber, uint32_t);
    ONE(nvmlDeviceGetPciInfo_v3, nvmlPciInfo_t);
    ONE(nvmlDeviceGetMemoryInfo, nvmlMemory_t);
    ONE(nvmlDeviceGetBAR1MemoryInfo, nvmlBAR1Memory_t);
    ONE(nvmlDeviceGetUtilizationRates, nvmlUtilization_t);
    TWO(nvmlDeviceGetEncoderUtilization, uint32_t);
    TWO(nvmlDeviceGetDecoderUtilization, uint32_t);
    TWO(nvmlDeviceGetJpgUtilization, uint32_t);
    TWO(nvmlDeviceGetOfaUtilization, uint32_t);
    KIND(nvmlDeviceGetTemperature, 0, uint32_t);
    KIND(nvmlDeviceGetTemperatureThreshold, 0, uint32_t);
    KIND(nvmlDeviceGetTemperatureThreshold, 3, uint32_t);
    ONE(nvmlDeviceGetNumFans, uint32_t);
    KIND(nvmlDeviceGetFanSpeed_v2, 0, uint32_t);
    ONE(nvmlDeviceGetPowerUsage, uint32_t);
    ONE(nvmlDeviceGetEnforcedPowerLimit, uint32_t);
    ONE(nvmlDeviceGetPowerManagementLimit, uint32_t);
    ONE(nvmlDeviceGetPowerManagementDefaultLimit, uint32_t);
    TWO(nvmlDeviceGetPowerManagementLimitConstraints, uint32_t);
    ONE(nvmlDeviceGetTotalEnergyConsumption, uint64_t);
    for (uint32_t clock = 0; clock < 4; clock++) {
        KIND(nvmlDeviceGetClockInfo, clock, uint32_t);
        KIND(nvmlDeviceGetMaxClockInfo, clock, uint32_t);
    }
    ONE(nvmlDeviceGetCurrentClocksEventReasons, uint64_t);
    ONE(nvmlDeviceGetCurrentClocksThrottleReasons, uint64_t);
    ONE(nvmlDeviceGetPerformanceState, uint32_t);
    ONE(nvmlDeviceGetCurrPcieLinkGeneration, uint32_t);
    ONE(nvmlDeviceGetCurrPcieLinkWidth, uint32_t);
    ONE(nvmlDeviceGetMaxPcieLinkGeneration, uint32_t);
    ONE(nvmlDeviceGetMaxPcieLinkWidth, uint32_t);
    ONE(nvmlDeviceGetPcieReplayCounter, uint32_t);
    KIND(nvmlDeviceGetNvLinkState, 17, uint32_t);
    TWO(nvmlDeviceGetEccMode, uint32_t);
    ONE(nvmlDeviceGetRetiredPagesPendingStatus, uint32_t);
    ONE(nvmlDeviceGetRowRemapperHistogram, nvmlRowRemapperHistogramValues_t);
    ONE(nvmlDeviceGetComputeMode, uint32_t);
    ONE(nvmlDeviceGetPersistenceMode, uint32_t);
    ONE(nvmlDeviceGetVirtualizationMode, uint32_t);
    TWO(nvmlDeviceGetMigMode, uint32_t);
    ONE(nvmlDeviceGetMaxMigDeviceCount, uint32_t);
    ONE(nvmlDeviceGetSupportedEventTypes, uint64_t);
}

static void call_versioned(nvmlDevice_t gpu) {
    VERSIONED(nvmlDeviceGetMemoryInfo_v2, nvmlMemory_v2_t, 0x02000028, SUCCESS);
    VERSIONED(nvmlDeviceGetMemoryInfo_v2, nvmlMemory_v2_t, 0x02000020, ARGUMENT_VERSION_MISMATCH);
    VERSIONED(nvmlDeviceGetTemperatureV, nvmlTemperature_v1_t, 0x0100000c, SUCCESS);
    VERSIONED(nvmlDeviceGetTemperatureV, nvmlTemperature_v1_t, 0x0100000d, ARGUMENT_VERSION_MISMATCH);
    VERSIONED(nvmlDeviceGetMarginTemperature, nvmlMarginTemperature_v1_t, 0x01000008, SUCCESS);
    VERSIONED(nvmlDeviceGetFanSpeedRPM, nvmlFanSpeedInfo_v1_t, 0x0100000c, SUCCESS);
    VERSIONED(nvmlDeviceGetRepairStatus, nvmlRepairStatus_v1_t, 0x0100000c, SUCCESS);
    VERSIONED(nvmlDeviceGetAddressingMode, nvmlDeviceAddressingMode_v1_t, 0x01000008, SUCCESS);
    VERSIONED(nvmlGpmQueryDeviceSupport, nvmlGpmSupport_t, 1, SUCCESS);
    VERSIONED(nvmlGpmQueryDeviceSupport, nvmlGpmSupport_t, 2, ARGUMENT_VERSION_MISMATCH);
}

static void call_many_outs(nvmlDevice_t gpu) {
    uint32_t *outs[4];
    for (int i = 0; i < 4; i++) {
        outs[i] = exactly(sizeof *outs[i]);
    }
    OK(nvmlDeviceGetEncoderStats(gpu, outs[0], outs[1], outs[2]));
    OK(nvmlDeviceGetRemappedRows(gpu, outs[0], outs[1], outs[2], outs[3]));
    uint64_t *errors = exactly(sizeof *errors);
    for (uint32_t type = 0; type < 2; type++) {
        for (uint32_t scope = 0; scope < 2; scope++) {
            OK(nvmlDeviceGetTotalEccErrors(gpu, type, scope, errors));
            OK(nvmlDeviceGetMemoryErrorCounter(gpu, type, scope, 7, errors));
        }
    }
    free(errors);
    for (int i = 0; i < 4; i++) {
        free(outs[i]);
    }
}

#define LIST(function, type, wanted)                                          \
    for (uint32_t capacity = 0; capacity < 5; capacity++) {                   \
        uint32_t count = capacity;                                            \
        type *entries = exactly(capacity * sizeof(type));                     \
        expect(#function, function(gpu, &count, capacity ? entries : NULL),   \
               (int) capacity < (wanted) ? INSUFFICIENT_SIZE : SUCCESS);            \
        expect(#function, (int) count, wanted);                               \
        free(entries);                                                        \
    }

static void call_lists(nvmlDevice_t gpu) {
    LIST(nvmlDeviceGetComputeRunningProcesses, nvmlProcessInfo_v1_t, 3)
    LIST(nvmlDeviceGetComputeRunningProcesses_v2, nvmlProcessInfo_v2_t, 3)
    LIST(nvmlDeviceGetComputeRunningProcesses_v3, process_info_v3, 3)
    LIST(nvmlDeviceGetGraphicsRunningProcesses, nvmlProcessInfo_v1_t, 0)
    LIST(nvmlDeviceGetGraphicsRunningProcesses_v2, nvmlProcessInfo_v2_t, 0)
    LIST(nvmlDeviceGetGraphicsRunningProcesses_v3, process_info_v3, 0)
    LIST(nvmlDeviceGetMPSComputeRunningProcesses_v3, process_info_v3, 0)
    for (int32_t count = 1; count < 310; count++) {
        nvmlFieldValue_t *values = exactly((size_t) count * sizeof *values);
        for (int32_t i = 0; i < count; i++) {
            values[i].fieldId = (uint32_t) i;
        }
        OK(nvmlDeviceGetFieldValues(gpu, count, values));
        free(values);
    }
}

static void call_instances(nvmlDevice_t parent) {
    nvmlDevice_t *instance = exactly(sizeof *instance);
    expect("hole", nvmlDeviceGetMigDeviceHandleByIndex(parent, 1, instance), NOT_FOUND);
    expect("beyond", nvmlDeviceGetMigDeviceHandleByIndex(parent, 7, instance), INVALID_ARGUMENT);
    OK(nvmlDeviceGetMigDeviceHandleByIndex(parent, 2, instance));
    nvmlDevice_t gpu = *instance;
    ONE(nvmlDeviceGetGpuInstanceId, uint32_t);
    ONE(nvmlDeviceGetComputeInstanceId, uint32_t);
    ONE(nvmlDeviceGetAttributes_v2, nvmlDeviceAttributes_t);
    VERSIONED(nvmlDeviceGetMemoryInfo_v2, nvmlMemory_v2_t, 0x02000028, SUCCESS);
    nvmlUtilization_t *utilization = exactly(sizeof *utilization);
    expect("utilisation of a split GPU", nvmlDeviceGetUtilizationRates(parent, utilization), NOT_SUPPORTED);
    free(utilization);
    free(instance);
}

static void call_events(nvmlDevice_t gpu) {
    nvmlEventSet_t *set = exactly(sizeof *set);
    nvmlEventData_t *data = exactly(sizeof *data);
    OK(nvmlEventSetCreate(set));
    OK(nvmlDeviceRegisterEvents(gpu, 8, *set));
    expect("no event", nvmlEventSetWait_v2(*set, data, 3), TIMEOUT);
    queue_event(&(struct event) {.id = 1, .gpu = 0, .type = 8, .data = 79});
    OK(nvmlEventSetWait_v2(*set, data, 3));
    expect("xid", (int) data->eventData, 79);
    OK(nvmlEventSetFree(*set));
    expect("freed set", nvmlEventSetWait_v2(*set, data, 3), INVALID_ARGUMENT);
    free(set);
    free(data);
}

static void call_gpm(nvmlDevice_t gpu) {
    const uint32_t metrics = 3;
    nvmlGpmMetricsGet_t *get = exactly(offsetof(nvmlGpmMetricsGet_t, metrics) + metrics * sizeof(nvmlGpmMetric_t));
    get->version = 1;
    get->numMetrics = metrics;
    get->metrics[0].metricId = 2;
    get->metrics[1].metricId = 5;
    get->metrics[2].metricId = 99;
    OK(nvmlGpmSampleAlloc(&get->sample1));
    OK(nvmlGpmSampleAlloc(&get->sample2));
    OK(nvmlGpmSampleGet(gpu, get->sample1));
    expect("one sample", nvmlGpmMetricsGet(get), INVALID_ARGUMENT);
    OK(nvmlGpmSampleGet(gpu, get->sample2));
    OK(nvmlGpmMetricsGet(get));
    expect("unknown metric", get->metrics[2].nvmlReturn, NOT_SUPPORTED);
    OK(nvmlGpmMigSampleGet(gpu, 1, get->sample1));
    OK(nvmlGpmMigSampleGet(gpu, 1, get->sample2));
    OK(nvmlGpmMetricsGet(get));
    OK(nvmlGpmSampleFree(get->sample1));
    OK(nvmlGpmSampleFree(get->sample2));
    free(get);
}

static nvmlDevice_t handle(uint32_t index) {
    nvmlDevice_t *device = exactly(sizeof *device);
    OK(nvmlDeviceGetHandleByIndex_v2(index, device));
    nvmlDevice_t handle = *device;
    free(device);
    return handle;
}

/* GPU 0 has everything, GPU 1 is split: see FakeAbiTest. */
int main(void) {
    OK(nvmlInitWithFlags(0));
    OK(nvmlInit_v2());
    uint32_t *number = exactly(sizeof *number);
    OK(nvmlDeviceGetCount_v2(number));
    OK(nvmlSystemGetCudaDriverVersion((int32_t *) number));
    free(number);
    nvmlDevice_t gpu = handle(0);
    nvmlDevice_t *same = exactly(sizeof *same);
    OK(nvmlDeviceGetHandleByPciBusId_v2("0000:1b:00.0", same));
    expect("the same GPU", *same == gpu, 1);
    free(same);
    call_texts(gpu);
    call_plain(gpu);
    call_versioned(gpu);
    call_many_outs(gpu);
    call_lists(gpu);
    call_instances(handle(1));
    call_events(gpu);
    call_gpm(gpu);
    OK(nvmlShutdown());
    OK(nvmlShutdown());
    expect("a third shutdown", nvmlShutdown(), UNINITIALIZED);
    printf("%u calls, %d failures\n", calls, failures);
    return failures != 0;
}
