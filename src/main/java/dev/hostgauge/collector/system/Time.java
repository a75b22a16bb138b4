package dev.hostgauge.collector.system;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Clock;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The machine's clock, its time zone by {@code /etc/localtime}, and the kernel's sources of time. */
final class Time implements Collector {
    static final MetricDef SECONDS = MetricDef.gauge("node_time_seconds", "The system's time, in seconds since 1970.");
    static final MetricDef ZONE_OFFSET = MetricDef.gauge(
            "node_time_zone_offset_seconds",
            "What local time is ahead of UTC, in seconds, daylight saving included.",
            "time_zone");
    private static final MetricDef AVAILABLE = MetricDef.gauge(
            "node_time_clocksource_available_info",
            "1 for each source from which the kernel could take its time.",
            "device",
            "clocksource");
    private static final MetricDef CURRENT = MetricDef.gauge(
            "node_time_clocksource_current_info",
            "1 for the source from which the kernel takes its time.",
            "device",
            "clocksource");

    static final List<Declaration> METRICS = List.of(SECONDS, ZONE_OFFSET, AVAILABLE, CURRENT);

    private static final String LOCALTIME = "etc/localtime";
    private static final String SOURCES = "devices/system/clocksource";
    private static final int MOST_LINKS = 8;
    private static final long MOST_ZONE_BYTES = 1 << 20;

    private final Clock clock;
    private final Root root;
    private final Root sys;
    private final Text text = new Text();
    private Path zoneFile = Path.of(LOCALTIME);
    private @Nullable ZoneFile zone;
    private final Due zoneDue;
    private List<Source> sources = List.of();

    /** One folder of the kernel's; numbered as node_exporter does. */
    private record Source(String device, KernelFile available, KernelFile current) {}

    Time(Context context) {
        Machine machine = context.machine();
        clock = machine.clock();
        zoneDue = new Due(clock, Due.FACTS);
        root = machine.root();
        sys = machine.sys();
    }

    @Override
    public void collect(Sink sink) {
        Instant now = clock.now();
        sink.add(SECONDS, now.getEpochSecond() + now.getNano() / 1e9);
        addZone(now, sink);
        if (sources.isEmpty()) {
            sources = list();
        }
        for (Source source : sources) {
            addNames(source.available, AVAILABLE, source.device, sink);
            addNames(source.current, CURRENT, source.device, sink);
        }
    }

    private void addZone(Instant now, Sink sink) {
        try {
            if (zoneDue.take()) {
                zoneFile = localtime(root);
                zone = read(zoneFile);
            }
            ZoneFile.Local local = zone == null ? ZoneFile.Local.UTC : zone.at(now.getEpochSecond());
            sink.add(ZONE_OFFSET, local.offsetSeconds(), local.name());
        } catch (IOException failure) {
            zoneDue.now();
            sink.problem(zoneFile, failure);
        }
    }

    /** Null where there is none, which means UTC. */
    private static @Nullable ZoneFile read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return null;
        }
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_ZONE_BYTES) {
            throw new Malformed(file.toString(), "a time zone", "something else");
        }
        return ZoneFile.parse(file.toString(), Files.readAllBytes(file));
    }

    /** The file behind the link; one that begins at the root means the root of the machine that is observed. */
    private static Path localtime(Root root) {
        Path top = Path.of("/");
        Path file = top.resolve(LOCALTIME);
        for (int i = 0; i < MOST_LINKS; i++) {
            Optional<Path> link = root.link(top.relativize(file).toString());
            if (link.isEmpty()) {
                break;
            }
            file = file.resolveSibling(link.get()).normalize();
        }
        return root.path().resolve(top.relativize(file));
    }

    private List<Source> list() {
        List<Source> found = new ArrayList<>();
        for (String name : sys.list(SOURCES)) {
            if (name.matches("clocksource[0-9]+")) {
                String folder = SOURCES + "/" + name;
                found.add(new Source(
                        Integer.toString(found.size()),
                        sys.file(folder + "/available_clocksource"),
                        sys.file(folder + "/current_clocksource")));
            }
        }
        return found;
    }

    private void addNames(KernelFile file, MetricDef metric, String device, Sink sink) {
        try {
            if (file.readIfPresent(text) && text.nextLine()) {
                while (!text.atLineEnd()) {
                    sink.add(metric, 1, device, text.word());
                }
            }
        } catch (IOException failure) {
            sink.problem(file.path(), failure);
        }
    }
}
