package dev.hostgauge.machine.oshi;

import com.sun.management.OperatingSystemMXBean;
import dev.hostgauge.metric.Platform;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.OptionalDouble;
import oshi.util.platform.mac.SysctlUtil;

/** The system that this process runs on. */
final class RunningSystem implements BesideOshi {
    private final boolean isMac;

    RunningSystem(Platform platform) {
        isMac = platform == Platform.MACOS;
    }

    @Override
    public Optional<String> property(String name) {
        return Sentinels.text(System.getProperty(name));
    }

    @Override
    public Optional<String> sysctl(String name) {
        return isMac ? Sentinels.text(SysctlUtil.sysctl(name, "", false)) : Optional.empty();
    }

    /** Java counts free pages on macOS; on Windows it takes available memory for free. */
    @Override
    public OptionalDouble freeBytes() {
        return isMac && ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Sentinels.positive(system.getFreeMemorySize())
                : OptionalDouble.empty();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
