/*
 * A driver library for tests: the calls of NVML that HostGauge makes, answered from fake_nvml.ctl (see fake_control.h).
 * A key that a GPU does not have is answered NOT_SUPPORTED. Declarations are ours, from the documented ABI.
 */
#define _GNU_SOURCE
#include "fake_structs.h"
#include "fake_control.h"

/* enter() answers this when the call may go on; it holds the lock then, and leave() gives it back. */
enum { GO = -1 };

enum { F64, U32, UL, U64, I64, I32, U16 };

#define NO_DEVICE ((nvmlDevice_t) (intptr_t) -1)
#define HANDLE_MARK UINT64_C(0x4e56)
#define SET_MARK UINT64_C(0x4e45)
#define SAMPLE_MARK UINT64_C(0x4e53)

/* A caller that puts this byte behind its buffers is told of each that is too small: see count_broken_canaries. */
#define CANARY 0xC5

struct out {
    void *at;
    size_t size;
};

/* What the call that holds the lock is about; MIG slot -1 is the GPU itself. */
static struct {
    int gpu, mig;
} at;

static unsigned references;
static uint64_t generation;
static uint64_t boot;
static char scratch[96];

static const char *key(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(scratch, sizeof scratch, format, arguments);
    va_end(arguments);
    return scratch;
}

static struct entry *find(const char *name) {
    char of_mig[128];
    if (at.mig >= 0) {
        snprintf(of_mig, sizeof of_mig, "mig.%d.%s", at.mig, name);
        name = of_mig;
    }
    return entry_of(at.gpu, name);
}

static uint64_t take(struct entry *entry) {
    return entry->value + (uint64_t) (entry->step * entry->readings++);
}

static int number(const char *name, uint64_t *value) {
    struct entry *entry = find(name);
    if (!entry || entry->code) {
        return entry ? entry->code : NOT_SUPPORTED;
    }
    if (!entry->number) {
        return UNKNOWN_ERROR;
    }
    *value = take(entry);
    return SUCCESS;
}

static int put32(const char *name, void *out) {
    uint64_t value;
    int answer = number(name, &value);
    if (answer == SUCCESS) {
        *(uint32_t *) out = (uint32_t) value;
    }
    return answer;
}

static int put64(const char *name, uint64_t *out) {
    return number(name, out);
}

static int put_text(const char *name, char *out, uint32_t length) {
    struct entry *entry = find(name);
    if (!entry || entry->code) {
        return entry ? entry->code : NOT_SUPPORTED;
    }
    if (strlen(entry->text) >= length) {
        return INSUFFICIENT_SIZE;
    }
    strcpy(out, entry->text);
    return SUCCESS;
}

static uint64_t of_driver(const char *name, uint64_t otherwise) {
    struct entry *entry = entry_of(-1, name);
    return entry && entry->number ? entry->value : otherwise;
}

static int both(int one, int other) {
    return one ? one : other;
}

static bool is_plugged(int gpu) {
    for (int i = 0; i < control.plugged_count; i++) {
        if (control.plugged[i] == gpu) {
            return true;
        }
    }
    return false;
}

static nvmlDevice_t handle_of(int gpu, int mig) {
    return (nvmlDevice_t) (uintptr_t) (HANDLE_MARK << 48 | (generation & 0xffffff) << 16 | (uint64_t) (mig + 1) << 8
                                       | (uint64_t) gpu);
}

/* What a lost or unplugged GPU answers to everything; SUCCESS for one that is well. */
static int health_of(int gpu) {
    struct entry *lost = entry_of(gpu, "lost");
    return lost && lost->value ? (int) lost->value : is_plugged(gpu) ? SUCCESS : GPU_IS_LOST;
}

static int resolve(nvmlDevice_t device) {
    uint64_t bits = (uint64_t) (uintptr_t) device;
    at.gpu = -1;
    at.mig = -1;
    if (device == NO_DEVICE) {
        return SUCCESS;
    }
    if (bits >> 48 != HANDLE_MARK || (bits & 0xff) >= MAX_GPUS) {
        atomic_fetch_add(&statistics->bad_arguments, 1);
        return INVALID_ARGUMENT;
    }
    if ((bits >> 16 & 0xffffff) != (generation & 0xffffff)) {
        atomic_fetch_add(&statistics->stale_handles, 1);
        return (int) of_driver("stale", INVALID_ARGUMENT);
    }
    at.gpu = (int) (bits & 0xff);
    int answer = health_of(at.gpu);
    int slot = (int) (bits >> 8 & 0xff) - 1;
    if (answer == SUCCESS && slot >= 0 && !entry_of(at.gpu, key("mig.%d.uuid", slot))) {
        return NOT_FOUND;
    }
    at.mig = slot;
    return answer;
}

static int gpu_in(nvmlDevice_t device) {
    uint64_t bits = (uint64_t) (uintptr_t) device;
    return bits >> 48 == HANDLE_MARK ? (int) (bits & 0xff) : -1;
}

/* Eight canary bytes inside of what is about to be written: the caller's buffer is shorter than the driver thinks. */
static void count_broken_canaries(const struct out *out) {
    const unsigned char *bytes = out->at;
    int run = 0;
    for (size_t i = 0; i < out->size; i++) {
        run = bytes[i] == CANARY ? run + 1 : 0;
        if (run == 8) {
            atomic_fetch_add(&statistics->broken_canaries, 1);
            return;
        }
    }
}

static int number_of(const char *function) {
    int number = 0;
    while (number < MAX_FUNCTIONS - 1 && statistics->function[number].name[0]
           && strcmp(statistics->function[number].name, function) != 0) {
        number++;
    }
    return number;
}

/* The lock held, and given up while the call sleeps or hangs; the code to answer, GO, or FILL with the byte. */
static int suffer(const char *function, int gpu, int *fill) {
    struct fault *met = fault_of(function, gpu);
    if (!met) {
        return GO;
    }
    struct fault fault = *met;
    switch (fault.kind) {
        case FAULT_CODE:
            return (int) fault.argument;
        case FAULT_ABORT:
            abort();
        case FAULT_FILL:
            *fill = (int) (fault.argument & 0xff);
            return GO;
        case FAULT_SLEEP:
            pthread_mutex_unlock(&lock);
            pause_ms((long) fault.argument);
            pthread_mutex_lock(&lock);
            break;
        case FAULT_HANG:
            atomic_fetch_add(&statistics->hanging, 1);
            while (fault_lasts(fault.id)) {
                pthread_mutex_unlock(&lock);
                pause_ms(2);
                pthread_mutex_lock(&lock);
                reload_if_changed();
            }
            atomic_fetch_sub(&statistics->hanging, 1);
            break;
    }
    reload_if_changed();
    return GO;
}

/* A driver that was loaded anew forgets whoever had initialised it. */
static void notice_reboot(void) {
    if (boot != of_driver("boot", 0)) {
        boot = of_driver("boot", 0);
        references = 0;
        atomic_store(&statistics->references, 0);
    }
}

static int begin(int *function, const char *name, nvmlDevice_t device, int *fill) {
    pthread_mutex_lock(&lock);
    reload_if_changed();
    if (*function < 0) {
        *function = number_of(name);
    }
    count_call(*function, name, gpu_in(device));
    int answer = suffer(name, gpu_in(device), fill);
    notice_reboot();
    return answer;
}

static int leave(int answer) {
    pthread_mutex_unlock(&lock);
    return answer;
}

static int enter(int *function, const char *name, nvmlDevice_t device, const struct out *outs, size_t count) {
    int fill = -1;
    int answer = begin(function, name, device, &fill);
    if (answer != GO) {
        return leave(answer);
    }
    if (references == 0) {
        atomic_fetch_add(&statistics->calls_uninitialised, 1);
        return leave(UNINITIALIZED);
    }
    for (size_t i = 0; i < count; i++) {
        if (!outs[i].at) {
            atomic_fetch_add(&statistics->bad_arguments, 1);
            return leave(INVALID_ARGUMENT);
        }
    }
    answer = resolve(device);
    if (answer != SUCCESS) {
        return leave(answer);
    }
    for (size_t i = 0; i < count; i++) {
        count_broken_canaries(&outs[i]);
        if (fill >= 0) {
            memset(outs[i].at, fill, outs[i].size);
        }
    }
    return fill >= 0 ? leave(SUCCESS) : GO;
}

/* Opens every call: counts it, lets it suffer its faults and refuses what the driver refuses. */
#define CALL(device, ...)                                                                            \
    static int function = -1;                                                                        \
    const struct out outs[] = {__VA_ARGS__};                                                         \
    int refused = enter(&function, __func__, device, outs, sizeof outs / sizeof *outs);              \
    if (refused != GO) {                                                                             \
        return refused;                                                                              \
    }

#define OUT(pointer) {pointer, sizeof *(pointer)}
/* Only must not be null: what is filled is not known from its type. */
#define GIVEN(pointer) {pointer, 0}

static int version_is(uint32_t got, uint32_t wanted) {
    if (got != wanted) {
        atomic_fetch_add(&statistics->wrong_versions, 1);
        return ARGUMENT_VERSION_MISMATCH;
    }
    return SUCCESS;
}

static int bad_argument(void) {
    atomic_fetch_add(&statistics->bad_arguments, 1);
    return INVALID_ARGUMENT;
}

/* ---- life ---- */

static int init(int *function, const char *name) {
    int fill = -1;
    int answer = begin(function, name, NO_DEVICE, &fill);
    if (answer == GO) {
        answer = (int) of_driver("refuse", SUCCESS);
    }
    if (answer == SUCCESS) {
        if (references++ == 0) {
            generation++;
        }
        atomic_fetch_add(&statistics->inits, 1);
        atomic_store(&statistics->references, references);
    }
    return leave(answer);
}

int nvmlInit_v2(void) {
    static int function = -1;
    return init(&function, __func__);
}

int nvmlInitWithFlags(uint32_t flags) {
    static int function = -1;
    return flags > 3 ? INVALID_ARGUMENT : init(&function, __func__);
}

static void free_all_events_and_samples(void);

int nvmlShutdown(void) {
    static int function = -1;
    int fill = -1;
    int answer = begin(&function, __func__, NO_DEVICE, &fill);
    if (answer == GO && references == 0) {
        atomic_fetch_add(&statistics->calls_uninitialised, 1);
        answer = UNINITIALIZED;
    }
    if (answer == GO) {
        if (--references == 0) {
            free_all_events_and_samples();
        }
        atomic_fetch_add(&statistics->shutdowns, 1);
        atomic_store(&statistics->references, references);
        answer = SUCCESS;
    }
    return leave(answer);
}

/* ---- the system ---- */

int nvmlSystemGetDriverVersion(char *version, uint32_t length) {
    CALL(NO_DEVICE, {version, length})
    return leave(put_text("version", version, length));
}

int nvmlSystemGetNVMLVersion(char *version, uint32_t length) {
    CALL(NO_DEVICE, {version, length})
    return leave(put_text("nvml", version, length));
}

int nvmlSystemGetCudaDriverVersion(int32_t *version) {
    CALL(NO_DEVICE, OUT(version))
    return leave(put32("cuda", version));
}

/* ---- devices ---- */

int nvmlDeviceGetCount_v2(uint32_t *count) {
    CALL(NO_DEVICE, OUT(count))
    *count = (uint32_t) of_driver("count", (uint64_t) control.plugged_count);
    return leave(SUCCESS);
}

int nvmlDeviceGetHandleByIndex_v2(uint32_t index, nvmlDevice_t *device) {
    CALL(NO_DEVICE, OUT(device))
    if (index >= (uint32_t) control.plugged_count) {
        return leave(INVALID_ARGUMENT);
    }
    int answer = health_of(control.plugged[index]);
    if (answer == SUCCESS) {
        *device = handle_of(control.plugged[index], -1);
    }
    return leave(answer);
}

/* "0000:3B:00.0" without its domain's leading zeros, which some write with four digits and some with eight. */
static const char *significant(const char *address) {
    while (*address == '0' && address[1] != ':') {
        address++;
    }
    return address;
}

int nvmlDeviceGetHandleByPciBusId_v2(const char *address, nvmlDevice_t *device) {
    CALL(NO_DEVICE, OUT(device), GIVEN((void *) address))
    for (int i = 0; i < control.plugged_count; i++) {
        int gpu = control.plugged[i];
        struct entry *pci = entry_of(gpu, "pci");
        if (pci && strcasecmp(significant(pci->text), significant(address)) == 0) {
            int answer = health_of(gpu);
            if (answer == SUCCESS) {
                *device = handle_of(gpu, -1);
            }
            return leave(answer);
        }
    }
    return leave(NOT_FOUND);
}

#include "fake_values.h"
#include "fake_fields.h"
#include "fake_processes.h"
#include "fake_events.h"
#include "fake_gpm.h"

static void free_all_events_and_samples(void) {
    free_all_events();
    free_all_samples();
}
