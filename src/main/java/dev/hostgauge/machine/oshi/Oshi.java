package dev.hostgauge.machine.oshi;

import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.FileSystem;
import oshi.software.os.OperatingSystem;
import oshi.util.GlobalConfig;

/**
 * The machine as OSHI sees it, in our own words.
 *
 * <p>What the system does not have or does not say is empty, whatever number OSHI has for that ({@link Sentinels}); a
 * question that OSHI answers with an exception, or with nothing where there must be something, throws an
 * {@link IOException}. Never asked is what OSHI answers by running another program in steady state: processes,
 * services, graphics cards, voltages.
 */
public final class Oshi {
    /** What one cycle asks twice is read once; readings further apart than this are two. */
    private static final int SHARED_FOR_MILLISECONDS = 50;

    /** Of a query to Windows' management service, which else is waited for without end. */
    private static final int WMI_TIMEOUT_MILLISECONDS = 2000;

    /** OSHI keeps no answer to this question for whoever asks next in the same cycle. */
    private static final Duration NICS_SHARED_FOR = Duration.ofMillis(200);

    private static final int LOADS = 3;

    private final Platform platform;
    private final HardwareAbstractionLayer hardware;
    private final OperatingSystem system;
    private final BesideOshi beside;

    private List<Nic> nics = List.of();
    private long nicsReadAt;

    Oshi(Platform platform, HardwareAbstractionLayer hardware, OperatingSystem system, BesideOshi beside) {
        this.platform = platform;
        this.hardware = hardware;
        this.system = system;
        this.beside = beside;
    }

    /**
     * This machine. Takes a third of a second, more on Windows; meant to be kept.
     *
     * @throws IOException if OSHI cannot be used here, such as where its native library may not be unpacked
     */
    public static Oshi open(Platform platform) throws IOException {
        return ask("start", () -> {
            GlobalConfig.set(GlobalConfig.OSHI_UTIL_MEMOIZER_EXPIRATION, SHARED_FOR_MILLISECONDS);
            GlobalConfig.set(GlobalConfig.OSHI_UTIL_WMI_TIMEOUT, WMI_TIMEOUT_MILLISECONDS);
            SystemInfo info = new SystemInfo();
            return new Oshi(platform, info.getHardware(), info.getOperatingSystem(), new RunningSystem(platform));
        });
    }

    /** A question to OSHI. */
    interface Question<T> {
        T ask() throws IOException;
    }

    static <T> T ask(String what, Question<T> question) throws IOException {
        try {
            return question.ask();
        } catch (IOException | RuntimeException | LinkageError refused) {
            String why = refused instanceof IOException ? refused.getMessage() : refused.toString();
            throw new IOException("OSHI, " + what + ": " + why, refused);
        }
    }

    private static <T> T present(@Nullable T answer) throws IOException {
        if (answer == null) {
            throw new IOException("no answer");
        }
        return answer;
    }

    public Platform platform() {
        return platform;
    }

    /** Each CPU that is online. */
    public List<CpuSeconds> cpus() throws IOException {
        return ask("CPU times", () -> {
            List<CpuSeconds> cpus = CpuSeconds.of(present(processor().getProcessorCpuLoadTicks()), platform);
            if (cpus.isEmpty()) {
                throw new IOException("all counters are 0");
            }
            return cpus;
        });
    }

    private CentralProcessor processor() throws IOException {
        return present(hardware.getProcessor());
    }

    /** Cores, a count. */
    public OptionalDouble cores() throws IOException {
        return ask("cores", () -> Sentinels.positive(processor().getPhysicalProcessorCount()));
    }

    /** How fast each CPU runs, in hertz. Not on macOS, where OSHI has what the CPU was sold as. */
    public List<OptionalDouble> frequencies() throws IOException {
        if (platform == Platform.MACOS) {
            return List.of();
        }
        return ask(
                "CPU frequencies",
                () -> Arrays.stream(present(processor().getCurrentFreq()))
                        .mapToObj(Sentinels::positive)
                        .toList());
    }

    /** How fast the fastest CPU may run, in hertz. On Windows alone: for Linux OSHI would run lshw each time. */
    public OptionalDouble highestFrequency() throws IOException {
        if (platform != Platform.WINDOWS) {
            return OptionalDouble.empty();
        }
        return ask("highest CPU frequency", () -> Sentinels.positive(processor().getMaxFreq()));
    }

    /** Load over 1, 5 and 15 minutes; empty where the system has no such thing. */
    public List<OptionalDouble> loads() throws IOException {
        return ask(
                "load",
                () -> Arrays.stream(present(processor().getSystemLoadAverage(LOADS)))
                        .mapToObj(Sentinels::load)
                        .toList());
    }

    /** Context switches since the system started. */
    public OptionalDouble contextSwitches() throws IOException {
        return ask("context switches", () -> Sentinels.positive(processor().getContextSwitches()));
    }

    /** Interrupts since the system started. */
    public OptionalDouble interrupts() throws IOException {
        return ask("interrupts", () -> Sentinels.positive(processor().getInterrupts()));
    }

    public Memory memory() throws IOException {
        return ask("memory", () -> Memory.of(present(hardware.getMemory()), beside.freeBytes()));
    }

    /** Dear: looks for all disks. */
    public List<Disk> disks() throws IOException {
        return ask(
                "disks",
                () -> present(hardware.getDiskStores()).stream()
                        .map(disk -> Disk.of(disk, platform))
                        .toList());
    }

    /**
     * Mounted filesystems. Dear, and on Linux it runs {@code lsblk}.
     *
     * @param local those of this machine alone, else those of other machines alone: whose list may hang as they do
     */
    public List<Mount> mounts(boolean local) throws IOException {
        return ask(
                "filesystems",
                () -> present(fileSystem().getFileStores(local)).stream()
                        .filter(store -> store.isLocal() == local)
                        .flatMap(store -> Mount.of(store).stream())
                        .toList());
    }

    private FileSystem fileSystem() throws IOException {
        return present(system.getFileSystem());
    }

    /** Open files of all processes. Not on Windows, which counts handles of any kind. */
    public OptionalDouble openFiles() throws IOException {
        return ask(
                "open files",
                () -> platform == Platform.WINDOWS
                        ? OptionalDouble.empty()
                        : Sentinels.positive(fileSystem().getOpenFileDescriptors()));
    }

    /** How many files may be open. Not on Windows. */
    public OptionalDouble mostOpenFiles() throws IOException {
        return ask(
                "most open files",
                () -> platform == Platform.WINDOWS
                        ? OptionalDouble.empty()
                        : Sentinels.positive(fileSystem().getMaxFileDescriptors()));
    }

    /** Dear: looks for all interfaces and their addresses. Who asks soon after another gets the same answer. */
    public synchronized List<Nic> nics() throws IOException {
        long now = beside.nanoTime();
        if (nics.isEmpty() || now - nicsReadAt > NICS_SHARED_FOR.toNanos()) {
            nics = ask(
                    "network interfaces",
                    () -> present(hardware.getNetworkIFs(true)).stream()
                            .flatMap(nic -> Nic.of(nic, platform).stream())
                            .toList());
            nicsReadAt = now;
        }
        return nics;
    }

    /** Dear, and may hang in a driver. Empty on Linux, where OSHI may run vcgencmd each time. */
    public Sensors sensors() throws IOException {
        if (platform == Platform.LINUX) {
            return new Sensors(OptionalDouble.empty(), List.of());
        }
        return ask("sensors", () -> Sensors.of(present(hardware.getSensors())));
    }

    /** When the system started, in whole seconds. */
    public Optional<Instant> bootTime() throws IOException {
        return ask("boot time", () -> {
            OptionalDouble seconds = Sentinels.positive(system.getSystemBootTime());
            return seconds.isPresent()
                    ? Optional.of(Instant.ofEpochSecond((long) seconds.getAsDouble()))
                    : Optional.empty();
        });
    }

    /** How long the system is up, in seconds. */
    public OptionalDouble uptimeSeconds() throws IOException {
        return ask("uptime", () -> Sentinels.positive(system.getSystemUptime()));
    }

    /** The machine's name. */
    public Optional<String> hostname() throws IOException {
        return ask("host name", () -> FactFinder.hostname(system, beside));
    }

    /** Dear at first; OSHI keeps most of it. */
    public SystemFacts facts() throws IOException {
        return ask("system", () -> FactFinder.facts(platform, hardware, system, beside));
    }
}
