package dev.hostgauge.machine.oshi;

import dev.hostgauge.metric.Platform;
import java.util.EnumSet;
import java.util.Set;

/** What a CPU spends its time on. */
public enum CpuMode {
    USER(0),
    NICE(1),
    SYSTEM(2),
    IDLE(3),
    IOWAIT(4),
    IRQ(5),
    SOFTIRQ(6),
    STEAL(7);

    private final int column;

    CpuMode(int column) {
        this.column = column;
    }

    /** Where OSHI counts it in a CPU's row and the kernel prints it in a line of {@code /proc/stat}: from 0. */
    public int column() {
        return column;
    }

    /** What this system tells apart; OSHI fills the others in with 0. Windows' deferred procedure calls are its softirq. */
    static Set<CpuMode> of(Platform platform) {
        return switch (platform) {
            case LINUX -> EnumSet.allOf(CpuMode.class);
            case MACOS -> EnumSet.of(USER, NICE, SYSTEM, IDLE);
            case WINDOWS -> EnumSet.of(USER, SYSTEM, IDLE, IRQ, SOFTIRQ);
        };
    }
}
