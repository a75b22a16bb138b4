package dev.hostgauge.collector.sensor;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a file in a hwmon directory says: {@code temp1_crit} is the property {@code crit} of sensor 1 of the
 * type {@code temp}.
 *
 * @param type one of the types that node_exporter knows
 * @param number 0 where the name has none
 * @param property empty for {@code pwm1} and its like
 */
record SensorFile(String type, int number, String property) {
    private static final Pattern FORM = Pattern.compile("([^0-9]+)([0-9]{0,9})(?:_([\\x21-\\x7e]+))?");
    private static final Set<String> TYPES = Set.of(
            "vrm",
            "beep_enable",
            "update_interval",
            "in",
            "cpu",
            "fan",
            "pwm",
            "temp",
            "curr",
            "power",
            "energy",
            "humidity",
            "intrusion",
            "freq");
    private static final Pattern BARE_NUMBER =
            Pattern.compile("(.*_)?(alarm|beep|enable|fault|pwm)|auto_channels_temp|is_battery");
    private static final Set<String> SETTINGS = Set.of(
            "label",
            "min",
            "max",
            "crit",
            "lcrit",
            "emergency",
            "cap",
            "accuracy",
            "average_interval",
            "beep",
            "enable",
            "div",
            "manual",
            "mode",
            "offset",
            "pulses",
            "safe",
            "tolerance",
            "type",
            "vid",
            "is_battery");
    private static final Pattern SETTING_FORM = Pattern.compile(
            ".*_(hyst|beep|enable|delay)|auto_.*|(average|average_interval|cap|rated)_(min|max|default)");

    /** Empty for a file that belongs to no sensor. */
    static Optional<SensorFile> of(String name) {
        Matcher form = FORM.matcher(name);
        if (!form.matches() || !TYPES.contains(form.group(1))) {
            return Optional.empty();
        }
        int number = form.group(2).isEmpty() ? 0 : Integer.parseInt(form.group(2));
        return Optional.of(new SensorFile(form.group(1), number, form.group(3) == null ? "" : form.group(3)));
    }

    /** The label {@code sensor} of its metrics, such as {@code temp1}. */
    String sensor() {
        return type + number;
    }

    boolean isLabel() {
        return property.equals("label");
    }

    /** Whether it is a temperature that is measured. */
    boolean isTemperature() {
        return type.equals("temp") && property.equals("input");
    }

    /** Whether it is a clock, which is served under its label. */
    boolean isFrequency() {
        return type.equals("freq") && property.equals("input");
    }

    /** Whether it identifies hardware by words, of which no number can be made. */
    boolean isDescription() {
        return property.equals("model_number") || property.equals("serial_number") || property.equals("oem_info");
    }

    /** Whether a driver may as well print words in it: the accuracy of the ACPI power meter has a percent sign. */
    boolean mayBeWords() {
        return property.equals("accuracy");
    }

    /** Whether it is 0 or 1, or a duty cycle or a choice: a bare number in whatever unit the sensor measures. */
    boolean isBareNumber() {
        return BARE_NUMBER.matcher(property).matches();
    }

    /** Whether it is a limit or another setting, which changes only when somebody changes it. */
    boolean isSetting() {
        return switch (type) {
            case "pwm" -> !property.isEmpty();
            case "vrm", "beep_enable", "update_interval" -> true;
            default ->
                SETTINGS.contains(property) || SETTING_FORM.matcher(property).matches();
        };
    }
}
