package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * NVIDIA's GPUs, for the thread that collects: NVML's own thread makes every call, and the collecting one waits for it as
 * long as a reading may take. What hangs there costs the GPUs alone.
 */
final class Nvidia implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Nvidia.class);
    private static final int STACK_BYTES = 256 << 10;

    /** A call that takes longer than this hangs: a little less than what a reading may take. */
    private static final Duration HANGS = Registration.READ_LIMIT.minusMillis(200);

    /** The same for one that opens a GPU, which takes seconds where no program keeps it open. */
    private static final Duration HANGS_AT_START = Duration.ofSeconds(10);

    private static final Duration CLOSES = Duration.ofSeconds(3);
    private static final String STUCK = "stuck";

    private final Machine machine;
    private final NvmlAccount account;
    private final NvidiaDriver driver;
    private final DeviceNodes nodes;
    private final boolean servesDcgm;
    private final Read<NvidiaDriver> read;

    /** Begins its thread with the first reading. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread nvml = new Thread(null, work, "gpu", STACK_BYTES);
        nvml.setDaemon(true);
        return nvml;
    });

    /** The GPUs on the bus, of the reading that begins; kept as it is while one hangs. */
    private volatile Set<String> onBus = Set.of();

    /** Whether sysfs serves a GPU that is on no bus. */
    private volatile boolean hasJetson;

    /** Whether the last reading was to be made, and whether it has ended. For the collecting thread. */
    private boolean isRead;

    private boolean hasEnded;

    /**
     * @param servesDcgm whether the names of NVIDIA's own exporter are served too
     */
    Nvidia(Machine machine, NvidiaDriver.Options options, boolean servesDcgm) {
        this.machine = machine;
        this.account = new NvmlAccount(machine.clock());
        this.nodes = new DeviceNodes(machine);
        this.servesDcgm = servesDcgm;
        this.driver = new NvidiaDriver(machine, options, account);
        this.read = new Read<>(Registration.READ_LIMIT, this::readOnItsThread);
    }

    /**
     * Adds the reading to those that are to be run, if there is a driver or was one.
     *
     * @param addresses of NVIDIA's GPUs that sysfs shows on the bus
     * @param isJetson whether it shows one that is on no bus
     */
    void addRead(Set<String> addresses, boolean isJetson, Collection<Read<?>> reads) {
        isRead = driver.state() != DriverState.ABSENT || DriverPresence.isOn(machine);
        if (isRead) {
            onBus = addresses;
            hasJetson = isJetson;
            reads.add(read);
        }
    }

    private NvidiaDriver readOnItsThread() throws IOException {
        Future<?> reading = thread.submit(() -> driver.read(onBus, hasJetson));
        try {
            reading.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
        return driver;
    }

    /** Adds what the last reading gave of the GPUs themselves; to be called once before {@link #addPresence}. */
    void add(Sink sink) {
        if (!isRead) {
            return;
        }
        hasEnded = false;
        hasEnded = hasEnded(sink);
        if (hasEnded) {
            for (NvidiaGpu gpu : driver.known()) {
                if (gpu.isRead()) {
                    gpu.attached().ifPresent(attached -> addValues(sink, gpu, attached));
                }
            }
            if (!driver.complaint().isEmpty()) {
                sink.problem("NVML", driver.complaint());
            }
        }
        addState(sink);
        account.add(sink);
        driver.addXids(sink);
    }

    private boolean hasEnded(Sink sink) {
        try {
            read.value();
            return true;
        } catch (IOException late) {
            if (isStuck() || driver.state() != DriverState.STARTING) {
                String call = account.pendingWords();
                sink.problem("NVML", (call.isEmpty() ? "the reading" : call) + " has not returned in time");
            }
            return false;
        }
    }

    private void addValues(Sink sink, NvidiaGpu gpu, AttachedGpu attached) {
        attached.add(sink);
        if (servesDcgm) {
            DcgmNames.add(sink, gpu, attached);
        }
    }

    private void addState(Sink sink) {
        DriverState state = isStuck() ? DriverState.STUCK : driver.state();
        if (state == DriverState.ABSENT) {
            return;
        }
        for (DriverState each : DriverState.values()) {
            if (each != DriverState.ABSENT) {
                sink.add(NvidiaMetrics.NVML_STATE, each == state ? 1 : 0, each.label());
            }
        }
    }

    private boolean isStuck() {
        Duration most = driver.state() == DriverState.STARTING ? HANGS_AT_START : HANGS;
        return !hasEnded && account.pendingNanos() > most.toNanos();
    }

    /**
     * Adds whether a GPU is up and what it is; false if NVML knows nothing of it.
     *
     * @param gpu as the bus shows it
     */
    boolean addPresence(Sink sink, PciGpu gpu) {
        if (!isRead) {
            return false;
        }
        for (NvidiaGpu known : driver.known()) {
            if (known.address().equals(gpu.address())) {
                addPresence(sink, known, gpu.isGone() ? "off_bus" : known.down(), gpu.pciId());
                return true;
            }
        }
        return false;
    }

    /** The same for those that the bus does not show, as in the Windows Subsystem for Linux; how many they are. */
    int addPresenceOfOthers(Sink sink) {
        int count = 0;
        if (isRead) {
            for (NvidiaGpu known : driver.known()) {
                if (!onBus.contains(known.address())) {
                    addPresence(sink, known, known.down(), "");
                    count++;
                }
            }
        }
        return count;
    }

    private void addPresence(Sink sink, NvidiaGpu gpu, String down, String pciId) {
        gpu.addPresence(sink, isStuck() ? STUCK : down, pciId, driver.version());
    }

    /**
     * Why a GPU that the bus shows and NVML has never shown is not up; empty if there is no reason to think so: NVML may
     * not have been asked yet, or this process may not ask it.
     */
    String missing(PciGpu gpu) {
        if (!isRead || !gpu.driver().equals("nvidia") || gpu.isSuspended()) {
            return "";
        }
        return switch (driver.state()) {
            case RUNNING -> hasEnded && nodes.isOurs(gpu.address()) ? "gpu_not_found" : "";
            case VERSION_MISMATCH, REFUSED -> driver.refusal();
            case ABSENT, NO_LIBRARY, STARTING, STUCK, RESTARTING, RELEASED -> "";
        };
    }

    /** The UUID of a GPU by its address; empty if it never told. */
    String uuid(String address) {
        for (NvidiaGpu known : driver.known()) {
            if (known.address().equals(address)) {
                return known.identity().uuid();
            }
        }
        return "";
    }

    /** Shuts the library down, unless a call hangs in it. */
    @Override
    public void close() {
        thread.execute(driver::close);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSES.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("NVML is not shut down: {} has not returned", account.pendingWords());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
