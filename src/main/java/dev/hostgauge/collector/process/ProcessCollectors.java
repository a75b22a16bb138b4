package dev.hostgauge.collector.process;

import dev.hostgauge.collector.Registration;
import java.time.Duration;
import java.util.List;

/** The subject's collectors. */
public final class ProcessCollectors {
    /** A pass over thousands of processes takes longer than all else; both share it, being due together. */
    private static final Duration CADENCE = Duration.ofSeconds(5);

    public static final List<Registration> ALL = List.of(
            Registration.of("cgroup", "limits and use of the exporter's own cgroup", Cgroup.METRICS, Cgroup::new),
            Registration.of(
                            "container",
                            "whether this is a container, and what of the host is shown",
                            Container.METRICS,
                            Container::new)
                    .every(Duration.ofMinutes(1)),
            Registration.of("processes", "processes and threads by state", Processes.METRICS, Processes::new)
                    .every(CADENCE),
            Registration.of(
                            "process",
                            "groups of processes, collectors.process.groups",
                            ProcessGroups.METRICS,
                            ProcessGroups::new)
                    .every(CADENCE));

    private ProcessCollectors() {}
}
