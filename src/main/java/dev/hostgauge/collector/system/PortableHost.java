package dev.hostgauge.collector.system;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.oshi.SystemFacts;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What machine this is and how long it is up, through OSHI. */
final class PortableHost implements Collector {
    private static final List<Declaration> METRICS = List.of(Host.INFO, Host.UPTIME);

    static final Portable VARIANT =
            Portable.of(Map.of(Platform.MACOS, METRICS, Platform.WINDOWS, METRICS), PortableHost::new);

    private final Machine machine;
    private final Due factsDue;
    private String[] facts = {};

    PortableHost(Context context) {
        machine = context.machine();
        factsDue = new Due(machine.clock(), Due.FACTS);
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (factsDue.take()) {
            readFacts(sink);
        }
        if (facts.length > 0) {
            sink.add(Host.INFO, 1, facts);
        }
        OptionalDouble uptime = machine.oshi().uptimeSeconds();
        if (uptime.isPresent()) {
            sink.add(Host.UPTIME, uptime.getAsDouble());
        }
    }

    private void readFacts(Sink sink) {
        try {
            SystemFacts read = machine.oshi().facts();
            facts = new String[] {
                read.hostname().orElse(""),
                read.osName().orElse(""),
                read.osVersion().orElse(""),
                read.kernelRelease().orElse(""),
                read.architecture().orElse(""),
                read.model().orElse(""),
                read.vendor().orElse("")
            };
        } catch (IOException failure) {
            factsDue.now();
            sink.problem("host_info", failure);
        }
    }
}
