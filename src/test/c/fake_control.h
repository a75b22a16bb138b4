/*
 * How the fake is steered and watched, through two files beside the library.
 *
 * fake_nvml.ctl, text, one thing a line, whole after every change (written elsewhere and renamed):
 *   driver KEY VALUE
 *   gpu NUMBER KEY VALUE             VALUE is text, a number, NUMBER+STEP (grows at each reading) or !CODE
 *   fault ID FUNCTION GPU FROM TO KIND ARGUMENT
 *   event ID GPU TYPE DATA GI CI     IDs only grow
 * fake_nvml.stat, struct statistics below, mapped by both sides: a new `generation` says that the other file changed.
 */
#ifndef FAKE_CONTROL_H
#define FAKE_CONTROL_H

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { MAX_GPUS = 32, MAX_THREADS = 64, MAX_FUNCTIONS = 160, MAX_FAULTS = 64, MAX_EVENTS = 256 };

struct function_statistics {
    char name[64];
    _Atomic uint64_t calls;
    _Atomic uint64_t threads; /* bit n: statistics.thread[n] called it */
    _Atomic uint64_t calls_of_gpu[MAX_GPUS];
};

struct statistics {
    _Atomic uint64_t generation;
    _Atomic uint64_t unused;
    _Atomic uint64_t inits;
    _Atomic uint64_t shutdowns;
    _Atomic uint64_t references;
    _Atomic uint64_t calls_uninitialised;
    _Atomic uint64_t broken_canaries;
    _Atomic uint64_t hanging;
    _Atomic uint64_t stale_handles;
    _Atomic uint64_t bad_arguments;
    _Atomic uint64_t wrong_versions;
    _Atomic uint64_t events_delivered;
    _Atomic uint64_t live_event_sets;
    _Atomic uint64_t live_samples;
    _Atomic uint64_t events_waiting; /* threads inside an event wait */
    _Atomic uint64_t bad_lines;
    _Atomic uint64_t thread[MAX_THREADS];
    struct function_statistics function[MAX_FUNCTIONS];
};

enum fault_kind { FAULT_CODE, FAULT_SLEEP, FAULT_HANG, FAULT_FILL, FAULT_ABORT };

struct fault {
    uint64_t id;
    char function[64];
    long gpu; /* -1: all */
    uint64_t from, to, seen;
    enum fault_kind kind;
    uint64_t argument;
};

struct event {
    uint64_t id;
    int gpu;
    uint64_t type, data;
    uint32_t gi, ci;
};

/* One key of one GPU; gpu -1 is the driver. */
struct entry {
    int gpu;
    const char *key;
    char *text;
    int code;            /* of !CODE; 0 when it has a value */
    int type;            /* of TYPE:NUMBER; -1 when not given */
    bool number;
    uint64_t value;      /* two's complement when negative */
    double real;
    int64_t step, readings;
};

struct control {
    char *file;
    struct entry *entries;
    size_t slots, used;
    struct fault faults[MAX_FAULTS];
    int fault_count;
    struct event events[MAX_EVENTS];
    int event_count;
    int plugged[MAX_GPUS]; /* the GPUs that are there, in the order of their indices */
    int plugged_count;
    bool overrides_fields; /* whether any GPU has a key field.ID */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct control control;
static struct statistics *statistics;
static char folder[4000];
static bool ever_loaded;

/* Called for each event that a change of the control file brought, the lock held. */
static void queue_event(const struct event *event);

static const char *const type_names[] = {"f64", "u32", "ul", "u64", "i64", "i32", "u16"};

static struct entry *slot_of(struct control *in, int gpu, const char *key) {
    uint32_t hash = 2166136261u ^ (uint32_t) (gpu + 7);
    for (const char *c = key; *c; c++) {
        hash = (hash ^ (unsigned char) *c) * 16777619u;
    }
    for (size_t at = hash & (in->slots - 1);; at = (at + 1) & (in->slots - 1)) {
        struct entry *entry = &in->entries[at];
        if (!entry->key || (entry->gpu == gpu && strcmp(entry->key, key) == 0)) {
            return entry;
        }
    }
}

static struct entry *entry_of(int gpu, const char *key) {
    if (!control.entries) {
        return NULL;
    }
    struct entry *entry = slot_of(&control, gpu, key);
    return entry->key ? entry : NULL;
}

/* \xNN is a byte, so that a value may be no UTF-8; \n, \t and \\ are as in C. */
static void unescape(char *text) {
    char *out = text;
    for (char *in = text; *in; in++) {
        unsigned byte;
        if (*in != '\\') {
            *out++ = *in;
        } else if (in[1] == 'x' && sscanf(in + 2, "%2x", &byte) == 1) {
            *out++ = (char) byte;
            in += 3;
        } else if (in[1]) {
            in++;
            *out++ = *in == 'n' ? '\n' : *in == 't' ? '\t' : *in;
        }
    }
    *out = 0;
}

static void read_value(struct entry *entry) {
    entry->type = -1;
    entry->code = entry->text[0] == '!' ? atoi(entry->text + 1) : 0;
    const char *number = entry->text;
    const char *colon = strchr(number, ':');
    if (colon && number[0] == 't' && number[1] >= '0' && number[1] <= '9') {
        entry->type = atoi(number + 1);
        number = colon + 1;
    }
    for (int type = 0; colon && type < 7; type++) {
        if ((size_t) (colon - entry->text) == strlen(type_names[type])
            && strncmp(entry->text, type_names[type], (size_t) (colon - entry->text)) == 0) {
            entry->type = type;
            number = colon + 1;
        }
    }
    char *end;
    entry->real = strtod(number, &end);
    entry->number = end != number;
    entry->value = number[0] == '-' ? (uint64_t) strtoll(number, &end, 0) : strtoull(number, &end, 0);
    entry->step = *end == '+' ? strtoll(end + 1, NULL, 0) : 0;
    unescape(entry->text);
}

static bool read_line(struct control *into, char *line) {
    int gpu = -1, used = 0;
    if (!*line || *line == '#') {
        return true;
    }
    if (sscanf(line, "gpu %d %n", &gpu, &used) == 1 || (sscanf(line, "driver %n", &used) == 0 && used > 0)) {
        char *key = line + used;
        char *text = strchr(key, ' ');
        if (gpu < -1 || gpu >= MAX_GPUS || !text) {
            return false;
        }
        *text++ = 0;
        struct entry *entry = slot_of(into, gpu, key);
        *entry = (struct entry) {.gpu = gpu, .key = key, .text = text};
        read_value(entry);
        into->overrides_fields |= strncmp(key, "field.", 6) == 0;
        struct entry *before = entry_of(gpu, key);
        if (before && before->step == entry->step && before->value == entry->value) {
            entry->readings = before->readings;
        }
        return true;
    }
    struct event event;
    if (sscanf(line, "event %lu %d %lu %lu %u %u", &event.id, &event.gpu, &event.type, &event.data, &event.gi, &event.ci)
        == 6) {
        if (into->event_count < MAX_EVENTS) {
            into->events[into->event_count++] = event;
        }
        return into->event_count < MAX_EVENTS;
    }
    struct fault fault = {0};
    char kind[16];
    if (sscanf(line, "fault %lu %63s %ld %lu %lu %15s %lu", &fault.id, fault.function, &fault.gpu, &fault.from, &fault.to,
               kind, &fault.argument) != 7 || into->fault_count == MAX_FAULTS) {
        return false;
    }
    fault.kind = kind[0] == 'c'   ? FAULT_CODE
                 : kind[0] == 's' ? FAULT_SLEEP
                 : kind[0] == 'h' ? FAULT_HANG
                 : kind[0] == 'f' ? FAULT_FILL
                                  : FAULT_ABORT;
    for (int i = 0; i < control.fault_count; i++) {
        if (control.faults[i].id == fault.id) {
            fault.seen = control.faults[i].seen;
        }
    }
    into->faults[into->fault_count++] = fault;
    return true;
}

static void read_plugged(struct control *into) {
    struct entry *gpus = slot_of(into, -1, "gpus");
    int used;
    for (char *c = gpus->key ? gpus->text : "";
         into->plugged_count < MAX_GPUS && sscanf(c, "%d%n", &into->plugged[into->plugged_count], &used) == 1; c += used) {
        into->plugged_count++;
    }
}

static char *read_whole(const char *path) {
    FILE *file = fopen(path, "re");
    if (!file) {
        return NULL;
    }
    size_t size = 0, capacity = 1 << 16;
    char *text = malloc(capacity);
    for (size_t got; (got = fread(text + size, 1, capacity - size - 1, file)) > 0;) {
        size += got;
        if (capacity - size < 2) {
            text = realloc(text, capacity *= 2);
        }
    }
    fclose(file);
    text[size] = 0;
    return text;
}

static void load(void) {
    char path[4096];
    snprintf(path, sizeof path, "%s/fake_nvml.ctl", folder);
    char *file = read_whole(path);
    if (!file) {
        return;
    }
    size_t lines = 1;
    for (const char *c = file; *c; c++) {
        lines += *c == '\n';
    }
    static uint64_t last_event;
    struct control *next = calloc(1, sizeof *next);
    next->file = file;
    for (next->slots = 64; next->slots < 4 * lines; next->slots *= 2) {
    }
    next->entries = calloc(next->slots, sizeof *next->entries);
    char *rest = file;
    for (char *line; (line = strsep(&rest, "\n"));) {
        if (!read_line(next, line)) {
            atomic_fetch_add(&statistics->bad_lines, 1);
        }
    }
    read_plugged(next);
    free(control.file);
    free(control.entries);
    control = *next;
    free(next);
    for (int i = 0; i < control.event_count; i++) {
        if (control.events[i].id > last_event) {
            last_event = control.events[i].id;
            if (ever_loaded) {
                queue_event(&control.events[i]);
            }
        }
    }
    ever_loaded = true;
}

/* The lock held: takes over a control file that changed since. */
static void reload_if_changed(void) {
    static uint64_t seen;
    uint64_t generation = atomic_load(&statistics->generation);
    if (!ever_loaded || generation != seen) {
        seen = generation;
        load();
    }
}

__attribute__((constructor)) static void open_control(void) {
    Dl_info here;
    snprintf(folder, sizeof folder, "%s", dladdr(&lock, &here) && here.dli_fname ? here.dli_fname : ".");
    char *slash = strrchr(folder, '/');
    snprintf(slash ? slash : folder, 3, "%s", slash ? "" : ".");
    char path[4096];
    snprintf(path, sizeof path, "%s/fake_nvml.stat", folder);
    int file = open(path, O_RDWR | O_CLOEXEC);
    statistics = MAP_FAILED;
    if (file >= 0) {
        struct stat status;
        if (fstat(file, &status) == 0 && (size_t) status.st_size >= sizeof *statistics) {
            statistics = mmap(NULL, sizeof *statistics, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        }
        close(file);
    }
    if (statistics == MAP_FAILED) {
        statistics = calloc(1, sizeof *statistics);
    }
}

static void pause_ms(long milliseconds) {
    nanosleep(&(struct timespec) {milliseconds / 1000, milliseconds % 1000 * 1000000}, NULL);
}

static void count_call(int function, const char *name, int gpu) {
    static __thread int thread = -1;
    struct function_statistics *counts = &statistics->function[function];
    if (thread < 0) {
        uint64_t id = (uint64_t) syscall(SYS_gettid);
        for (thread = 0; thread < MAX_THREADS - 1; thread++) {
            uint64_t taken = 0;
            if (atomic_compare_exchange_strong(&statistics->thread[thread], &taken, id) || taken == id) {
                break;
            }
        }
    }
    if (!counts->name[0]) {
        snprintf(counts->name, sizeof counts->name, "%s", name);
    }
    atomic_fetch_add(&counts->calls, 1);
    atomic_fetch_or(&counts->threads, UINT64_C(1) << thread);
    if (gpu >= 0 && gpu < MAX_GPUS) {
        atomic_fetch_add(&counts->calls_of_gpu[gpu], 1);
    }
}

static bool matches(const char *pattern, const char *name) {
    size_t length = strlen(pattern);
    return length && pattern[length - 1] == '*' ? strncmp(pattern, name, length - 1) == 0 : strcmp(pattern, name) == 0;
}

/* The lock held: the first fault that this call meets. Each fault counts the calls that it concerns from 1. */
static struct fault *fault_of(const char *name, int gpu) {
    struct fault *met = NULL;
    for (int i = 0; i < control.fault_count; i++) {
        struct fault *fault = &control.faults[i];
        if (matches(fault->function, name) && (fault->gpu < 0 || fault->gpu == gpu)) {
            fault->seen++;
            if (!met && fault->seen >= fault->from && fault->seen <= fault->to) {
                met = fault;
            }
        }
    }
    return met;
}

static bool fault_lasts(uint64_t id) {
    for (int i = 0; i < control.fault_count; i++) {
        if (control.faults[i].id == id) {
            return true;
        }
    }
    return false;
}

#endif
