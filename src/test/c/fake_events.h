/* Event sets: what a test queues reaches the sets that had registered for it before, and no later one. */

enum { MAX_SETS = 16, QUEUE = 64 };

static struct set {
    bool live;
    uint32_t serial;
    uint64_t types[MAX_GPUS];
    struct event queue[QUEUE];
    unsigned first, count;
} sets[MAX_SETS];

static struct set *set_of(nvmlEventSet_t handle) {
    uint64_t bits = (uint64_t) (uintptr_t) handle;
    struct set *set = bits >> 48 == SET_MARK ? &sets[bits & (MAX_SETS - 1)] : NULL;
    return set && set->live && (bits >> 8 & 0xffffffff) == set->serial ? set : NULL;
}

static void queue_event(const struct event *event) {
    for (struct set *set = sets; set < sets + MAX_SETS; set++) {
        if (set->live && event->gpu >= 0 && event->gpu < MAX_GPUS && (set->types[event->gpu] & event->type)
            && set->count < QUEUE) {
            set->queue[(set->first + set->count++) % QUEUE] = *event;
        }
    }
}

static void free_set(struct set *set) {
    uint32_t serial = set->serial;
    *set = (struct set) {.serial = serial + 1};
    atomic_fetch_sub(&statistics->live_event_sets, 1);
}

static void free_all_events(void) {
    for (struct set *set = sets; set < sets + MAX_SETS; set++) {
        if (set->live) {
            free_set(set);
        }
    }
}

int nvmlEventSetCreate(nvmlEventSet_t *handle) {
    CALL(NO_DEVICE, OUT(handle))
    for (uint64_t i = 0; i < MAX_SETS; i++) {
        if (!sets[i].live) {
            sets[i].live = true;
            atomic_fetch_add(&statistics->live_event_sets, 1);
            *handle = (nvmlEventSet_t) (uintptr_t) (SET_MARK << 48 | (uint64_t) sets[i].serial << 8 | i);
            return leave(SUCCESS);
        }
    }
    return leave(23);
}

NUMBER64(nvmlDeviceGetSupportedEventTypes, "events")

int nvmlDeviceRegisterEvents(nvmlDevice_t device, uint64_t types, nvmlEventSet_t handle) {
    CALL(device, GIVEN(handle))
    struct set *set = set_of(handle);
    uint64_t supported = 0;
    int answer = set ? number("events", &supported) : bad_argument();
    if (answer == SUCCESS && (types & ~supported)) {
        answer = NOT_SUPPORTED;
    }
    if (answer == SUCCESS) {
        set->types[at.gpu] |= types;
    }
    return leave(answer);
}

static uint64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t) now.tv_sec * 1000 + (uint64_t) now.tv_nsec / 1000000;
}

/* The lock held, and given up between looks, as the driver serves other calls meanwhile. */
static int await_event(nvmlEventSet_t handle, uint32_t timeout_ms, struct event *event) {
    uint64_t until = now_ms() + timeout_ms;
    for (;;) {
        struct set *set = references ? set_of(handle) : NULL;
        if (!set) {
            return references ? INVALID_ARGUMENT : UNINITIALIZED;
        }
        if (set->count) {
            *event = set->queue[set->first];
            set->first = (set->first + 1) % QUEUE;
            set->count--;
            return SUCCESS;
        }
        if (now_ms() >= until) {
            return TIMEOUT;
        }
        pthread_mutex_unlock(&lock);
        pause_ms(2);
        pthread_mutex_lock(&lock);
        reload_if_changed();
        notice_reboot();
    }
}

int nvmlEventSetWait_v2(nvmlEventSet_t handle, nvmlEventData_t *data, uint32_t timeout_ms) {
    CALL(NO_DEVICE, OUT(data), GIVEN(handle))
    struct event event;
    atomic_fetch_add(&statistics->events_waiting, 1);
    int answer = await_event(handle, timeout_ms, &event);
    atomic_fetch_sub(&statistics->events_waiting, 1);
    if (answer == SUCCESS) {
        atomic_fetch_add(&statistics->events_delivered, 1);
        *data = (nvmlEventData_t) {.device = handle_of(event.gpu, -1), .eventType = event.type, .eventData = event.data,
                                   .gpuInstanceId = event.gi, .computeInstanceId = event.ci};
    }
    return leave(answer);
}

int nvmlEventSetFree(nvmlEventSet_t handle) {
    CALL(NO_DEVICE, GIVEN(handle))
    struct set *set = set_of(handle);
    if (set) {
        free_set(set);
    }
    return leave(set ? SUCCESS : bad_argument());
}
