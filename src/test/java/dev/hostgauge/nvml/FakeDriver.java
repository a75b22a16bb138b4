package dev.hostgauge.nvml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A driver library of our own, steered and watched while programs call it: from this process or another.
 *
 * <pre>
 * FakeDriver driver = FakeDriver.build(folder).load("h100x8");
 * open(driver.library());
 * driver.set(3, "temperature", 91);
 * driver.fault("nvmlDeviceGetPowerUsage", 1, Fault.code(15));
 * driver.xid(0, 79);
 * assertThat(driver.calls(1, "nvmlDeviceGetPowerUsage")).isEqualTo(1);
 * driver.heal();
 * </pre>
 *
 * <p>What a GPU's profile does not name is NOT_SUPPORTED; {@code set(0, key, "!15")} answers that code, {@code "100+5"} is
 * 100, then 105, then 110. The keys are those of src/test/resources/gpus and of src/test/c. Values may be text with
 * {@code \xNN} for bytes that are no UTF-8. Each change is seen by the next call, and by those that hang or wait.
 *
 * <p>GPU numbers are those of the profile. They are the driver's indices too as long as nothing is unplugged or reordered.
 */
public final class FakeDriver {
    public static final int EVERY_GPU = -1;

    private final Path folder;
    private final Statistics statistics;
    private final Map<String, String> driver = new TreeMap<>();
    private final Map<Integer, Map<String, String>> gpus = new TreeMap<>();
    private final List<Integer> plugged = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private long lastId;

    private FakeDriver(Path folder, Variant variant) {
        this.folder = folder;
        this.statistics = new Statistics(folder.resolve("fake_nvml.stat"));
        driver.put("version", variant.version());
        driver.put("nvml", "13." + variant.version());
        driver.put("cuda", "13000");
        publish();
    }

    /** The newest branch, without any GPU, in this folder, which is to hold no other. */
    public static FakeDriver build(Path folder) {
        return build(folder, Variant.DRIVER_610);
    }

    public static FakeDriver build(Path folder, Variant variant) {
        FakeLibrary.install(variant, folder);
        return new FakeDriver(folder, variant);
    }

    /** The file to be opened as the driver's library. */
    public Path library() {
        return folder.resolve(FakeLibrary.NAME).toAbsolutePath();
    }

    /** Plugs in the GPUs of a profile in src/test/resources/gpus instead of those that were. */
    public FakeDriver load(String profile) {
        gpus.clear();
        plugged.clear();
        gpus.putAll(Profile.read(profile));
        plugged.addAll(gpus.keySet());
        return publish();
    }

    /** What the profile and the changes since say of this GPU. */
    public Map<String, String> profileOf(int gpu) {
        return new TreeMap<>(of(gpu).get(0));
    }

    public FakeDriver set(int gpu, String key, Object value) {
        of(gpu).forEach(values -> values.put(key, value.toString()));
        return publish();
    }

    /** The GPU does not support this any longer. */
    public FakeDriver unset(int gpu, String key) {
        of(gpu).forEach(values -> values.remove(key));
        return publish();
    }

    /** {@code version}, {@code nvml}, {@code cuda}; {@code count}, whatever is plugged in; {@code stale}, the code for old handles. */
    public FakeDriver setDriver(String key, Object value) {
        driver.put(key, value.toString());
        return publish();
    }

    public FakeDriver unsetDriver(String key) {
        driver.remove(key);
        return publish();
    }

    /** Initialising fails with this code, such as 9 without a kernel module, until it is 0. */
    public FakeDriver refuseInit(int code) {
        return setDriver("refuse", code);
    }

    /** The kernel module was loaded anew: whoever had initialised NVML finds it uninitialised, and its handles stale. */
    public FakeDriver reload() {
        return setDriver("boot", ++lastId);
    }

    /** Every call about this GPU answers GPU_IS_LOST, until {@link #restore}. */
    public FakeDriver lose(int gpu) {
        return set(gpu, "lost", 15);
    }

    public FakeDriver restore(int gpu) {
        return unset(gpu, "lost");
    }

    /** The GPU goes: there is one fewer, the indices of those behind it fall, its handles are lost. */
    public FakeDriver unplug(int gpu) {
        plugged.remove((Integer) gpu);
        return publish();
    }

    /** The driver counts its GPUs in this order. */
    public FakeDriver plug(Integer... order) {
        plugged.clear();
        plugged.addAll(List.of(order));
        return publish();
    }

    /** A fault of every such call from now on. */
    public FakeDriver fault(String function, int gpu, Fault fault) {
        return fault(function, gpu, 1, Long.MAX_VALUE, fault);
    }

    /**
     * A fault of the calls number {@code from} to {@code to}, counted from 1, from now on.
     *
     * @param function the symbol's name, or its start and {@code *}
     * @param gpu the GPU that the call is about, or {@link #EVERY_GPU}, which also means calls about none
     */
    public FakeDriver fault(String function, int gpu, long from, long to, Fault fault) {
        faults.add("fault " + ++lastId + ' ' + function + ' ' + gpu + ' ' + from + ' ' + to + ' ' + fault.kind() + ' '
                + fault.argument());
        return publish();
    }

    /** All faults end; what hangs goes on. */
    public FakeDriver heal() {
        faults.clear();
        return publish();
    }

    /** A critical error of this GPU, for whoever had registered for it before. */
    public FakeDriver xid(int gpu, long xid) {
        return event(gpu, 0x8, xid);
    }

    public FakeDriver event(int gpu, long type, long data) {
        if (events.size() == 255) {
            events.remove(0);
        }
        events.add("event " + ++lastId + ' ' + gpu + ' ' + type + ' ' + data + " 4294967295 4294967295");
        return publish();
    }

    /** How often a function was called: its name, or the start of several names and {@code *}. */
    public long calls(String function) {
        return statistics.calls(function);
    }

    public long calls(int gpu, String function) {
        return statistics.calls(gpu, function);
    }

    public long callsOf(int gpu) {
        return statistics.calls(gpu, "*");
    }

    /** Every function that was called, with its calls. */
    public Map<String, Long> census() {
        return statistics.census();
    }

    /** Counts calls and their threads from zero. */
    public FakeDriver forgetCalls() {
        statistics.forgetCalls();
        return this;
    }

    /** The kernel's ids of the threads that made such calls. */
    public Set<Long> threadsOf(String function) {
        return statistics.threads(function);
    }

    public long inits() {
        return statistics.get(Statistics.INITS);
    }

    public long shutdowns() {
        return statistics.get(Statistics.SHUTDOWNS);
    }

    /** Initialisations that no shutdown has answered yet. */
    public long references() {
        return statistics.get(Statistics.REFERENCES);
    }

    public long callsWhileNotInitialised() {
        return statistics.get(Statistics.CALLS_UNINITIALISED);
    }

    /** Calls that are hanging now. */
    public long hanging() {
        return statistics.get(Statistics.HANGING);
    }

    /** Calls with a handle of an earlier initialisation. */
    public long staleHandles() {
        return statistics.get(Statistics.STALE_HANDLES);
    }

    /** Null pointers, unknown enumerators, handles that never were: mistakes of the caller. */
    public long badArguments() {
        return statistics.get(Statistics.BAD_ARGUMENTS);
    }

    public long wrongVersions() {
        return statistics.get(Statistics.WRONG_VERSIONS);
    }

    /** Buffers that had eight bytes 0xC5 where the driver was about to write: its caller put them behind what it had. */
    public long brokenCanaries() {
        return statistics.get(Statistics.BROKEN_CANARIES);
    }

    public long eventsDelivered() {
        return statistics.get(Statistics.EVENTS_DELIVERED);
    }

    /** Threads that are inside an event wait now. */
    public long eventsWaiting() {
        return statistics.get(Statistics.EVENTS_WAITING);
    }

    /** Event sets that were made and not freed. */
    public long liveEventSets() {
        return statistics.get(Statistics.LIVE_EVENT_SETS);
    }

    /** GPM samples that were made and not freed. */
    public long liveSamples() {
        return statistics.get(Statistics.LIVE_SAMPLES);
    }

    /** Lines that the fake did not understand; a test that steers it rightly has none. */
    public long badLines() {
        return statistics.get(Statistics.BAD_LINES);
    }

    private List<Map<String, String>> of(int gpu) {
        if (gpu == EVERY_GPU) {
            return List.copyOf(gpus.values());
        }
        return List.of(gpus.computeIfAbsent(gpu, number -> {
            plugged.add(number);
            return new TreeMap<>();
        }));
    }

    private FakeDriver publish() {
        List<String> lines = new ArrayList<>();
        driver.forEach((key, value) -> lines.add("driver " + key + ' ' + value));
        lines.add("driver gpus " + plugged.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        gpus.forEach(
                (gpu, values) -> values.forEach((key, value) -> lines.add("gpu " + gpu + ' ' + key + ' ' + value)));
        lines.addAll(faults);
        lines.addAll(events);
        try {
            Path fresh = folder.resolve("fake_nvml.new");
            Files.write(fresh, lines, StandardCharsets.UTF_8);
            Files.move(fresh, folder.resolve("fake_nvml.ctl"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        statistics.announceChange();
        return this;
    }
}
