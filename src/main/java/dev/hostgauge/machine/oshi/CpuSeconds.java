package dev.hostgauge.machine.oshi;

import dev.hostgauge.metric.Platform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One CPU's time since the system started.
 *
 * @param number counted from 0
 * @param byMode seconds in each mode; a mode that the system does not tell apart is not there
 */
public record CpuSeconds(int number, Map<CpuMode, Double> byMode) {
    /** OSHI promises milliseconds and keeps that on Linux and Windows; on macOS it hands on the kernel's ticks. */
    private static final double MILLISECONDS_PER_SECOND = 1000;

    private static final double MACOS_TICKS_PER_SECOND = 100;

    public CpuSeconds {
        // Sorted: in the order in which they are served.
        byMode = Collections.unmodifiableMap(new TreeMap<>(byMode));
    }

    /** CPUs that all counters are 0 of are left out: offline, or not read. */
    static List<CpuSeconds> of(long[][] ticks, Platform platform) {
        double perSecond = platform == Platform.MACOS ? MACOS_TICKS_PER_SECOND : MILLISECONDS_PER_SECOND;
        Set<CpuMode> modes = CpuMode.of(platform);
        List<CpuSeconds> cpus = new ArrayList<>(ticks.length);
        for (int number = 0; number < ticks.length; number++) {
            Map<CpuMode, Double> seconds = new EnumMap<>(CpuMode.class);
            double sum = 0;
            for (CpuMode mode : modes) {
                long count = mode.column() < ticks[number].length ? ticks[number][mode.column()] : -1;
                // On Windows OSHI takes interrupts from the system's time, which may leave less than nothing.
                if (count >= 0) {
                    seconds.put(mode, count / perSecond);
                    sum += count;
                }
            }
            if (sum > 0) {
                cpus.add(new CpuSeconds(number, seconds));
            }
        }
        return cpus;
    }
}
