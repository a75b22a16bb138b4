/* GPM: two samples of one GPU, and what it did between them: gpm.METRIC, of an instance gpm.gi.GI.METRIC. */

enum { MAX_SAMPLES = 128 };

static struct sample {
    bool live, taken;
    uint32_t serial;
    int gpu;
    uint32_t gi;
    uint64_t order;
} samples[MAX_SAMPLES];

static struct sample *sample_of(nvmlGpmSample_t handle) {
    uint64_t bits = (uint64_t) (uintptr_t) handle;
    struct sample *sample = bits >> 48 == SAMPLE_MARK ? &samples[bits & (MAX_SAMPLES - 1)] : NULL;
    return sample && sample->live && (bits >> 8 & 0xffffffff) == sample->serial ? sample : NULL;
}

static void free_sample(struct sample *sample) {
    uint32_t serial = sample->serial;
    *sample = (struct sample) {.serial = serial + 1};
    atomic_fetch_sub(&statistics->live_samples, 1);
}

static void free_all_samples(void) {
    for (struct sample *sample = samples; sample < samples + MAX_SAMPLES; sample++) {
        if (sample->live) {
            free_sample(sample);
        }
    }
}

int nvmlGpmQueryDeviceSupport(nvmlDevice_t device, nvmlGpmSupport_t *support) {
    CALL(device, OUT(support))
    int answer = version_is(support->version, 1);
    return leave(answer ? answer : put32("gpm", &support->isSupportedDevice));
}

int nvmlGpmSampleAlloc(nvmlGpmSample_t *handle) {
    CALL(NO_DEVICE, OUT(handle))
    for (uint64_t i = 0; i < MAX_SAMPLES; i++) {
        if (!samples[i].live) {
            samples[i].live = true;
            atomic_fetch_add(&statistics->live_samples, 1);
            *handle = (nvmlGpmSample_t) (uintptr_t) (SAMPLE_MARK << 48 | (uint64_t) samples[i].serial << 8 | i);
            return leave(SUCCESS);
        }
    }
    return leave(20);
}

int nvmlGpmSampleFree(nvmlGpmSample_t handle) {
    CALL(NO_DEVICE, GIVEN(handle))
    struct sample *sample = sample_of(handle);
    if (sample) {
        free_sample(sample);
    }
    return leave(sample ? SUCCESS : bad_argument());
}

static int take_sample(nvmlGpmSample_t handle, uint32_t gi) {
    static uint64_t order;
    struct sample *sample = sample_of(handle);
    uint64_t supported = 0;
    int answer = sample ? number("gpm", &supported) : bad_argument();
    if (answer == SUCCESS && !supported) {
        answer = NOT_SUPPORTED;
    }
    if (answer == SUCCESS) {
        sample->taken = true;
        sample->gpu = at.gpu;
        sample->gi = gi;
        sample->order = ++order;
    }
    return answer;
}

int nvmlGpmSampleGet(nvmlDevice_t device, nvmlGpmSample_t handle) {
    CALL(device, GIVEN(handle))
    return leave(take_sample(handle, UINT32_MAX));
}

int nvmlGpmMigSampleGet(nvmlDevice_t device, uint32_t gi, nvmlGpmSample_t handle) {
    CALL(device, GIVEN(handle))
    return leave(take_sample(handle, gi));
}

static void answer_metric(nvmlGpmMetric_t *metric, const struct sample *sample) {
    struct entry *entry = find(sample->gi == UINT32_MAX ? key("gpm.%u", metric->metricId)
                                                        : key("gpm.gi.%u.%u", sample->gi, metric->metricId));
    metric->nvmlReturn = entry ? entry->code : NOT_SUPPORTED;
    metric->value = entry && !entry->code ? entry->real : 0;
    metric->metricInfo.shortName = metric->metricInfo.longName = metric->metricInfo.unit = "";
}

int nvmlGpmMetricsGet(nvmlGpmMetricsGet_t *get) {
    CALL(NO_DEVICE, {get ? get->metrics : NULL, get && get->numMetrics <= 333 ? get->numMetrics * sizeof *get->metrics : 0})
    int answer = version_is(get->version, 1);
    struct sample *one = sample_of(get->sample1);
    struct sample *other = sample_of(get->sample2);
    if (answer == SUCCESS
        && (get->numMetrics > 333 || !one || !other || !one->taken || !other->taken || one->gpu != other->gpu
            || one->gi != other->gi || one->order >= other->order)) {
        answer = bad_argument();
    }
    if (answer == SUCCESS) {
        at.gpu = one->gpu;
        answer = health_of(at.gpu);
    }
    for (uint32_t i = 0; answer == SUCCESS && i < get->numMetrics; i++) {
        answer_metric(&get->metrics[i], one);
    }
    return leave(answer);
}
