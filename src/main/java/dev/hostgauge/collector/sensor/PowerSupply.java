package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Root;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One entry of {@code /sys/class/power_supply}. Its driver may ask a device behind a slow bus, or one that is asleep. */
final class PowerSupply implements Device {
    /** Files of words, in the order of the labels behind the name. */
    private static final List<String> WORDS = List.of(
            "capacity_level",
            "charge_type",
            "health",
            "manufacturer",
            "model_name",
            "serial_number",
            "status",
            "technology",
            "type",
            "usb_type",
            "scope");
    /** Those that say what it is, rather than how it is. */
    private static final Set<String> FACTS =
            Set.of("manufacturer", "model_name", "serial_number", "technology", "type", "scope");

    private static final MetricDef INFO = MetricDef.gauge(
            "node_power_supply_info",
            "1, with what the driver says of the power supply in labels; empty where it does not.",
            labelNames());

    private final Root sys;
    private final Probe probe;
    private final String folder;
    private final String name;
    private final Due listing;
    private final Due settingsDue;
    private final Read<PowerSupply> read = new Read<>(Registration.READ_LIMIT, this::readFiles);
    private final Map<PowerQuantity, DriverFile> numbers = new LinkedHashMap<>();
    private final Map<String, DriverFile> words = new LinkedHashMap<>();

    PowerSupply(Machine machine, Probe probe, String folder) {
        this.sys = machine.sys();
        this.probe = probe;
        this.folder = folder;
        this.name = folder.substring(folder.lastIndexOf('/') + 1);
        this.listing = new Due(machine.clock(), Due.FACTS);
        this.settingsDue = new Due(machine.clock(), Due.SETTINGS);
    }

    private static String[] labelNames() {
        List<String> names = new ArrayList<>(List.of("power_supply"));
        names.addAll(WORDS);
        return names.toArray(String[]::new);
    }

    static List<Declaration> metrics() {
        List<Declaration> metrics = new ArrayList<>(List.of(INFO));
        PowerQuantity.BY_FILE.values().forEach(quantity -> metrics.add(quantity.metric()));
        return List.copyOf(metrics);
    }

    @Override
    public void addReads(Collection<Read<?>> reads) {
        if (!read.isStuck() && listing.take()) {
            findFiles();
        }
        reads.add(read);
    }

    /** Drivers may add files after the folder was there. */
    private void findFiles() {
        for (String file : sys.list(folder)) {
            PowerQuantity quantity = PowerQuantity.BY_FILE.get(file);
            if (quantity != null && !numbers.containsKey(quantity)) {
                numbers.put(quantity, driverFile(file));
                settingsDue.now();
            } else if (WORDS.contains(file) && !words.containsKey(file)) {
                words.put(file, driverFile(file));
                settingsDue.now();
            }
        }
    }

    private DriverFile driverFile(String file) {
        return new DriverFile(sys.file(folder + "/" + file), probe);
    }

    /** On a thread of the crew. */
    private PowerSupply readFiles() {
        boolean settingsToo = settingsDue.take();
        numbers.forEach((quantity, file) -> {
            if (!quantity.isSetting()) {
                file.readNumber();
            } else if (settingsToo) {
                file.readNumber();
                file.letGo();
            }
        });
        words.forEach((fileName, file) -> {
            if (!FACTS.contains(fileName)) {
                file.readWords();
            } else if (settingsToo) {
                file.readWords();
                file.letGo();
            }
        });
        return this;
    }

    void add(Sink sink) {
        try {
            read.value();
        } catch (IOException late) {
            sink.problem(name, late);
            return;
        }
        numbers.forEach((quantity, file) -> {
            file.report(sink);
            if (!Double.isNaN(file.number())) {
                sink.add(quantity.metric(), file.number() / quantity.perUnit(), name);
            }
        });
        String[] info = new String[INFO.labels().size()];
        info[0] = name;
        for (int i = 0; i < WORDS.size(); i++) {
            DriverFile file = words.get(WORDS.get(i));
            info[1 + i] = file == null ? "" : file.words();
            if (file != null) {
                file.report(sink);
            }
        }
        sink.add(INFO, 1, info);
    }

    @Override
    public boolean isStuck() {
        return read.isStuck();
    }

    @Override
    public void close() {
        numbers.values().forEach(DriverFile::letGo);
        words.values().forEach(DriverFile::letGo);
    }
}
