package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One entry of {@code /sys/class/hwmon}: a chip and the sensors that its driver shows. */
final class HwmonChip implements Device {
    private static final Set<PosixFilePermission> READABLE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private final Machine machine;
    private final Probe probe;
    private final Filter sensorFilter;
    private final String folder;
    private final String driver;
    private final String baseName;
    private final Optional<SleepState> sleepState;

    private String chip = "";
    private String[] nameLabels = {};
    private boolean shown;
    private boolean asleep;
    private List<String> names = List.of();
    private final Due listing;
    private Map<String, HwmonSensor> sensors = new LinkedHashMap<>();

    /** Hung when the list was last made: they kept their places, so that no second read was started beside theirs. */
    private final List<HwmonSensor> held = new ArrayList<>();

    /**
     * @param folder relative to the root of sysfs
     */
    HwmonChip(Machine machine, Probe probe, Filter sensorFilter, String folder) {
        this.machine = machine;
        this.probe = probe;
        this.listing = new Due(machine.clock(), Due.SETTINGS);
        this.sensorFilter = sensorFilter;
        this.folder = folder;
        this.driver = driverName(machine, folder);
        this.baseName = ChipName.of(machine.sys(), folder, driver);
        this.sleepState = TemperatureKind.of(driver, "") == TemperatureKind.GPU
                ? Optional.of(new SleepState(machine.sys(), folder + "/device"))
                : Optional.empty();
    }

    /** What the driver calls itself; empty if it does not. */
    private static String driverName(Machine machine, String folder) {
        try {
            return machine.sys().fact(folder + "/name").orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }

    String driver() {
        return driver;
    }

    /** The label {@code chip}, as long as no other chip has the same. */
    String baseName() {
        return baseName;
    }

    /** {@code hwmonN} */
    String entry() {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }

    /** Says under which label it is served, and whether the settings want it. */
    void show(String label, boolean wanted) {
        if (!label.equals(chip) || wanted != shown) {
            chip = label;
            shown = wanted;
            nameLabels = new String[] {chip, ChipName.clean(driver)};
            listing.now();
            names = List.of();
        }
    }

    /** Lists the sensors: at first, from time to time, and when a file was gone. */
    void refresh() {
        if (held.removeIf(sensor -> !sensor.isStuck())) {
            names = List.of();
            listing.now();
        }
        if (!shown || !listing.take()) {
            return;
        }
        List<String> listed = new ArrayList<>(machine.sys().list(folder));
        listed.addAll(machine.sys().list(folder + "/device"));
        if (!listed.equals(names)) {
            names = listed;
            rebuild();
        }
    }

    private void rebuild() {
        Map<String, Map<SensorFile, KernelFile>> files = new LinkedHashMap<>();
        find(folder, files);
        // Drivers of old hang their files on the device itself.
        find(folder + "/device", files);
        Map<String, HwmonSensor> now = new LinkedHashMap<>();
        HwmonSensor.Place place = new HwmonSensor.Place(chip, driver, probe, machine.clock());
        files.forEach((sensor, own) -> {
            if (sensorFilter.accepts(chip + ";" + sensor)) {
                now.put(sensor, new HwmonSensor(place, sensor, own));
            }
        });
        held.clear();
        sensors.forEach((sensor, before) -> {
            if (before.isStuck()) {
                now.put(sensor, before);
                held.add(before);
            } else {
                before.close();
            }
        });
        sensors = now;
    }

    private void find(String from, Map<String, Map<SensorFile, KernelFile>> files) {
        for (String name : machine.sys().list(from)) {
            SensorFile.of(name).ifPresent(file -> {
                String path = from + "/" + name;
                if (isSource(machine.sys().path().resolve(path))) {
                    files.computeIfAbsent(file.sensor(), sensor -> new LinkedHashMap<>())
                            .put(file, machine.sys().file(path));
                }
            });
        }
    }

    /** Not the folder {@code power} of every device, and no file that is there to be written alone. */
    private static boolean isSource(Path path) {
        if (path.endsWith("power") && Files.isDirectory(path)) {
            return false;
        }
        try {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(READABLE);
            permissions.retainAll(Files.getPosixFilePermissions(path));
            return !permissions.isEmpty();
        } catch (IOException vanished) {
            return false;
        }
    }

    @Override
    public void addReads(Collection<Read<?>> reads) {
        asleep = sleepState.isPresent() && sleepState.get().mayBeAsleep();
        if (shown && !asleep) {
            sensors.values().forEach(sensor -> reads.add(sensor.read()));
        }
    }

    void add(Sink sink) {
        if (!shown) {
            return;
        }
        if (!nameLabels[1].isEmpty()) {
            sink.add(HwmonMetrics.CHIP_NAME, 1, nameLabels);
        }
        if (asleep) {
            sleepState.ifPresent(state -> state.report(sink));
            return;
        }
        List<HwmonSensor> temperatures = new ArrayList<>(sensors.size());
        for (HwmonSensor sensor : sensors.values()) {
            if (sensor.add(sink)) {
                if (sensor.hasLostFiles()) {
                    listing.now();
                }
                if (sensor.isTemperature()) {
                    temperatures.add(sensor);
                }
            }
        }
        addHostTemperatures(sink, temperatures);
    }

    private static void addHostTemperatures(Sink sink, List<HwmonSensor> temperatures) {
        Map<String, Integer> titles = new HashMap<>();
        for (HwmonSensor sensor : temperatures) {
            titles.merge(sensor.title(), 1, Integer::sum);
        }
        for (HwmonSensor sensor : temperatures) {
            sensor.addHostTemperature(sink, titles.getOrDefault(sensor.title(), 0) == 1);
        }
    }

    @Override
    public boolean isStuck() {
        for (HwmonSensor sensor : sensors.values()) {
            if (sensor.isStuck()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        sleepState.ifPresent(SleepState::close);
        sensors.values().forEach(HwmonSensor::close);
    }
}
