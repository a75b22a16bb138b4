/* The calls that give one value, or one structure of values, of a GPU or an instance. */

#define TEXT(name, entry)                                                     \
    int name(nvmlDevice_t device, char *text, uint32_t length) {              \
        CALL(device, {text, length})                                          \
        return leave(put_text(entry, text, length));                          \
    }

#define NUMBER32(name, entry)                                                 \
    int name(nvmlDevice_t device, uint32_t *value) {                          \
        CALL(device, OUT(value))                                              \
        return leave(put32(entry, value));                                    \
    }

#define NUMBER64(name, entry)                                                 \
    int name(nvmlDevice_t device, uint64_t *value) {                          \
        CALL(device, OUT(value))                                              \
        return leave(put64(entry, value));                                    \
    }

#define TWO_NUMBERS32(name, one_entry, other_entry)                           \
    int name(nvmlDevice_t device, uint32_t *one, uint32_t *other) {           \
        CALL(device, OUT(one), OUT(other))                                    \
        return leave(both(put32(one_entry, one), put32(other_entry, other))); \
    }

TEXT(nvmlDeviceGetName, "name")
TEXT(nvmlDeviceGetUUID, "uuid")
TEXT(nvmlDeviceGetSerial, "serial")
TEXT(nvmlDeviceGetVbiosVersion, "vbios")
NUMBER32(nvmlDeviceGetMinorNumber, "minor")

int nvmlDeviceGetPciInfo_v3(nvmlDevice_t device, nvmlPciInfo_t *pci) {
    CALL(device, OUT(pci))
    struct entry *address = find("pci");
    if (!address || address->code) {
        return leave(address ? address->code : NOT_SUPPORTED);
    }
    *pci = (nvmlPciInfo_t) {0};
    sscanf(address->text, "%x:%x:%x", &pci->domain, &pci->bus, &pci->device);
    snprintf(pci->busId, sizeof pci->busId, "%08X:%02X:%02X.0", pci->domain, pci->bus & 0xff, pci->device & 0xff);
    snprintf(pci->busIdLegacy, sizeof pci->busIdLegacy, "%04X:%02X:%02X.0", pci->domain & 0xffff, pci->bus & 0xff,
             pci->device & 0xff);
    put32("pci.device", &pci->pciDeviceId);
    put32("pci.subsystem", &pci->pciSubSystemId);
    return leave(SUCCESS);
}

/* ---- memory ---- */

int nvmlDeviceGetMemoryInfo(nvmlDevice_t device, nvmlMemory_t *memory) {
    CALL(device, OUT(memory))
    nvmlMemory_t now = {0};
    uint64_t reserved = 0;
    int answer = both(put64("memory.total", &now.total),
                      both(put64("memory.free", &now.free), put64("memory.used", &now.used)));
    if (answer == SUCCESS) {
        put64("memory.reserved", &reserved);
        now.used += reserved;
        *memory = now;
    }
    return leave(answer);
}

int nvmlDeviceGetMemoryInfo_v2(nvmlDevice_t device, nvmlMemory_v2_t *memory) {
    CALL(device, OUT(memory))
    nvmlMemory_v2_t now = {.version = memory->version};
    int answer = version_is(memory->version, VERSION(nvmlMemory_v2_t, 2));
    if (answer == SUCCESS) {
        answer = both(both(put64("memory.total", &now.total), put64("memory.free", &now.free)),
                      both(put64("memory.used", &now.used), put64("memory.reserved", &now.reserved)));
    }
    if (answer == SUCCESS) {
        *memory = now;
    }
    return leave(answer);
}

int nvmlDeviceGetBAR1MemoryInfo(nvmlDevice_t device, nvmlBAR1Memory_t *bar1) {
    CALL(device, OUT(bar1))
    nvmlBAR1Memory_t now = {0};
    int answer = both(put64("bar1.total", &now.bar1Total), put64("bar1.used", &now.bar1Used));
    now.bar1Free = now.bar1Total - now.bar1Used;
    if (answer == SUCCESS) {
        *bar1 = now;
    }
    return leave(answer);
}

/* ---- utilisation: a GPU that is split into instances has none of its own ---- */

static bool is_split(void) {
    struct entry *mig = at.mig < 0 ? entry_of(at.gpu, "mig.current") : NULL;
    return mig && mig->value == 1;
}

int nvmlDeviceGetUtilizationRates(nvmlDevice_t device, nvmlUtilization_t *utilization) {
    CALL(device, OUT(utilization))
    nvmlUtilization_t now = {0};
    int answer = is_split() ? NOT_SUPPORTED
                            : both(put32("utilization.gpu", &now.gpu), put32("utilization.memory", &now.memory));
    if (answer == SUCCESS) {
        *utilization = now;
    }
    return leave(answer);
}

#define ENGINE(name, entry)                                                                   \
    int name(nvmlDevice_t device, uint32_t *percent, uint32_t *microseconds) {                \
        CALL(device, OUT(percent), OUT(microseconds))                                         \
        int answer = is_split() ? NOT_SUPPORTED : put32(entry, percent);                      \
        if (answer == SUCCESS) {                                                              \
            *microseconds = 167000;                                                           \
        }                                                                                     \
        return leave(answer);                                                                 \
    }

ENGINE(nvmlDeviceGetEncoderUtilization, "utilization.encoder")
ENGINE(nvmlDeviceGetDecoderUtilization, "utilization.decoder")
ENGINE(nvmlDeviceGetJpgUtilization, "utilization.jpeg")
ENGINE(nvmlDeviceGetOfaUtilization, "utilization.ofa")

int nvmlDeviceGetEncoderStats(nvmlDevice_t device, uint32_t *sessions, uint32_t *fps, uint32_t *microseconds) {
    CALL(device, OUT(sessions), OUT(fps), OUT(microseconds))
    return leave(both(put32("encoder.sessions", sessions),
                      both(put32("encoder.fps", fps), put32("encoder.latency", microseconds))));
}

/* ---- temperature and fans ---- */

int nvmlDeviceGetTemperature(nvmlDevice_t device, int32_t sensor, uint32_t *celsius) {
    CALL(device, OUT(celsius))
    return leave(sensor == 0 ? put32("temperature", celsius) : bad_argument());
}

int nvmlDeviceGetTemperatureV(nvmlDevice_t device, nvmlTemperature_v1_t *temperature) {
    CALL(device, OUT(temperature))
    int answer = version_is(temperature->version, VERSION(nvmlTemperature_v1_t, 1));
    if (answer == SUCCESS) {
        answer = temperature->sensorType == 0 ? put32("temperature", &temperature->temperature) : bad_argument();
    }
    return leave(answer);
}

int nvmlDeviceGetTemperatureThreshold(nvmlDevice_t device, int32_t type, uint32_t *celsius) {
    CALL(device, OUT(celsius))
    static const char *const thresholds[] = {"shutdown", "slowdown", "memory_max", "gpu_max", "acoustic_min",
                                             "acoustic_current", "acoustic_max", "gps_current"};
    bool known = type >= 0 && type < (int32_t) (sizeof thresholds / sizeof *thresholds);
    return leave(known ? put32(key("threshold.%s", thresholds[type]), celsius) : bad_argument());
}

int nvmlDeviceGetMarginTemperature(nvmlDevice_t device, nvmlMarginTemperature_v1_t *margin) {
    CALL(device, OUT(margin))
    int answer = version_is(margin->version, VERSION(nvmlMarginTemperature_v1_t, 1));
    return leave(answer ? answer : put32("temperature.margin", &margin->marginTemperature));
}

NUMBER32(nvmlDeviceGetNumFans, "fans")

int nvmlDeviceGetFanSpeed_v2(nvmlDevice_t device, uint32_t fan, uint32_t *percent) {
    CALL(device, OUT(percent))
    uint64_t fans = 0;
    int answer = number("fans", &fans);
    return leave(answer ? answer : fan < fans ? put32(key("fan.%u", fan), percent) : bad_argument());
}

int nvmlDeviceGetFanSpeedRPM(nvmlDevice_t device, nvmlFanSpeedInfo_v1_t *speed) {
    CALL(device, OUT(speed))
    int answer = version_is(speed->version, VERSION(nvmlFanSpeedInfo_v1_t, 1));
    return leave(answer ? answer : put32(key("fan.%u.rpm", speed->fan), &speed->speed));
}

/* ---- power, energy and clocks ---- */

NUMBER32(nvmlDeviceGetPowerUsage, "power")
NUMBER32(nvmlDeviceGetEnforcedPowerLimit, "power.limit.enforced")
NUMBER32(nvmlDeviceGetPowerManagementLimit, "power.limit.requested")
NUMBER32(nvmlDeviceGetPowerManagementDefaultLimit, "power.limit.default")
TWO_NUMBERS32(nvmlDeviceGetPowerManagementLimitConstraints, "power.limit.min", "power.limit.max")
NUMBER64(nvmlDeviceGetTotalEnergyConsumption, "energy")

static int clock_of(const char *prefix, uint32_t type, uint32_t *megahertz) {
    static const char *const clocks[] = {"graphics", "sm", "memory", "video"};
    return type < 4 ? put32(key("%s.%s", prefix, clocks[type]), megahertz) : bad_argument();
}

int nvmlDeviceGetClockInfo(nvmlDevice_t device, uint32_t type, uint32_t *megahertz) {
    CALL(device, OUT(megahertz))
    return leave(clock_of("clock", type, megahertz));
}

int nvmlDeviceGetMaxClockInfo(nvmlDevice_t device, uint32_t type, uint32_t *megahertz) {
    CALL(device, OUT(megahertz))
    return leave(clock_of("clock.max", type, megahertz));
}

NUMBER64(nvmlDeviceGetCurrentClocksEventReasons, "reasons")
NUMBER64(nvmlDeviceGetCurrentClocksThrottleReasons, "reasons")
NUMBER32(nvmlDeviceGetPerformanceState, "pstate")

/* ---- links ---- */

NUMBER32(nvmlDeviceGetCurrPcieLinkGeneration, "pcie.generation")
NUMBER32(nvmlDeviceGetCurrPcieLinkWidth, "pcie.width")
NUMBER32(nvmlDeviceGetMaxPcieLinkGeneration, "pcie.generation.max")
NUMBER32(nvmlDeviceGetMaxPcieLinkWidth, "pcie.width.max")
NUMBER32(nvmlDeviceGetPcieReplayCounter, "pcie.replays")

int nvmlDeviceGetNvLinkState(nvmlDevice_t device, uint32_t link, uint32_t *active) {
    CALL(device, OUT(active))
    return leave(link < 36 ? put32(key("nvlink.state.%u", link), active) : bad_argument());
}

/* ---- errors ---- */

static const char *const error_types[] = {"corrected", "uncorrected"};
static const char *const error_scopes[] = {"volatile", "aggregate"};

TWO_NUMBERS32(nvmlDeviceGetEccMode, "ecc.current", "ecc.pending")

int nvmlDeviceGetTotalEccErrors(nvmlDevice_t device, uint32_t type, uint32_t scope, uint64_t *count) {
    CALL(device, OUT(count))
    return leave(type < 2 && scope < 2 ? put64(key("ecc.%s.%s", error_types[type], error_scopes[scope]), count)
                                       : bad_argument());
}

int nvmlDeviceGetMemoryErrorCounter(
        nvmlDevice_t device, uint32_t type, uint32_t scope, uint32_t location, uint64_t *count) {
    CALL(device, OUT(count))
    return leave(type < 2 && scope < 2 && location < 8
                         ? put64(key("ecc.%s.%s.%u", error_types[type], error_scopes[scope], location), count)
                         : bad_argument());
}

NUMBER32(nvmlDeviceGetRetiredPagesPendingStatus, "retired.pending")

int nvmlDeviceGetRemappedRows(
        nvmlDevice_t device, uint32_t *corrected, uint32_t *uncorrected, uint32_t *pending, uint32_t *failure) {
    CALL(device, OUT(corrected), OUT(uncorrected), OUT(pending), OUT(failure))
    return leave(is_split() ? NOT_SUPPORTED
                            : both(both(put32("remapped.corrected", corrected), put32("remapped.uncorrected", uncorrected)),
                                   both(put32("remapped.pending", pending), put32("remapped.failure", failure))));
}

int nvmlDeviceGetRowRemapperHistogram(nvmlDevice_t device, nvmlRowRemapperHistogramValues_t *banks) {
    CALL(device, OUT(banks))
    nvmlRowRemapperHistogramValues_t now = {0};
    int answer = is_split() ? NOT_SUPPORTED
                            : both(both(put32("banks.max", &now.max), put32("banks.high", &now.high)),
                                   both(put32("banks.partial", &now.partial),
                                        both(put32("banks.low", &now.low), put32("banks.none", &now.none))));
    if (answer == SUCCESS) {
        *banks = now;
    }
    return leave(answer);
}

int nvmlDeviceGetRepairStatus(nvmlDevice_t device, nvmlRepairStatus_v1_t *repair) {
    CALL(device, OUT(repair))
    int answer = version_is(repair->version, VERSION(nvmlRepairStatus_v1_t, 1));
    return leave(answer ? answer
                        : both(put32("repair.channel", &repair->bChannelRepairPending),
                               put32("repair.tpc", &repair->bTpcRepairPending)));
}

/* ---- modes ---- */

int nvmlDeviceGetAddressingMode(nvmlDevice_t device, nvmlDeviceAddressingMode_v1_t *mode) {
    CALL(device, OUT(mode))
    int answer = version_is(mode->version, VERSION(nvmlDeviceAddressingMode_v1_t, 1));
    return leave(answer ? answer : put32("mode.addressing", &mode->value));
}

NUMBER32(nvmlDeviceGetComputeMode, "mode.compute")
NUMBER32(nvmlDeviceGetPersistenceMode, "mode.persistence")
NUMBER32(nvmlDeviceGetVirtualizationMode, "mode.virtualization")

/* ---- instances ---- */

TWO_NUMBERS32(nvmlDeviceGetMigMode, "mig.current", "mig.pending")
NUMBER32(nvmlDeviceGetMaxMigDeviceCount, "mig.max")
NUMBER32(nvmlDeviceGetGpuInstanceId, "gi")
NUMBER32(nvmlDeviceGetComputeInstanceId, "ci")

int nvmlDeviceGetMigDeviceHandleByIndex(nvmlDevice_t device, uint32_t index, nvmlDevice_t *instance) {
    CALL(device, OUT(instance))
    uint64_t most = 0;
    int answer = number("mig.max", &most);
    if (answer == SUCCESS && index >= most) {
        answer = bad_argument();
    } else if (answer == SUCCESS) {
        answer = is_split() && find(key("mig.%u.uuid", index)) ? SUCCESS : NOT_FOUND;
    }
    if (answer == SUCCESS) {
        *instance = handle_of(at.gpu, (int) index);
    }
    return leave(answer);
}

int nvmlDeviceGetAttributes_v2(nvmlDevice_t device, nvmlDeviceAttributes_t *attributes) {
    CALL(device, OUT(attributes))
    nvmlDeviceAttributes_t now = {0};
    int answer = both(put32("sms", &now.multiprocessorCount), put64("size", &now.memorySizeMB));
    put32("copies", &now.sharedCopyEngineCount);
    put32("decoders", &now.sharedDecoderCount);
    put32("encoders", &now.sharedEncoderCount);
    put32("jpegs", &now.sharedJpegCount);
    put32("ofas", &now.sharedOfaCount);
    put32("gi.slices", &now.gpuInstanceSliceCount);
    put32("ci.slices", &now.computeInstanceSliceCount);
    if (answer == SUCCESS) {
        *attributes = now;
    }
    return leave(answer);
}
