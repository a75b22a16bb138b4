package dev.hostgauge.machine.oshi;

import dev.hostgauge.machine.Clock;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.SystemCalls;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import oshi.hardware.CentralProcessor;
import oshi.hardware.ComputerSystem;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.hardware.VirtualMemory;
import oshi.software.os.FileSystem;
import oshi.software.os.NetworkParams;
import oshi.software.os.OSFileStore;
import oshi.software.os.OperatingSystem;

/** A machine that is no Linux, made of fakes of OSHI's interfaces; its clock and its counters go on when told to. */
public final class FakeSystem implements Clock, BesideOshi {
    public final Fake<HardwareAbstractionLayer> hardware = Fake.of(HardwareAbstractionLayer.class);
    public final Fake<CentralProcessor> processor = Fake.of(CentralProcessor.class);
    public final Fake<GlobalMemory> memory = Fake.of(GlobalMemory.class);
    public final Fake<VirtualMemory> swap = Fake.of(VirtualMemory.class);
    public final Fake<oshi.hardware.Sensors> sensors = Fake.of(oshi.hardware.Sensors.class);
    public final Fake<ComputerSystem> computer = Fake.of(ComputerSystem.class);
    public final Fake<OperatingSystem> system = Fake.of(OperatingSystem.class);
    public final Fake<FileSystem> fileSystem = Fake.of(FileSystem.class);
    public final Fake<NetworkParams> network = Fake.of(NetworkParams.class);
    /** What is beside OSHI: Java's properties and macOS's names for what the kernel says. */
    public final Map<String, String> words = new HashMap<>();

    /** Disks and filesystems, which are among the answers of others. */
    final List<Fake<?>> items = new ArrayList<>();

    private final Platform platform;
    private OptionalDouble freeBytes = OptionalDouble.empty();
    private Duration passed = Duration.ZERO;

    FakeSystem(Platform platform) {
        this.platform = platform;
        hardware.with("getProcessor", processor)
                .with("getMemory", memory)
                .with("getSensors", sensors)
                .with("getComputerSystem", computer);
        memory.with("getVirtualMemory", swap);
        system.with("getFileSystem", fileSystem).with("getNetworkParams", network);
    }

    /** Everything whose answers may be spoilt. */
    public List<Fake<?>> fakes() {
        List<Fake<?>> all = new ArrayList<>(
                List.of(hardware, processor, memory, swap, sensors, computer, system, fileSystem, network));
        all.addAll(items);
        return all;
    }

    void freeBytes(double bytes) {
        freeBytes = OptionalDouble.of(bytes);
    }

    /** Lets time go by. */
    public void advance(Duration time) {
        passed = passed.plus(time);
    }

    /** Whole seconds since the recording began. */
    long seconds() {
        return passed.toSeconds();
    }

    public Machine machine() {
        Path nowhere = Path.of("/nowhere");
        return new Machine(
                new Machine.Paths(nowhere, nowhere, nowhere, nowhere),
                // The structures of Linux's C library, which must not be laid over another system's.
                Fake.of(SystemCalls.class).object(),
                this,
                () -> new Oshi(platform, hardware.object(), system.object(), this));
    }

    public Oshi oshi() throws IOException {
        return machine().oshi();
    }

    /** A disk with as much traffic as time went by. */
    public static Fake<HWDiskStore> disk(String name, String model, String serial) {
        return Fake.of(HWDiskStore.class)
                .with("getName", name)
                .with("getModel", model)
                .with("getSerial", serial)
                .with("getSize", 500_277_792_768L);
    }

    public static void traffic(
            Fake<HWDiskStore> disk, long reads, long readBytes, long writes, long writeBytes, long queue, long millis) {
        disk.with("getReads", reads)
                .with("getReadBytes", readBytes)
                .with("getWrites", writes)
                .with("getWriteBytes", writeBytes)
                .with("getCurrentQueueLength", queue)
                .with("getTransferTime", millis);
    }

    public static Fake<OSFileStore> store(String volume, String mount, String type, String options, boolean local) {
        return Fake.of(OSFileStore.class)
                .with("getVolume", volume)
                .with("getMount", mount)
                .with("getType", type)
                .with("getOptions", options)
                .with("isLocal", local)
                .with("updateAttributes", true)
                .with("getTotalInodes", 0L)
                .with("getFreeInodes", 0L);
    }

    public static Fake<OSFileStore> space(Fake<OSFileStore> store, long total, long free, long usable) {
        return store.with("getTotalSpace", total).with("getFreeSpace", free).with("getUsableSpace", usable);
    }

    public static Fake<NetworkIF> nic(String name, int index, String mac, long bitsPerSecond, long mtu) {
        return Fake.of(NetworkIF.class)
                .with("getName", name)
                .with("getIndex", index)
                .with("getMacaddr", mac)
                .with("getSpeed", bitsPerSecond)
                .with("getMTU", mtu)
                .with("getIPv4addr", new String[0])
                .with("getIPv6addr", new String[0])
                .with("queryNetworkInterface", null);
    }

    public static Fake<NetworkIF> counters(
            Fake<NetworkIF> nic, long received, long sent, long errors, long drops, long colls) {
        return nic.with("getBytesRecv", received)
                .with("getBytesSent", sent)
                .with("getPacketsRecv", received / 1000)
                .with("getPacketsSent", sent / 1000)
                .with("getInErrors", errors)
                .with("getOutErrors", 0L)
                .with("getInDrops", drops)
                .with("getCollisions", colls);
    }

    /** As OSHI lists them. */
    public static <T> List<T> list(List<Fake<T>> fakes) {
        return fakes.stream().map(Fake::object).toList();
    }

    @Override
    public Optional<String> property(String name) {
        return Optional.ofNullable(words.get(name));
    }

    @Override
    public Optional<String> sysctl(String name) {
        return Optional.ofNullable(words.get(name));
    }

    @Override
    public OptionalDouble freeBytes() {
        return freeBytes;
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-01-02T03:04:05Z").plus(passed);
    }

    @Override
    public long nanoTime() {
        return passed.toNanos();
    }
}
