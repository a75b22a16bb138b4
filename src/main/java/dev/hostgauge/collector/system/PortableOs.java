package dev.hostgauge.collector.system;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.oshi.SystemFacts;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Name and version of the system through OSHI, in the labels that os-release has for them. */
final class PortableOs implements Collector {
    private static final List<Declaration> METRICS = List.of(Os.INFO, Os.VERSION);

    static final Portable VARIANT = Portable.of(
                    Map.of(Platform.MACOS, METRICS, Platform.WINDOWS, METRICS), PortableOs::new)
            .every(Duration.ofMinutes(1));

    private final Machine machine;

    PortableOs(Context context) {
        machine = context.machine();
    }

    @Override
    public void collect(Sink sink) throws IOException {
        SystemFacts facts = machine.oshi().facts();
        String name = facts.osName().orElse("");
        String version = facts.osVersion().orElse("");
        if (name.isEmpty()) {
            return;
        }
        String id = name.toLowerCase(Locale.ROOT);
        sink.add(
                Os.INFO,
                1,
                facts.osBuild().orElse(""),
                id,
                "",
                "",
                "",
                name,
                (name + " " + version).strip(),
                "",
                "",
                version,
                facts.osCodename().orElse(""),
                version);
        Os.parseVersion(version).ifPresent(number -> sink.add(Os.VERSION, number, id, "", name));
    }
}
