/*
 * The nine calls that list processes, whose entries grew from 16 to 24 bytes, and to 32 in drivers 535.43 to 535.86.
 * The value of processes.compute, .graphics and .mps is "PID:BYTES:GI:CI ...", where - is "not available".
 */

#ifdef PROCESS_INFO_32
typedef nvmlProcessDetail_v1_t process_info_v3;
#else
typedef nvmlProcessInfo_v2_t process_info_v3;
#endif

static nvmlProcessDetail_v1_t parse_process(const char *text) {
    char bytes[24] = "-", gi[12] = "-", ci[12] = "-";
    nvmlProcessDetail_v1_t process = {.usedGpuMemory = UINT64_MAX, .gpuInstanceId = UINT32_MAX,
                                      .computeInstanceId = UINT32_MAX};
    sscanf(text, "%u:%23[^: ]:%11[^: ]:%11[^: ]", &process.pid, bytes, gi, ci);
    if (*bytes != '-') {
        process.usedGpuMemory = strtoull(bytes, NULL, 0);
    }
    if (*gi != '-') {
        process.gpuInstanceId = (uint32_t) strtoul(gi, NULL, 0);
    }
    if (*ci != '-') {
        process.computeInstanceId = (uint32_t) strtoul(ci, NULL, 0);
    }
    return process;
}

static int list_processes(const char *name, uint32_t *count, char *into, size_t size) {
    struct entry *entry = find(name);
    if (!entry || entry->code) {
        return entry ? entry->code : NOT_SUPPORTED;
    }
    uint32_t present = 0, capacity = *count;
    uint64_t growing = 0;
    for (const char *c = entry->text + strspn(entry->text, " "); *c; c += strcspn(c, " "), c += strspn(c, " ")) {
        if (into && present < capacity) {
            nvmlProcessDetail_v1_t process = parse_process(c);
            memcpy(into + present * size, &process, size);
        }
        present++;
    }
    number("processes.growing", &growing);
    if (growing) {
        present = capacity + 1;
    }
    *count = present;
    if (!into && capacity > 0) {
        return bad_argument();
    }
    return present > capacity ? INSUFFICIENT_SIZE : SUCCESS;
}

#define PROCESSES(name, list, type)                                                                      \
    int name(nvmlDevice_t device, uint32_t *count, type *processes) {                                    \
        CALL(device, GIVEN(count), {processes ? (void *) processes : (void *) count,                     \
                                    processes && count ? *count * sizeof *processes : 0})                \
        return leave(list_processes(list, count, (char *) processes, sizeof(type)));                     \
    }

PROCESSES(nvmlDeviceGetComputeRunningProcesses, "processes.compute", nvmlProcessInfo_v1_t)
PROCESSES(nvmlDeviceGetComputeRunningProcesses_v2, "processes.compute", nvmlProcessInfo_v2_t)
PROCESSES(nvmlDeviceGetComputeRunningProcesses_v3, "processes.compute", process_info_v3)
PROCESSES(nvmlDeviceGetGraphicsRunningProcesses, "processes.graphics", nvmlProcessInfo_v1_t)
PROCESSES(nvmlDeviceGetGraphicsRunningProcesses_v2, "processes.graphics", nvmlProcessInfo_v2_t)
PROCESSES(nvmlDeviceGetGraphicsRunningProcesses_v3, "processes.graphics", process_info_v3)
PROCESSES(nvmlDeviceGetMPSComputeRunningProcesses_v3, "processes.mps", process_info_v3)
