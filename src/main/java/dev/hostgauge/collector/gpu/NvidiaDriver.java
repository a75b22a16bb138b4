package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.nvml.Answer;
import dev.hostgauge.nvml.Nvml;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * NVIDIA's driver through NVML, over all its starts and ends: a library that is not there yet, a driver that is loaded
 * anew, GPUs that are lost and come back. For NVML's thread, except where said.
 */
final class NvidiaDriver {
    private static final Logger LOG = LoggerFactory.getLogger(NvidiaDriver.class);

    /** A little more than its longest wait. */
    private static final Duration WATCH_ENDS = Duration.ofMillis(1500);

    private final Machine machine;
    private final Options options;
    private final NvmlAccount account;
    private final Xids xids = new Xids();
    private final SleepWatch sleep;
    private final BackOff opening;
    private final BackOff starting;
    private final Nap nap;
    private final Map<String, NvidiaGpu> gpus = new LinkedHashMap<>();
    private final Set<String> everOnBus = new HashSet<>();
    private @Nullable Nvml nvml;
    private @Nullable Generation running;
    private String complaint = "";
    private volatile String version = "";
    private volatile String refusal = "";

    /** Written by NVML's thread, read by any. */
    private volatile DriverState state = DriverState.ABSENT;
    /** The same: the GPUs that had been shown when the last reading ended, without a Jetson's own. */
    private volatile List<NvidiaGpu> known = List.of();

    /** How NVML is used. */
    record Options(List<String> libraries, boolean releaseWhenIdle, int mostProcesses) {
        Options {
            libraries = List.copyOf(libraries);
        }
    }

    NvidiaDriver(Machine machine, Options options, NvmlAccount account) {
        this.machine = machine;
        this.options = options;
        this.account = account;
        this.sleep = new SleepWatch(machine);
        this.opening = new BackOff(machine.clock(), Duration.ofSeconds(5), Duration.ofMinutes(1));
        this.starting = new BackOff(machine.clock(), Duration.ofSeconds(1), Duration.ofMinutes(1));
        this.nap = new Nap(machine.clock());
    }

    /** For any thread. */
    DriverState state() {
        return state;
    }

    /** For any thread. */
    List<NvidiaGpu> known() {
        return known;
    }

    /** Why it is not running, for people; empty if it is, or is absent. For who waited for the reading. */
    String complaint() {
        return complaint;
    }

    /** The driver's version; empty if it never ran. For any thread. */
    String version() {
        return version;
    }

    /** What it answered when it did not start the last time. For any thread. */
    String refusal() {
        return refusal;
    }

    /** For any thread. */
    void addXids(Sink sink) {
        for (NvidiaGpu gpu : known) {
            xids.add(sink, gpu.address(), gpu.identity().uuid());
        }
    }

    /**
     * Reads all GPUs that are awake.
     *
     * <p>A Jetson's own GPU is served once, by sysfs: NVML tells almost nothing of it, and under another name. It is the one
     * that no bus has ever shown.
     *
     * @param onBus addresses of NVIDIA's GPUs that sysfs shows; empty where there is no sysfs or it shows none
     * @param hasJetson whether sysfs serves a Jetson's own
     */
    void read(Set<String> onBus, boolean hasJetson) {
        everOnBus.addAll(onBus);
        List<String> awake = onBus.stream().filter(gpu -> !sleep.isAsleep(gpu)).toList();
        nap.look(awake.size() == onBus.size());
        endIfLeft();
        Generation generation = running == null ? begin(onBus, awake) : running;
        if (generation != null) {
            generation.read(onBus, awake);
            complaint = generation.complaint();
            lookWhetherToLeave(generation);
        }
        known = gpus.values().stream()
                .filter(gpu -> !hasJetson || everOnBus.contains(gpu.address()))
                .toList();
    }

    /** Ends what is being left once nobody waits for events any more: until then its GPUs are read. */
    private void endIfLeft() {
        Generation generation = running;
        if (generation != null && generation.isLeaving() && generation.shutdown()) {
            running = null;
        }
    }

    private void lookWhetherToLeave(Generation generation) {
        if (generation.hasLostDriver()) {
            state = DriverState.RESTARTING;
        }
        if (generation.isLeaving()) {
            return;
        }
        if (generation.mustEnd()) {
            if (starting.isOver()) {
                generation.leave();
            }
            return;
        }
        starting.resetWhenLongAgo();
        if (options.releaseWhenIdle && nap.begins(generation.attached(), sleep)) {
            generation.leave();
            state = DriverState.RELEASED;
        }
    }

    private @Nullable Generation begin(Set<String> onBus, List<String> awake) {
        if (!DriverPresence.isOn(machine)) {
            end(gpus.isEmpty() ? DriverState.ABSENT : DriverState.RESTARTING, "driver_not_loaded", "");
            return null;
        }
        if (!onBus.isEmpty() && (awake.isEmpty() || nap.isOn())) {
            state = DriverState.RELEASED;
            complaint = "";
            return null;
        }
        Nvml library = nvml == null ? open() : nvml;
        if (library == null || !starting.isOver()) {
            return null;
        }
        starting.pause();
        state = DriverState.STARTING;
        account.begin(NvmlCall.INIT, "");
        NvmlReturn answer = account.end(NvmlCall.INIT, library.init());
        if (answer != NvmlReturn.SUCCESS) {
            refuse(answer);
            return null;
        }
        Generation generation = new Generation(machine, session(library), options, gpus, xids);
        running = generation;
        if (awake.size() == onBus.size()) {
            generation.attachAll(onBus);
        } else {
            generation.attach(awake);
        }
        state = DriverState.RUNNING;
        LOG.info(
                "NVIDIA's driver {} through {}; GPUs that can be read: {}",
                generation.session().driver().text(),
                library.library(),
                generation.attached().size());
        return generation;
    }

    private @Nullable Nvml open() {
        if (!opening.isOver()) {
            return null;
        }
        List<String> refusals = new ArrayList<>();
        for (String library : options.libraries) {
            try {
                Nvml opened = Nvml.open(library);
                nvml = opened;
                opening.reset();
                return opened;
            } catch (IOException refused) {
                refusals.add(String.valueOf(refused.getMessage()));
            }
        }
        opening.pause();
        if (machine.isReadByOshi()) {
            // Where no kernel's file tells of the driver, the library is what tells.
            state = DriverState.ABSENT;
            return null;
        }
        state = DriverState.NO_LIBRARY;
        // The first is the usual one: what it says is what matters.
        complaint = "NVIDIA's driver is loaded and its GPUs cannot be read: "
                + refusals.stream().findFirst().orElse("this system has no place for NVML");
        return null;
    }

    private void refuse(NvmlReturn answer) {
        String reason = answer.label();
        switch (answer) {
            case LIB_RM_VERSION_MISMATCH ->
                end(
                        DriverState.VERSION_MISMATCH,
                        reason,
                        "NVML and the kernel's driver are of different versions, as after an update: restart the machine,"
                                + " or load the driver anew and restart HostGauge");
            case DRIVER_NOT_LOADED, LIBRARY_NOT_FOUND ->
                end(gpus.isEmpty() ? DriverState.ABSENT : DriverState.RESTARTING, reason, "");
            default -> end(DriverState.REFUSED, reason, "nvmlInit_v2 answers " + reason + "; tried again in a while");
        }
    }

    private NvmlSession session(Nvml library) {
        Answer answer = new Answer();
        account.begin(NvmlCall.DRIVER_VERSION, "");
        boolean said = account.end(NvmlCall.DRIVER_VERSION, library.ask(NvmlCall.DRIVER_VERSION, answer))
                == NvmlReturn.SUCCESS;
        version = said ? answer.text().strip() : "";
        library.driverVersion(version);
        return new NvmlSession(library, account, answer, new DriverVersion(version));
    }

    /** There is no library that runs: nothing that was read holds any more. */
    private void end(DriverState newState, String reason, String newComplaint) {
        state = newState;
        complaint = newComplaint;
        refusal = reason;
        gpus.values().forEach(gpu -> gpu.goDown(reason));
    }

    /** Lets the driver go, at the exporter's end. */
    void close() {
        Generation generation = running;
        if (generation != null) {
            generation.leave();
            generation.awaitEnd(WATCH_ENDS);
            generation.shutdown();
            running = null;
        }
    }
}
