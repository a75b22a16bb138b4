package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Clock;
import dev.hostgauge.machine.KernelFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One sensor of a hwmon chip with all its files, which are read together: one driver answers for them all, and hangs for
 * them all.
 *
 * <p>Readings and alarms are read in every cycle; the label, limits and other settings hold for {@link Due#SETTINGS}.
 */
final class HwmonSensor {
    private final Place place;
    private final String sensor;
    private final List<Value> readings = new ArrayList<>();
    private final List<Value> settings = new ArrayList<>();
    private final @Nullable DriverFile label;
    private final Optional<HostTemperature> temperature;
    private final Read<HwmonSensor> read;
    private final String[] labels;
    private final Due settingsDue;

    private String[] wordLabels = {};

    /**
     * Where a sensor is.
     *
     * @param chip the label {@code chip}
     * @param driver what the chip's driver calls itself; empty if it does not
     */
    record Place(String chip, String driver, Probe probe, Clock clock) {}

    /** One file that is served as a number. */
    private record Value(SensorFile source, HwmonMetrics.Meaning meaning, DriverFile file) {
        double value() {
            return meaning.scale().of(file.number());
        }
    }

    /**
     * @param sensor its name, such as {@code temp1}
     * @param files what belongs to it
     */
    HwmonSensor(Place place, String sensor, Map<SensorFile, KernelFile> files) {
        this.place = place;
        this.sensor = sensor;
        this.settingsDue = new Due(place.clock, Due.SETTINGS);
        this.labels = new String[] {place.chip, sensor};
        this.read = new Read<>(Registration.READ_LIMIT, this::readFiles);
        boolean hasPlain =
                files.keySet().stream().anyMatch(file -> file.property().isEmpty());
        DriverFile labelFile = null;
        for (Map.Entry<SensorFile, KernelFile> entry : files.entrySet()) {
            SensorFile source = entry.getKey();
            DriverFile file = new DriverFile(entry.getValue(), place.probe);
            if (source.isLabel()) {
                labelFile = file;
            }
            List<Value> kin = source.isSetting() ? settings : readings;
            HwmonMetrics.of(source, hasPlain).ifPresent(meaning -> kin.add(new Value(source, meaning, file)));
        }
        label = labelFile;
        // A thermal zone's own file temp, which its hwmon chip finds on the device, is no further sensor.
        temperature = files.keySet().stream().anyMatch(SensorFile::isTemperature)
                ? Optional.of(new HostTemperature(place.driver, place.chip))
                : Optional.empty();
    }

    /** On a thread of the crew. */
    private HwmonSensor readFiles() {
        for (Value value : readings) {
            value.file.readNumber();
        }
        if (settingsDue.take()) {
            for (Value value : settings) {
                value.file.readNumber();
                value.file.letGo();
            }
            if (label != null) {
                label.readWords();
                label.letGo();
            }
        }
        return this;
    }

    Read<?> read() {
        return read;
    }

    /** Whether its last read has ended; if not, nothing of it may be touched. */
    private boolean hasEnded(Sink sink) {
        try {
            read.value();
            return true;
        } catch (IOException late) {
            sink.problem(place.chip + " " + sensor, late);
            return false;
        }
    }

    /** Adds what the last read gave; whether it ended. */
    boolean add(Sink sink) {
        if (!hasEnded(sink)) {
            return false;
        }
        addLabel(sink);
        for (Value value : readings) {
            add(sink, value);
        }
        for (Value value : settings) {
            add(sink, value);
        }
        return true;
    }

    private void add(Sink sink, Value value) {
        if (!value.source.mayBeWords()) {
            value.file.report(sink);
        }
        double number = value.value();
        if (Double.isNaN(number)) {
            return;
        }
        if (value.source.isFrequency()) {
            if (label != null && label.hasWords()) {
                sink.add(HwmonMetrics.FREQUENCY, number, place.chip, ChipName.clean(label.words()));
            }
            return;
        }
        sink.add(value.meaning.metric(), number, labels);
    }

    private void addLabel(Sink sink) {
        if (label == null) {
            return;
        }
        label.report(sink);
        if (label.hasWords()) {
            if (wordLabels.length == 0 || !wordLabels[2].equals(label.words())) {
                wordLabels = new String[] {place.chip, sensor, label.words()};
            }
            sink.add(HwmonMetrics.SENSOR_LABEL, 1, wordLabels);
        }
    }

    /** What people call it: its label, else its name. After a read that ended. */
    String title() {
        return label == null || label.words().isEmpty() ? sensor : label.words();
    }

    /**
     * Adds its place in the portable family, if it is a temperature. After a read that ended.
     *
     * @param titleIsUnique whether no other sensor of the chip has the same {@link #title}
     */
    void addHostTemperature(Sink sink, boolean titleIsUnique) {
        if (temperature.isEmpty() || number("fault") > 0) {
            return;
        }
        temperature.get().name(label == null ? "" : label.words(), titleIsUnique ? title() : sensor);
        temperature.get().add(sink, number("input"), number("max"), number("crit"));
    }

    boolean isTemperature() {
        return temperature.isPresent();
    }

    private double number(String property) {
        for (Value value : readings) {
            if (value.source.property().equals(property)) {
                return value.value();
            }
        }
        for (Value value : settings) {
            if (value.source.property().equals(property)) {
                return value.value();
            }
        }
        return Double.NaN;
    }

    /** Whether a file has vanished, so that the chip must be listed again. After a read that ended. */
    boolean hasLostFiles() {
        for (Value value : readings) {
            if (value.file.isGone()) {
                return true;
            }
        }
        return false;
    }

    boolean isStuck() {
        return read.isStuck();
    }

    void close() {
        readings.forEach(value -> value.file.letGo());
    }
}
