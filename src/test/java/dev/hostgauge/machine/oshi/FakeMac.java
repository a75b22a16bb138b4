package dev.hostgauge.machine.oshi;

import dev.hostgauge.metric.Platform;
import java.util.List;
import java.util.function.Supplier;
import oshi.hardware.HWDiskStore;
import oshi.hardware.NetworkIF;
import oshi.hardware.NetworkIF.IfOperStatus;
import oshi.software.os.OSFileStore;
import oshi.software.os.OperatingSystem.OSVersionInfo;

/** A MacBook with an M2 as OSHI 7.5 shows it: ticks of a hundredth of a second, volumes that share a container, no sensor. */
public final class FakeMac {
    private static final int CPUS = 8;
    private static final long CONTAINER_BYTES = 494_384_795_648L;
    private static final long FREE_BYTES = 121_006_911_488L;

    private FakeMac() {}

    public static FakeSystem make() {
        FakeSystem mac = new FakeSystem(Platform.MACOS);
        mac.processor
                .with("getProcessorCpuLoadTicks", (Supplier<Object>) () -> ticks(mac.seconds()))
                .with("getPhysicalProcessorCount", CPUS)
                .with("getSystemLoadAverage", new double[] {2.41, 2.05, 1.88})
                .with("getContextSwitches", 0L)
                .with("getInterrupts", 0L);
        mac.memory.with("getTotal", 17_179_869_184L).with("getAvailable", 5_583_457_485L);
        mac.freeBytes(176_160_768);
        mac.swap.with("getSwapTotal", 2_147_483_648L).with("getSwapUsed", 1_207_959_552L);
        mac.hardware.with("getDiskStores", disks(mac)).with("getNetworkIFs", (Supplier<Object>)
                () -> nics(mac.seconds()));
        mac.fileSystem
                .with("getFileStores", FakeSystem.list(volumes(mac)))
                .with("getOpenFileDescriptors", 9_341L)
                .with("getMaxFileDescriptors", 245_760L);
        mac.sensors.with("getCpuTemperature", 0d).with("getFanSpeeds", new int[] {0, 1370});
        mac.computer.with("getModel", "Mac14,9").with("getManufacturer", "Apple Inc.");
        mac.system
                .with("getFamily", "macOS")
                .with("getVersionInfo", new OSVersionInfo("14.5", "Sonoma", "23F79"))
                .with("getSystemBootTime", 1_767_000_000L)
                .with("getSystemUptime", 323_045L);
        mac.words.put("kern.hostname", "macbook.local");
        mac.words.put("kern.osrelease", "23.5.0");
        mac.words.put("kern.version", "Darwin Kernel Version 23.5.0: RELEASE_ARM64_T6020");
        mac.words.put("hw.machine", "arm64");
        return mac;
    }

    /** Half of the time idle; nice time, and none of the modes that the kernel does not count. */
    private static long[][] ticks(long seconds) {
        long[][] ticks = new long[CPUS][8];
        for (int cpu = 0; cpu < CPUS; cpu++) {
            ticks[cpu] = new long[] {
                4_000_000 + 30 * seconds, 1_200 + cpu, 2_100_000 + 20 * seconds, 26_000_000 + 50 * seconds, 0, 0, 0, 0
            };
        }
        return ticks;
    }

    private static List<HWDiskStore> disks(FakeSystem mac) {
        var ssd = FakeSystem.disk("disk0", "APPLE SSD AP0512Z", "0ba01f2e3d4c5b6a")
                .with("getDiskType", "SSD");
        FakeSystem.traffic(ssd, 12_345_678, 301_234_567_168L, 9_876_543, 198_765_432_832L, 0, 8_412_345);
        var image = FakeSystem.disk("disk4", "Disk Image", "").with("getDiskType", "Unknown");
        FakeSystem.traffic(image, 0, 0, 0, 0, 0, 0);
        mac.items.addAll(List.of(ssd, image));
        return FakeSystem.list(List.of(ssd, image));
    }

    private static List<Fake<OSFileStore>> volumes(FakeSystem mac) {
        List<Fake<OSFileStore>> volumes = List.of(
                FakeSystem.store("/dev/disk3s1s1", "/", "apfs", "ro,journaled,local,rootfs", true),
                FakeSystem.store("/dev/disk3s5", "/System/Volumes/Data", "apfs", "rw,journaled,local,nobrowse", true),
                FakeSystem.store("/dev/disk3s6", "/System/Volumes/VM", "apfs", "rw,noexec,local,nobrowse", true));
        for (Fake<OSFileStore> volume : volumes) {
            FakeSystem.space(volume, CONTAINER_BYTES, FREE_BYTES, FREE_BYTES)
                    .with("getTotalInodes", 1_182_018_264L)
                    .with("getFreeInodes", 1_181_708_120L);
        }
        var share = FakeSystem.store("//backup@nas/time", "/Volumes/time", "smbfs", "rw,nodev,nosuid", false)
                .with("updateAttributes", false);
        mac.items.addAll(volumes);
        return List.of(volumes.get(0), volumes.get(1), volumes.get(2), share);
    }

    private static List<NetworkIF> nics(long seconds) {
        var loopback = FakeSystem.counters(
                        FakeSystem.nic("lo0", 1, "unknown", 0, 16_384), 8_000_000, 8_000_000, 0, 0, 0)
                .with("getIPv4addr", new String[] {"127.0.0.1"})
                .with("getIPv6addr", new String[] {"0:0:0:0:0:0:0:1", "fe80:0:0:0:0:0:0:1"});
        var wifi = FakeSystem.counters(
                        FakeSystem.nic("en0", 11, "02:00:5e:10:00:01", 866_000_000, 1500),
                        71_234_567_890L + 1_000_000 * seconds,
                        9_876_543_210L + 250_000 * seconds,
                        0,
                        12,
                        0)
                .with("getIPv4addr", new String[] {"192.168.1.23"})
                .with("getIPv6addr", new String[] {"fe80:0:0:0:0:5eff:fe10:1", "2001:db8:0:1:0:0:0:23"})
                .with("getIfOperStatus", IfOperStatus.UP);
        var awdl = FakeSystem.counters(
                        FakeSystem.nic("awdl0", 13, "02:00:5e:10:00:02", 10_000_000, 1500), 1_000, 90_000, 0, 0, 0)
                .with("getIPv6addr", new String[] {"fe80:0:0:0:0:5eff:fe10:2"});
        var tunnel = FakeSystem.counters(FakeSystem.nic("utun3", 18, "unknown", 0, 1380), 0, 640, 0, 0, 0)
                .with("getIPv6addr", new String[] {"fe80:0:0:0:ce81:b1c:bd2c:69e"});
        return FakeSystem.list(List.of(loopback, wifi, awdl, tunnel));
    }
}
