package dev.hostgauge;

import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.SelfMetrics;
import dev.hostgauge.collector.cpu.CpuCollectors;
import dev.hostgauge.collector.custom.CustomCollectors;
import dev.hostgauge.collector.filesystems.FilesystemsCollectors;
import dev.hostgauge.collector.gpu.GpuCollectors;
import dev.hostgauge.collector.hardware.HardwareCollectors;
import dev.hostgauge.collector.memory.MemoryCollectors;
import dev.hostgauge.collector.network.NetworkCollectors;
import dev.hostgauge.collector.process.ProcessCollectors;
import dev.hostgauge.collector.self.SelfCollectors;
import dev.hostgauge.collector.sensor.SensorCollectors;
import dev.hostgauge.collector.storage.StorageCollectors;
import dev.hostgauge.collector.system.SystemCollectors;
import dev.hostgauge.http.Traffic;
import dev.hostgauge.metric.Catalogue;
import dev.hostgauge.metric.Platform;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every collector there is: the lists of all subjects. */
final class Collectors {
    static final List<Registration> ALL = Stream.of(
                    CpuCollectors.ALL,
                    MemoryCollectors.ALL,
                    StorageCollectors.ALL,
                    FilesystemsCollectors.ALL,
                    NetworkCollectors.ALL,
                    SensorCollectors.ALL,
                    GpuCollectors.ALL,
                    SystemCollectors.ALL,
                    HardwareCollectors.ALL,
                    CustomCollectors.ALL,
                    ProcessCollectors.ALL,
                    SelfCollectors.ALL)
            .flatMap(List::stream)
            .toList();

    private Collectors() {}

    /** Those that can read a machine this way, as they do it; the others are not there. */
    static List<Registration> readBy(boolean oshi) {
        return oshi
                ? ALL.stream()
                        .map(Registration::throughOshi)
                        .flatMap(Optional::stream)
                        .toList()
                : ALL;
    }

    /** Everything they and the engine can serve on Linux, which is everything there is. */
    static Catalogue catalogue() {
        Catalogue catalogue = new Catalogue();
        catalogue.add(SelfMetrics.COLLECTOR, SelfMetrics.METRICS);
        catalogue.add(SelfMetrics.COLLECTOR, Traffic.METRICS);
        ALL.forEach(registration -> catalogue.add(registration.name(), registration.metrics(), Set.of(Platform.LINUX)));
        return catalogue;
    }

    /** The same, with the systems on which each may be served; loads what reads through OSHI. */
    static Catalogue catalogueOfAllSystems() {
        Catalogue catalogue = catalogue();
        for (Registration registration : ALL) {
            for (Platform platform : Platform.values()) {
                catalogue.add(registration.name(), registration.metricsOn(platform), Set.of(platform));
            }
        }
        return catalogue;
    }
}
