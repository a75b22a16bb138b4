package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Registration;
import java.util.List;

/** The subject's collectors. */
public final class CpuCollectors {
    public static final List<Registration> ALL = List.of(
            Registration.of("cpu", "CPU time, topology and throttling, /proc/stat and sysfs", Cpu.METRICS, Cpu::new)
                    .portable(() -> PortableCpu.VARIANT),
            Registration.of("cpufreq", "CPU frequencies and governors, sysfs", CpuFreq.METRICS, CpuFreq::new)
                    .composite()
                    .portable(() -> PortableFrequency.VARIANT),
            Registration.of("loadavg", "load averages, /proc/loadavg", LoadAverage.METRICS, LoadAverage::new)
                    .portable(() -> PortableLoad.VARIANT),
            Registration.of("pressure", "time lost waiting, /proc/pressure", Pressure.METRICS, Pressure::new),
            Registration.of("stat", "interrupts, forks and boot time, /proc/stat", Stat.METRICS, Stat::new)
                    .portable(() -> PortableStat.VARIANT),
            Registration.of(
                    "schedstat", "what the scheduler counts, /proc/schedstat", Schedstat.METRICS, Schedstat::new));

    private CpuCollectors() {}
}
