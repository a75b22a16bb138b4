package dev.hostgauge.collector.gpu;

import dev.hostgauge.machine.Machine;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** NVML from its start to its shutdown, with the GPUs that it shows as long. For NVML's thread. */
final class Generation {
    /** No machine has more; a driver that says so says nonsense. */
    private static final long MOST_GPUS = 256;

    private static final Duration COUNT_HOLDS = Duration.ofSeconds(15);

    private final Machine machine;
    private final NvmlSession session;
    private final Map<String, NvidiaGpu> gpus;
    private final EventWatches watches;
    private final Probes probes;
    private final Set<String> complaints = new LinkedHashSet<>();
    private final Attaching attaching;
    private boolean mustEnd;
    private boolean hasLostDriver;
    private boolean isLeaving;
    private boolean isCounted;
    private long count;
    private long countedAt;

    /**
     * @param gpus all that were ever shown, by their address; new ones are added
     */
    Generation(
            Machine machine,
            NvmlSession session,
            NvidiaDriver.Options options,
            Map<String, NvidiaGpu> gpus,
            Xids xids) {
        this.machine = machine;
        this.session = session;
        this.gpus = gpus;
        this.watches = new EventWatches(session, xids, machine.clock());
        this.probes = new Probes(machine.clock());
        this.attaching = new Attaching(machine, session, options.mostProcesses(), gpus, watches, complaints);
        gpus.values().forEach(NvidiaGpu::detach);
    }

    NvmlSession session() {
        return session;
    }

    /** Whether another start would find what this one cannot. */
    boolean mustEnd() {
        return mustEnd;
    }

    /** Whether no GPU can be read any more, because the driver is gone. */
    boolean hasLostDriver() {
        return hasLostDriver;
    }

    /** Whether it was told to end. */
    boolean isLeaving() {
        return isLeaving;
    }

    /** What was wrong with what the driver shows; empty if nothing was. */
    String complaint() {
        return String.join("; ", complaints);
    }

    /** Attaches all that the driver counts. */
    void attachAll(Set<String> onBus) {
        NvmlReturn answer = session.ask(NvmlCall.DEVICE_COUNT);
        if (answer != NvmlReturn.SUCCESS) {
            complaints.add("nvmlDeviceGetCount_v2 answers " + answer.label());
            mustEnd = true;
            return;
        }
        count = session.answer().number(0);
        countedAt = machine.clock().nanoTime();
        if (count > MOST_GPUS) {
            complaints.add("nvmlDeviceGetCount_v2 says that there are " + count + " GPUs, which cannot be");
            return;
        }
        isCounted = true;
        attaching.expect(count);
        boolean isOneLost = false;
        for (int i = 0; i < count && !hasLostDriver; i++) {
            isOneLost |= isLoss(attachByIndex(i, onBus));
        }
        for (NvidiaGpu gpu : gpus.values()) {
            if (gpu.attached().isEmpty() && gpu.down().isEmpty()) {
                gpu.goDown(NvmlReturn.GPU_NOT_FOUND.label());
            }
        }
        if (!isOneLost) {
            // They were just tried, by their index.
            onBus.stream().filter(gpu -> !isAttached(gpu)).forEach(probes::pause);
        }
    }

    private NvmlReturn attachByIndex(int index, Set<String> onBus) {
        NvmlReturn found = attaching.byIndex(index, onBus);
        if (found == NvmlReturn.SUCCESS) {
            return found;
        }
        if (Consequence.of(found) == Consequence.ALL_OVER && !isLoss(found)) {
            loseDriver(found);
        } else {
            complaints.add("nvmlDeviceGetHandleByIndex_v2 of index " + index + " answers " + found.label());
        }
        return found;
    }

    /** Attaches those at these addresses and wakes no other. */
    void attach(Collection<String> awake) {
        awake.forEach(this::probe);
    }

    private void attachAt(String address) {
        NvmlReturn found = attaching.atAddress(address);
        if (isLoss(found) || Consequence.of(found) == Consequence.GPU_DOWN) {
            gpus.computeIfAbsent(address, NvidiaGpu::new).goDown(found.label());
        } else if (Consequence.of(found) == Consequence.ALL_OVER) {
            loseDriver(found);
        }
    }

    /** Reads those that are awake, and looks after those that do not answer. */
    void read(Set<String> onBus, Collection<String> awake) {
        if (watches.takeNews()) {
            gpus.values().forEach(gpu -> gpu.attached().ifPresent(AttachedGpu::refresh));
        }
        gpus.values().forEach(NvidiaGpu::beginReading);
        // One that was unplugged is not looked for before the bus shows it again.
        Collection<String> wanted = onBus.isEmpty() ? List.copyOf(gpus.keySet()) : awake;
        wanted.stream().filter(gpu -> !isAttached(gpu)).forEach(this::probe);
        for (NvidiaGpu gpu : gpus.values()) {
            boolean sleeps = onBus.contains(gpu.address()) && !awake.contains(gpu.address());
            if (!sleeps && !hasLostDriver) {
                gpu.attached().ifPresent(attached -> read(gpu, attached));
            }
        }
        recount();
        watches.keepUp();
        if (watches.hasLostDriver()) {
            loseDriver(NvmlReturn.UNINITIALIZED);
        }
    }

    private void read(NvidiaGpu gpu, AttachedGpu attached) {
        NvmlReturn answer = attached.read();
        switch (Consequence.of(answer)) {
            case GPU_DOWN -> gpu.goDown(answer.label());
            case ALL_OVER -> {
                if (isLoss(answer)) {
                    lose(gpu, attached, answer);
                } else {
                    loseDriver(answer);
                }
            }
            case ANSWERED, NOTHING, NEVER, NOT_NOW -> {
                gpu.comeUp(attached.basics().isUnified() ? "unified" : "dedicated");
                // What a GPU supports depends on whether it is divided.
                mustEnd |= attached.isDividedAnew();
            }
        }
    }

    private static boolean isLoss(NvmlReturn answer) {
        return answer == NvmlReturn.GPU_IS_LOST || answer == NvmlReturn.GPU_NOT_FOUND;
    }

    /** For one that was well another start may help; one that a start has not brought back is tried alone. */
    private void lose(NvidiaGpu gpu, AttachedGpu attached, NvmlReturn answer) {
        if (gpu.down().isEmpty()) {
            mustEnd = true;
        } else if (!mustEnd) {
            attached.close();
            gpu.detach();
            probes.pause(gpu.address());
        }
        gpu.goDown(answer.label());
    }

    private void loseDriver(NvmlReturn why) {
        mustEnd = true;
        hasLostDriver = true;
        gpus.values().forEach(gpu -> gpu.goDown(why.label()));
    }

    /** Tries now and then whether a GPU that did not answer does. */
    private void probe(String address) {
        if (!hasLostDriver && probes.take(address)) {
            attachAt(address);
        }
    }

    private boolean isAttached(String address) {
        NvidiaGpu gpu = gpus.get(address);
        return gpu != null && gpu.attached().isPresent();
    }

    /** GPUs that were plugged in or taken out change the count. */
    private void recount() {
        if (!isCounted || hasLostDriver || machine.clock().nanoTime() - countedAt < COUNT_HOLDS.toNanos()) {
            return;
        }
        countedAt = machine.clock().nanoTime();
        NvmlReturn answer = session.ask(NvmlCall.DEVICE_COUNT);
        if (answer == NvmlReturn.SUCCESS) {
            mustEnd |= session.answer().number(0) != count;
        } else if (Consequence.of(answer) == Consequence.ALL_OVER) {
            loseDriver(answer);
        }
    }

    /** The GPUs that answer. */
    List<AttachedGpu> attached() {
        return gpus.values().stream().flatMap(gpu -> gpu.attached().stream()).toList();
    }

    /** Begins to let go; its GPUs may be read until it has. */
    void leave() {
        isLeaving = true;
        watches.stop();
    }

    /** Lets go, unless somebody still waits for events: then it is to be tried again. */
    boolean shutdown() {
        if (watches.isAlive()) {
            return false;
        }
        for (NvidiaGpu gpu : gpus.values()) {
            gpu.attached().ifPresent(AttachedGpu::close);
            gpu.detach();
        }
        session.account().begin(NvmlCall.SHUTDOWN, "");
        session.account().end(NvmlCall.SHUTDOWN, session.nvml().shutdown());
        return true;
    }

    /** Gives who waits for events this long to end. */
    void awaitEnd(Duration patience) {
        watches.awaitEnd(patience);
    }
}
