package dev.hostgauge.config;

import java.nio.file.Path;

/**
 * The block {@code path}: where the machine's files are.
 *
 * @param procfs its procfs, usually {@code /proc}
 * @param sysfs its sysfs, usually {@code /sys}
 * @param rootfs its root filesystem, usually {@code /}
 * @param udevData udev's records of devices, usually {@code /run/udev/data}
 */
public record PathSettings(Path procfs, Path sysfs, Path rootfs, Path udevData) {}
