package dev.hostgauge.collector.system;

import dev.hostgauge.collector.Registration;
import java.time.Duration;
import java.util.List;

/** The subject's collectors. */
public final class SystemCollectors {
    public static final List<Registration> ALL = List.of(
            Registration.of("uname", "name and version of the kernel, uname(2)", KernelName.METRICS, KernelName::new),
            Registration.of("os", "name and version of the distribution, os-release", Os.METRICS, Os::new)
                    .every(Duration.ofMinutes(1)),
            Registration.of("time", "clock, time zone and clock sources", Time.METRICS, Time::new),
            Registration.of("filefd", "open files, /proc/sys/fs/file-nr", OpenFiles.METRICS, OpenFiles::new),
            Registration.of("host", "what machine this is and how long it is up", Host.METRICS, Host::new));

    private SystemCollectors() {}
}
