package dev.hostgauge.collector.sensor;

import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.MetricPattern;
import dev.hostgauge.metric.OtelDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** From a file of hwmon to its metric and unit: {@code temp1_crit} is {@code node_hwmon_temp_crit_celsius} in thousandths. */
final class HwmonMetrics {
    static final MetricDef CHIP_NAME = MetricDef.gauge(
            "node_hwmon_chip_names",
            "1 for each hwmon chip, with the name of its driver; absent for a chip without a name.",
            "chip",
            "chip_name");
    static final MetricDef SENSOR_LABEL = MetricDef.gauge(
            "node_hwmon_sensor_label",
            "1 for each hwmon sensor that its driver labels, with that label.",
            "chip",
            "sensor",
            "label");
    static final MetricDef FREQUENCY = MetricDef.gauge(
            "node_hwmon_freq_freq_mhz",
            "Frequency that hwmon shows, mostly a GPU's clock, in MHz; the label sensor is the driver's label, and the series is absent without one.",
            "chip",
            "sensor");

    private static final MetricPattern FAULT = flag("fault", "the wiring of this <type> sensor is faulty");
    private static final MetricPattern ALARM = flag("alarm", "this <type> sensor is in alarm");
    private static final MetricPattern BEEP = flag("beep_enabled", "an alarm of this <type> sensor beeps");
    private static final MetricDef BEEP_ENABLED = gauge("beep_enabled", "Whether alarms of the chip beep, 0 or 1.");
    private static final MetricDef VRM =
            gauge("voltage_regulator_version", "Version of the voltage regulator module specification, times ten.");
    private static final MetricDef UPDATE_INTERVAL =
            gauge("update_interval_seconds", "How often the chip measures, in seconds.");
    private static final MetricDef TEMP_TYPE =
            gauge("temp_type", "Kind of thermal sensor by the driver's numbering: 3 a diode, 4 a thermistor.");
    private static final MetricDef POWER_ACCURACY =
            gauge("power_accuracy", "Accuracy of the power meter as a millionth of what the driver says.");
    private static final MetricPattern POWER_INTERVAL = MetricPattern.of(
            Kind.GAUGE,
            "node_hwmon_power_<property>_seconds",
            "The <property> over which the driver averages power, in seconds.",
            "chip",
            "sensor");
    static final MetricDef FAN_SPEED = gauge("fan_rpm", "Speed of the fan, in revolutions per minute.")
            .otel(sensorOtel("hw.fan.speed", "rpm").integers());
    private static final MetricPattern FAN_SPEED_LIMIT = MetricPattern.of(
            Kind.GAUGE,
            "node_hwmon_fan_<property>_rpm",
            "Speed of the fan by the driver's <property>, in revolutions per minute.",
            "chip",
            "sensor");

    private static final Map<String, Quantity> QUANTITIES = Map.ofEntries(
            quantity("in", "_volts", Scale.MILLI, "Voltage, in volts", in -> in.otel(sensorOtel("hw.voltage", "V"))),
            quantity("cpu", "_volts", Scale.MILLI, "Voltage of the CPU core, in volts"),
            quantity("temp", "_celsius", Scale.MILLI, "Temperature as the driver says it, in degrees Celsius"),
            quantity("curr", "_amps", Scale.MILLI, "Current, in amperes"),
            quantity("power", "_watt", Scale.MICRO, "Power, in watts"),
            quantity("energy", "_joule_total", Scale.MICRO, "Energy used so far, in joules"),
            quantity("humidity", "", Scale.MILLIPERCENT, "Relative humidity as a ratio, 0 to 1"),
            quantity("fan", "", Scale.ONE, "Fan, as the driver says it"),
            quantity("pwm", "", Scale.ONE, "Duty of a fan's control, 0 to 255"),
            quantity("intrusion", "", Scale.ONE, "Intrusion detector of the chassis, as the driver says it"),
            quantity("freq", "", Scale.ONE, "Frequency, as the driver says it"));

    private HwmonMetrics() {}

    /** By what the driver's integers are divided. */
    enum Scale {
        ONE(1),
        MILLI(1e3),
        MILLIPERCENT(1e5),
        MICRO(1e6);

        private final double divisor;

        Scale(double divisor) {
            this.divisor = divisor;
        }

        double of(double raw) {
            return raw / divisor;
        }
    }

    /** What a file's number is served as. */
    record Meaning(MetricDef metric, Scale scale) {}

    /** What a type of sensor measures: the metric of its reading, and the pattern for its other files. */
    private record Quantity(MetricDef reading, MetricPattern other, Scale scale) {}

    /** What the reading of this type of sensor is served as, such as {@code temp}. */
    static MetricDef reading(String type) {
        return Objects.requireNonNull(QUANTITIES.get(type)).reading;
    }

    static List<Declaration> all() {
        List<Declaration> all = new ArrayList<>(List.of(
                CHIP_NAME,
                SENSOR_LABEL,
                FREQUENCY,
                FAULT,
                ALARM,
                BEEP,
                BEEP_ENABLED,
                VRM,
                UPDATE_INTERVAL,
                TEMP_TYPE,
                POWER_ACCURACY,
                POWER_INTERVAL,
                FAN_SPEED,
                FAN_SPEED_LIMIT));
        QUANTITIES.values().forEach(quantity -> {
            all.add(quantity.reading);
            all.add(quantity.other);
        });
        return all;
    }

    /**
     * What this file means; empty for one that is served as no number.
     *
     * @param besidePlain whether the sensor has a file without a property too, such as {@code in1} beside {@code in1_input}
     */
    static Optional<Meaning> of(SensorFile file, boolean besidePlain) {
        if (file.isLabel() || file.isDescription()) {
            return Optional.empty();
        }
        if (file.isFrequency()) {
            return Optional.of(new Meaning(FREQUENCY, Scale.MICRO));
        }
        String property = file.property();
        switch (file.type()) {
            case "vrm", "beep_enable", "update_interval" -> {
                return property.isEmpty() ? Optional.of(ofChip(file.type())) : Optional.empty();
            }
            default -> {}
        }
        switch (property) {
            case "fault" -> {
                return Optional.of(new Meaning(FAULT.named(file.type()), Scale.ONE));
            }
            case "alarm" -> {
                return Optional.of(new Meaning(ALARM.named(file.type()), Scale.ONE));
            }
            case "beep" -> {
                return Optional.of(new Meaning(BEEP.named(file.type()), Scale.ONE));
            }
            default -> {}
        }
        boolean isReading = property.isEmpty() || (property.equals("input") && !besidePlain);
        String part = ChipName.clean(property);
        if (!isReading && !part.matches("[a-z0-9_]+")) {
            return Optional.empty();
        }
        return Optional.of(ofSensor(file, isReading, part));
    }

    private static Meaning ofChip(String type) {
        return switch (type) {
            case "vrm" -> new Meaning(VRM, Scale.ONE);
            case "beep_enable" -> new Meaning(BEEP_ENABLED, Scale.ONE);
            default -> new Meaning(UPDATE_INTERVAL, Scale.MILLI);
        };
    }

    private static Meaning ofSensor(SensorFile file, boolean isReading, String part) {
        String property = file.property();
        switch (file.type() + " " + property) {
            case "temp type" -> {
                return new Meaning(TEMP_TYPE, Scale.ONE);
            }
            case "power accuracy" -> {
                return new Meaning(POWER_ACCURACY, Scale.MICRO);
            }
            case "power average_interval", "power average_interval_min", "power average_interval_max" -> {
                return new Meaning(POWER_INTERVAL.named(part), Scale.MILLI);
            }
            case "fan input", "fan min", "fan max", "fan target" -> {
                return new Meaning(isReading ? FAN_SPEED : FAN_SPEED_LIMIT.named(part), Scale.ONE);
            }
            default -> {
                Quantity quantity = QUANTITIES.get(file.type());
                if (quantity == null) {
                    throw new IllegalStateException("no quantity for " + file);
                }
                MetricDef metric = isReading ? quantity.reading : quantity.other.named(part);
                return new Meaning(metric, file.isBareNumber() ? Scale.ONE : quantity.scale);
            }
        }
    }

    private static MetricDef gauge(String name, String help) {
        return MetricDef.gauge("node_hwmon_" + name, help, "chip", "sensor");
    }

    private static MetricPattern flag(String suffix, String what) {
        return MetricPattern.of(
                Kind.GAUGE, "node_hwmon_<type>_" + suffix, "Whether " + what + ", 0 or 1.", "chip", "sensor");
    }

    private static OtelDef sensorOtel(String name, String unit) {
        return OtelDef.gauge(name, unit).attribute("chip", "hw.id").attribute("sensor", "hw.sensor_location");
    }

    private static Map.Entry<String, Quantity> quantity(String type, String unit, Scale scale, String what) {
        return quantity(type, unit, scale, what, UnaryOperator.identity());
    }

    private static Map.Entry<String, Quantity> quantity(
            String type, String unit, Scale scale, String what, UnaryOperator<MetricDef> completion) {
        Kind kind = type.equals("energy") ? Kind.COUNTER : Kind.GAUGE;
        String name = "node_hwmon_" + type + unit;
        MetricDef reading = kind == Kind.COUNTER
                ? MetricDef.counter(name, what + ".", "chip", "sensor")
                : MetricDef.gauge(name, what + ".", "chip", "sensor");
        MetricPattern other = MetricPattern.of(
                kind,
                "node_hwmon_" + type + "_<property>" + unit,
                what + ": the driver's <property>; 0 or 1 if that is an alarm or a switch.",
                "chip",
                "sensor");
        return Map.entry(type, new Quantity(completion.apply(reading), other, scale));
    }
}
