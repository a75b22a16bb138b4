package dev.hostgauge.collector.network;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;

/** One reading of one of the network's collectors, for tests. */
final class Network {
    private Network() {}

    static Registration named(String collector) {
        return NetworkCollectors.ALL.stream()
                .filter(registration -> registration.name().equals(collector))
                .findFirst()
                .orElseThrow();
    }

    /** Of a machine given as text, unpacked into the folder. */
    static PointList read(String collector, String machine, Path folder) throws IOException {
        return read(collector, machine, folder, CollectorSettings.defaults(collector));
    }

    static PointList read(String collector, String machine, Path folder, CollectorSettings settings)
            throws IOException {
        return PointList.of(
                named(collector), RecordedMachine.unpackText(machine, folder).machine(), settings);
    }
}
