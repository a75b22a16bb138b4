/* nvmlDeviceGetFieldValues: names for the ids that HostGauge asks, by driver version where NVIDIA renumbered. */

struct field {
    uint32_t id;
    const char *name;
    int type;
    bool scoped; /* scopeId is a link, a lane or a part of the board; UINT32_MAX is all of them */
};

static const struct field fields[] = {
    {29, "retired.corrected", U64, false},
    {30, "retired.uncorrected", U64, false},
    {31, "retired.pending", U64, false},
    {74, "violation.power", U64, false},
    {75, "violation.thermal", U64, false},
    {76, "violation.sync_boost", U64, false},
    {77, "violation.board_limit", U64, false},
    {78, "violation.low_utilization", U64, false},
    {79, "violation.reliability", U64, false},
    {82, "temperature.memory", U32, false},
    {83, "energy", U64, false},
    {90, "nvlink.speed.common", U32, false},
    {91, "nvlink.count", U32, false},
    {94, "pcie.replays", U32, false},
    {138, "nvlink.data.tx", U64, true},
    {139, "nvlink.data.rx", U64, true},
    {140, "nvlink.raw.tx", U64, true},
    {141, "nvlink.raw.rx", U64, true},
    {142, "remapped.corrected", U32, false},
    {143, "remapped.uncorrected", U32, false},
    {144, "remapped.pending", U32, false},
    {145, "remapped.failure", U32, false},
    {161, "nvlink.errors.replay", U64, true},
    {162, "nvlink.errors.recovery", U64, true},
    {163, "nvlink.errors.crc", U64, true},
    {164, "nvlink.speed", U32, true},
    {165, "nvlink.state", U32, true},
    {166, "nvlink.version", U32, true},
    {173, "pcie.errors.correctable", U32, false},
    {174, "pcie.errors.naks_received", U32, false},
    {175, "pcie.errors.receiver", U32, false},
    {176, "pcie.errors.bad_tlp", U32, false},
    {177, "pcie.errors.naks_sent", U32, false},
    {178, "pcie.errors.bad_dllp", U32, false},
    {179, "pcie.errors.non_fatal", U32, false},
    {180, "pcie.errors.fatal", U32, false},
    {181, "pcie.errors.unsupported_request", U32, false},
    {182, "pcie.errors.lcrc", U32, false},
    {183, "pcie.errors.lane", U32, true},
    {185, "power.average", U32, true},
    {186, "power.instant", U32, true},
    {187, "power.limit.min", U32, false},
    {188, "power.limit.max", U32, false},
    {189, "power.limit.default", U32, false},
    {190, "power.limit.enforced", U32, false},
    {191, "energy", U64, false},
    {192, "power.limit.requested", U32, false},
    {193, "tlimit.shutdown", I32, false},
    {194, "tlimit.slowdown", I32, false},
    {195, "tlimit.memory_max", I32, false},
    {196, "tlimit.gpu_max", I32, false},
    {197, "pcie.tx", U64, false},
    {198, "pcie.rx", U64, false},
    {201, "nvlink.packets.tx", U64, true},
    {202, "nvlink.bytes.tx", U64, true},
    {203, "nvlink.packets.rx", U64, true},
    {204, "nvlink.bytes.rx", U64, true},
    {206, "nvlink.errors.malformed", U64, true},
    {207, "nvlink.errors.overrun", U64, true},
    {208, "nvlink.errors.receive", U64, true},
    {209, "nvlink.errors.remote", U64, true},
    {210, "nvlink.errors.general", U64, true},
    {211, "nvlink.errors.integrity", U64, true},
    {212, "nvlink.errors.discards", U64, true},
    {219, "nvlink.errors.effective", U64, true},
    {221, "nvlink.errors.symbol", U64, true},
    {226, "reset.pending", U32, false},
    {230, "recovery", U32, false},
};

/* 575 inserted three thermal and brake counters at 251, and 580.82.07 moved them behind what had stood there. */
static const struct field counters_inserted[] = {
    {251, "violation.sw_thermal", U64, false},
    {252, "violation.hw_thermal", U64, false},
    {253, "violation.power_brake", U64, false},
    {256, "smoothing.enabled", U32, false},
};
static const struct field counters_moved[] = {
    {251, "smoothing.enabled", U32, false},
    {269, "violation.sw_thermal", U64, false},
    {270, "violation.hw_thermal", U64, false},
    {271, "violation.power_brake", U64, false},
};
static const struct field smoothing_only[] = {{251, "smoothing.enabled", U32, false}};

static uint32_t driver_version(void) {
    struct entry *version = entry_of(-1, "version");
    uint32_t parts[3] = {0};
    if (version) {
        sscanf(version->text, "%u.%u.%u", &parts[0], &parts[1], &parts[2]);
    }
    return parts[0] * 1000000 + parts[1] * 1000 + parts[2];
}

static const struct field *field_in(const struct field *table, size_t size, uint32_t id) {
    for (size_t i = 0; i < size; i++) {
        if (table[i].id == id) {
            return &table[i];
        }
    }
    return NULL;
}

#define FIELD_IN(table, id) field_in(table, sizeof table / sizeof *table, id)

static const struct field *field_of(uint32_t id, uint32_t version) {
    const struct field *field = FIELD_IN(fields, id);
    if (field) {
        return field;
    }
    return version >= 580082007   ? FIELD_IN(counters_moved, id)
           : version >= 575000000 ? FIELD_IN(counters_inserted, id)
           : version >= 570000000 ? FIELD_IN(smoothing_only, id)
                                  : NULL;
}

/* The first id that the driver does not know at all. */
static uint32_t field_limit(uint32_t version) {
    return version >= 595000000   ? 303
           : version >= 590000000 ? 289
           : version >= 575000000 ? 274
           : version >= 570000000 ? 269
           : version >= 555000000 ? 231
           : version >= 525000000 ? 197
                                  : 173;
}

static struct entry *value_of(const nvmlFieldValue_t *asked, const struct field *field) {
    struct entry *entry = NULL;
    if (control.overrides_fields) {
        entry = find(key("field.%u.%u", asked->fieldId, asked->scopeId));
    }
    if (!entry && control.overrides_fields) {
        entry = find(key("field.%u", asked->fieldId));
    }
    if (!entry && field && field->scoped) {
        entry = asked->scopeId == UINT32_MAX ? find(key("%s.all", field->name))
                                             : find(key("%s.%u", field->name, asked->scopeId));
    }
    if (!entry && field && (!field->scoped || asked->scopeId == 0)) {
        entry = find(field->name);
    }
    return entry;
}

static int64_t now_us(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void answer_field(nvmlFieldValue_t *asked, uint32_t version) {
    const struct field *field = field_of(asked->fieldId, version);
    struct entry *entry = value_of(asked, field);
    bool remapped = asked->fieldId >= 142 && asked->fieldId <= 145;
    asked->valueType = 0;
    asked->value.ullVal = 0;
    if (asked->fieldId == 0 || asked->fieldId >= field_limit(version)) {
        asked->nvmlReturn = INVALID_ARGUMENT;
        return;
    }
    asked->nvmlReturn = !entry || (remapped && is_split()) ? NOT_SUPPORTED : entry->code;
    if (asked->nvmlReturn != SUCCESS) {
        return;
    }
    uint64_t value = take(entry);
    int type = entry->type >= 0 ? entry->type : field ? field->type : U64;
    asked->valueType = (uint32_t) type;
    switch (type) {
        case F64:
            asked->value.dVal = entry->real;
            break;
        case U32:
        case I32:
            asked->value.uiVal = (uint32_t) value;
            break;
        case U16:
            asked->value.usVal = (uint16_t) value;
            break;
        default:
            asked->value.ullVal = value;
    }
}

int nvmlDeviceGetFieldValues(nvmlDevice_t device, int32_t count, nvmlFieldValue_t *values) {
    CALL(device, {values, count > 0 ? (size_t) count * sizeof *values : 0})
    if (count <= 0) {
        return leave(bad_argument());
    }
    uint32_t version = driver_version();
    uint64_t latency = 3;
    number("latency", &latency);
    int64_t now = now_us();
    for (int32_t i = 0; i < count; i++) {
        values[i].timestamp = now;
        values[i].latencyUsec = (int64_t) latency;
        answer_field(&values[i], version);
    }
    return leave(SUCCESS);
}
