package dev.hostgauge.machine.oshi;

import dev.hostgauge.metric.Platform;
import java.util.List;
import java.util.function.Supplier;
import oshi.hardware.HWDiskStore;
import oshi.hardware.NetworkIF;
import oshi.hardware.NetworkIF.IfOperStatus;
import oshi.software.os.OSFileStore;
import oshi.software.os.OperatingSystem.OSVersionInfo;

/**
 * A Windows PC as OSHI 7.5 shows it: no load, a temperature that is the same on all of them, a disk without counters,
 * drives without a medium, drivers that pose as interfaces, and a counter whose query fails.
 */
public final class FakeWindows {
    private static final int CPUS = 4;

    private FakeWindows() {}

    public static FakeSystem make() {
        FakeSystem pc = new FakeSystem(Platform.WINDOWS);
        pc.processor
                .with("getProcessorCpuLoadTicks", (Supplier<Object>) () -> ticks(pc.seconds()))
                .with("getPhysicalProcessorCount", 2)
                .with("getSystemLoadAverage", new double[] {-1, -1, -1})
                .with("getCurrentFreq", new long[] {3_400_000_000L, 3_600_000_000L, 0, -1})
                .with("getMaxFreq", 3_600_000_000L)
                .with("getContextSwitches", 812_345_678L)
                .with("getInterrupts", new IllegalStateException("PDH_CSTATUS_NO_OBJECT"));
        pc.memory.with("getTotal", 34_276_909_056L).with("getAvailable", 21_474_836_480L);
        pc.swap.with("getSwapTotal", 5_100_273_664L).with("getSwapUsed", 104_857_600L);
        pc.hardware.with("getDiskStores", disks(pc)).with("getNetworkIFs", (Supplier<Object>) () -> nics(pc.seconds()));
        pc.fileSystem.with("getFileStores", FakeSystem.list(drives(pc)));
        pc.sensors.with("getCpuTemperature", 27.850000000000023).with("getFanSpeeds", new int[0]);
        pc.computer.with("getModel", "OptiPlex 7090").with("getManufacturer", "Dell Inc.");
        pc.system
                .with("getFamily", "Windows")
                .with("getVersionInfo", new OSVersionInfo("11", "Pro", "22631"))
                .with("getSystemBootTime", 1_767_100_000L)
                .with("getSystemUptime", 223_045L);
        pc.network.with("getHostName", "DESKTOP-7Q2");
        pc.words.put("os.version", "10.0");
        pc.words.put("os.arch", "amd64");
        return pc;
    }

    /** Milliseconds; the system's time once less than its interrupts'. */
    private static long[][] ticks(long seconds) {
        long[][] ticks = new long[CPUS][];
        for (int cpu = 0; cpu < CPUS; cpu++) {
            ticks[cpu] = new long[] {
                9_000_015 + 100 * seconds,
                0,
                cpu == 3 ? -15 : 4_000_031,
                210_000_000 + 900 * seconds,
                0,
                120_015,
                90_031,
                0
            };
        }
        return ticks;
    }

    private static List<HWDiskStore> disks(FakeSystem pc) {
        var ssd = FakeSystem.disk("\\\\.\\PHYSICALDRIVE0", "SAMSUNG MZVL2512", "S675NX0R")
                .with("getDiskType", "HDD");
        FakeSystem.traffic(ssd, 4_123_456, 98_765_432_109L, 3_210_987, 87_654_321_098L, 2, 1_234_567);
        var silent =
                FakeSystem.disk("\\\\.\\PHYSICALDRIVE1", "unknown", "unknown").with("getDiskType", "Unknown");
        FakeSystem.traffic(silent, 0, 0, 0, 0, 0, 0);
        pc.items.addAll(List.of(ssd, silent));
        return FakeSystem.list(List.of(ssd, silent));
    }

    private static List<Fake<OSFileStore>> drives(FakeSystem pc) {
        var system = FakeSystem.store(
                "\\\\?\\Volume{4c1b02c1-d990-11dc-99ae-806e6f6e6963}\\", "C:\\", "NTFS", "rw,casepn", true);
        var disc = FakeSystem.store("", "D:\\", "unknown", "ro", true);
        var broken = FakeSystem.store("\\\\?\\Volume{0}\\", "E:\\", "exFAT", "rw", true)
                .with("updateAttributes", new UnsatisfiedLinkError("the specified procedure could not be found"));
        var share = FakeSystem.store("\\\\nas\\projects", "Z:\\", "NTFS", "rw", false);
        pc.items.addAll(List.of(system, disc, broken, share));
        return List.of(
                FakeSystem.space(system, 511_000_000_000L, 200_000_000_000L, 199_000_000_000L),
                FakeSystem.space(disc, 0, 0, 0),
                broken,
                FakeSystem.space(share, 4_000_000_000_000L, 1_000_000_000_000L, 1_000_000_000_000L));
    }

    private static List<NetworkIF> nics(long seconds) {
        return FakeSystem.list(List.of(
                counted("ethernet_32769", "Ethernet", 7, IfOperStatus.UP, 1_000_000_000, seconds)
                        .with("getIPv4addr", new String[] {"169.254.10.1", "10.0.0.5"}),
                counted(
                        "ethernet_32770",
                        "Ethernet-WFP Native MAC Layer LightWeight Filter-0000",
                        8,
                        IfOperStatus.UP,
                        1_000_000_000,
                        seconds),
                counted("wlan0", "Wi-Fi", 9, IfOperStatus.DOWN, -1, 0),
                counted("lo", "Loopback Pseudo-Interface 1", 1, IfOperStatus.UP, 1_073_741_824, 0)
                        .with("getIPv4addr", new String[] {"127.0.0.1"})));
    }

    private static Fake<NetworkIF> counted(
            String name, String alias, int index, IfOperStatus status, long speed, long seconds) {
        return FakeSystem.counters(
                        FakeSystem.nic(name, index, "02:00:5e:20:00:0" + index, speed, 1500),
                        5_000_000_000L + 12_500_000 * seconds,
                        1_000_000_000L + 1_250_000 * seconds,
                        3,
                        4,
                        5)
                .with("getIfAlias", alias)
                .with("getIfOperStatus", status);
    }
}
