package dev.hostgauge.collector.system;

import dev.hostgauge.collector.Registration;
import java.time.Duration;
import java.util.List;

/** The subject's collectors. */
public final class SystemCollectors {
    public static final List<Registration> ALL = List.of(
            Registration.of("uname", "name and version of the kernel, uname(2)", KernelName.METRICS, KernelName::new)
                    .portable(() -> PortableKernelName.VARIANT),
            Registration.of("os", "name and version of the distribution, os-release", Os.METRICS, Os::new)
                    .every(Duration.ofMinutes(1))
                    .portable(() -> PortableOs.VARIANT),
            Registration.of("time", "clock, time zone and clock sources", Time.METRICS, Time::new)
                    .portable(() -> PortableTime.VARIANT),
            Registration.of("filefd", "open files, /proc/sys/fs/file-nr", OpenFiles.METRICS, OpenFiles::new)
                    .portable(() -> PortableOpenFiles.VARIANT),
            Registration.of("host", "what machine this is and how long it is up", Host.METRICS, Host::new)
                    .portable(() -> PortableHost.VARIANT),
            Registration.of(
                    "entropy",
                    "the kernel's entropy pool, /proc/sys/kernel/random",
                    KernelNumbers.metrics(KernelNumbers.ENTROPY),
                    context -> new KernelNumbers(context, KernelNumbers.ENTROPY)),
            Registration.of(
                    "kernel_hung",
                    "tasks that hang in the kernel, /proc/sys/kernel",
                    KernelNumbers.metrics(KernelNumbers.HUNG_TASKS),
                    context -> new KernelNumbers(context, KernelNumbers.HUNG_TASKS)),
            Registration.of("selinux", "whether SELinux is on, /sys/fs/selinux", Selinux.METRICS, Selinux::new),
            Registration.of(
                    "timex", "how the clock is kept right, adjtimex(2)", ClockDiscipline.METRICS, ClockDiscipline::new),
            Registration.of("interrupts", "interrupts by CPU, /proc/interrupts", Interrupts.METRICS, Interrupts::new));

    private SystemCollectors() {}
}
