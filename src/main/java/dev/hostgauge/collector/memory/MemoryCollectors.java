package dev.hostgauge.collector.memory;

import dev.hostgauge.collector.Registration;
import java.util.List;

/** The subject's collectors. */
public final class MemoryCollectors {
    public static final List<Registration> ALL = List.of(
            Registration.of("meminfo", "memory and swap, /proc/meminfo", Meminfo.METRICS, Meminfo::new)
                    .portable(() -> PortableMemory.VARIANT),
            Registration.of("vmstat", "paging and OOM kills, /proc/vmstat", Vmstat.METRICS, Vmstat::new));

    private MemoryCollectors() {}
}
