package dev.hostgauge.machine.oshi;

import dev.hostgauge.metric.Platform;
import java.util.Optional;
import java.util.OptionalDouble;
import oshi.hardware.HWDiskStore;

/**
 * A disk and its traffic since the system started.
 *
 * @param name without the folder or the prefix of devices: {@code vda}, {@code disk0}, {@code PHYSICALDRIVE0}
 * @param model as the device says
 * @param serial as the device says
 * @param rotational whether it turns; empty on Windows, where OSHI takes every disk for one that does
 * @param traffic empty where there are no counters, which OSHI shows as 0 in all of them
 */
public record Disk(
        String name,
        Optional<String> model,
        Optional<String> serial,
        Optional<Boolean> rotational,
        Optional<Traffic> traffic) {

    /**
     * What went over the disk.
     *
     * @param busySeconds time with reads or writes in flight; on Linux alone
     * @param operationSeconds time that all reads and writes took together; on macOS and Windows
     * @param inFlight reads and writes at the moment; not on macOS
     */
    public record Traffic(
            OptionalDouble reads,
            OptionalDouble readBytes,
            OptionalDouble writes,
            OptionalDouble writtenBytes,
            OptionalDouble busySeconds,
            OptionalDouble operationSeconds,
            OptionalDouble inFlight) {}

    private static final double MILLISECONDS = 1000;

    static Disk of(HWDiskStore disk, Platform platform) {
        return new Disk(
                name(disk.getName()),
                Sentinels.text(disk.getModel()),
                Sentinels.text(disk.getSerial()),
                rotational(disk, platform),
                traffic(disk, platform));
    }

    private static String name(String path) {
        int separator = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        return path.substring(separator + 1);
    }

    private static Optional<Boolean> rotational(HWDiskStore disk, Platform platform) {
        if (platform == Platform.WINDOWS || disk.getDiskType() == null) {
            return Optional.empty();
        }
        return switch (disk.getDiskType()) {
            case "HDD" -> Optional.of(true);
            case "SSD", "NVMe" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Traffic> traffic(HWDiskStore disk, Platform platform) {
        if (disk.getReads() <= 0 && disk.getWrites() <= 0 && disk.getReadBytes() <= 0 && disk.getWriteBytes() <= 0) {
            return Optional.empty();
        }
        OptionalDouble seconds = divided(Sentinels.count(disk.getTransferTime()));
        boolean isLinux = platform == Platform.LINUX;
        return Optional.of(new Traffic(
                Sentinels.count(disk.getReads()),
                Sentinels.count(disk.getReadBytes()),
                Sentinels.count(disk.getWrites()),
                Sentinels.count(disk.getWriteBytes()),
                isLinux ? seconds : OptionalDouble.empty(),
                isLinux ? OptionalDouble.empty() : seconds,
                platform == Platform.MACOS ? OptionalDouble.empty() : Sentinels.count(disk.getCurrentQueueLength())));
    }

    private static OptionalDouble divided(OptionalDouble milliseconds) {
        return milliseconds.isPresent()
                ? OptionalDouble.of(milliseconds.getAsDouble() / MILLISECONDS)
                : OptionalDouble.empty();
    }
}
