package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Refusal;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.MetricPattern;
import dev.hostgauge.metric.OtelDef;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Energy that parts of the processor have used (RAPL), from {@code /sys/class/powercap}. */
final class Rapl implements Collector {
    private static final Logger LOG = LoggerFactory.getLogger(Rapl.class);

    private static final String HELP =
            " used, in joules; begins again at 0 when the hardware's counter is full; absent where the process may not read it, which most kernels allow root alone.";
    private static final MetricPattern ENERGY = MetricPattern.of(
                    Kind.COUNTER,
                    "node_rapl_<zone>_joules_total",
                    "Energy that the zone <zone> of the processor" + HELP,
                    "index",
                    "path")
            .finishing(Rapl::withOtel);
    private static final MetricDef ENERGY_BY_LABEL = MetricDef.counter(
            "node_rapl_joules_total",
            "In place of the others if enable-zone-label is on: energy that a zone of the processor" + HELP,
            "index",
            "path",
            "rapl_zone");

    static final List<Declaration> METRICS = List.of(ENERGY, ENERGY_BY_LABEL);

    private static final String FOLDER = "class/powercap";
    private static final Pattern NUMBERED = Pattern.compile("([^-]*)-([0-9]{1,9})");
    private static final double MICROJOULES_PER_JOULE = 1e6;

    private final Root sys;
    private final Probe probe;
    private final boolean zoneLabel;
    private final Due listing;
    private final Text text = new Text();
    private final List<Zone> zones = new ArrayList<>();
    private boolean saidDenied;

    private static final class Zone {
        private final KernelFile energy;
        private final MetricDef metric;
        private final String[] labels;

        Zone(KernelFile energy, MetricDef metric, String... labels) {
            this.energy = energy;
            this.metric = metric;
            this.labels = labels;
        }
    }

    Rapl(Context context) {
        this(context.machine(), context.settings().flag("enable-zone-label"), Probe.KERNEL);
    }

    Rapl(Machine machine, boolean zoneLabel, Probe probe) {
        this.sys = machine.sys();
        this.probe = probe;
        this.zoneLabel = zoneLabel;
        this.listing = new Due(machine.clock(), Due.FACTS);
    }

    /** Package and memory are told apart by OpenTelemetry; the other zones are parts of the package. */
    private static MetricDef withOtel(MetricDef metric) {
        return switch (metric.name()) {
            case "node_rapl_package_joules_total" -> metric.otel(otel("cpu"));
            case "node_rapl_dram_joules_total" -> metric.otel(otel("memory"));
            default -> metric;
        };
    }

    private static OtelDef otel(String type) {
        return OtelDef.counter("hw.energy", "J").attribute("path", "hw.id").constant("hw.type", type);
    }

    @Override
    public void collect(Sink sink) {
        if (listing.take()) {
            zones.forEach(zone -> close(zone, sink));
            zones.clear();
            list(sink);
        }
        zones.removeIf(zone -> !addUnlessDenied(zone, sink));
    }

    private void list(Sink sink) {
        Map<String, Integer> next = new HashMap<>();
        for (String entry : sys.list(FOLDER)) {
            String folder = FOLDER + "/" + entry;
            if (sys.folderKey(folder) == null) {
                continue;
            }
            try {
                // What controls zones, and is none, has no name.
                String name = sys.fact(folder + "/name").orElse("");
                if (!name.isEmpty()) {
                    zones.add(zone(folder, name, next));
                }
            } catch (IOException failure) {
                listing.now();
                sink.problem(sys.path().resolve(folder + "/name"), failure);
            }
        }
    }

    /**
     * As node_exporter names them: {@code package-1} is package with index 1, others are counted.
     *
     * @param next the index of the next zone of each name
     */
    private Zone zone(String folder, String fullName, Map<String, Integer> next) {
        Matcher numbered = NUMBERED.matcher(fullName);
        boolean isNumbered = numbered.matches();
        String name = isNumbered ? numbered.group(1) : fullName;
        int index = isNumbered ? Integer.parseInt(numbered.group(2)) : next.getOrDefault(name, 0);
        next.put(name, index + 1);
        KernelFile energy = sys.file(folder + "/energy_uj");
        String path = sys.path().resolve(folder).toString();
        String number = Integer.toString(index);
        return zoneLabel
                ? new Zone(energy, ENERGY_BY_LABEL, number, path, name)
                : new Zone(energy, ENERGY.named(name), number, path);
    }

    private static void close(Zone zone, Sink sink) {
        try {
            zone.energy.close();
        } catch (IOException failure) {
            sink.problem(zone.energy.path(), failure);
        }
    }

    /** Adds the zone's energy; false if this process may not read it, and need not ask until the zones are listed anew. */
    private boolean addUnlessDenied(Zone zone, Sink sink) {
        try {
            probe.read(zone.energy, text);
            text.nextLine();
            sink.add(zone.metric, text.count() / MICROJOULES_PER_JOULE, zone.labels);
        } catch (AccessDeniedException denied) {
            // The rule and no fault: from the energy one could guess what others compute.
            if (!saidDenied) {
                saidDenied = true;
                LOG.info(
                        "collector rapl: {}: permission denied; zones that only root may read are absent",
                        zone.energy.path());
            }
            return false;
        } catch (IOException failure) {
            if (Refusal.of(failure) == Refusal.FAULT) {
                sink.problem(zone.energy.path(), failure);
            }
        }
        return true;
    }
}
