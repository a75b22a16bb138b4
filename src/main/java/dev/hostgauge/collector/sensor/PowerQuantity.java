package dev.hostgauge.collector.sensor;

import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.OtelDef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one file of a power supply holds: a number that its driver may give.
 *
 * @param perUnit by what the driver's integer is divided
 * @param isSetting whether it is a limit or a matter of design, which hardly ever changes
 */
record PowerQuantity(MetricDef metric, double perUnit, boolean isSetting) {
    /** File, name behind {@code node_power_supply_}, divisor, and what it is. */
    private static final String TABLE = """
            online                      | online                      | 1   | Whether it supplies power, 0 or 1; 2 where it does so with a voltage that was negotiated
            present                     | present                     | 1   | Whether the battery is there, 0 or 1
            authentic                   | authentic                   | 1   | Whether the battery is a genuine one, 0 or 1
            calibrate                   | calibrate                   | 1   | Whether the battery is being calibrated, 0 or 1
            capacity                    | capacity                    | 1   | How full the battery is, in percent
            capacity_alert_max          | capacity_alert_max          | 1   | How full the battery may be without a warning, in percent
            capacity_alert_min          | capacity_alert_min          | 1   | How full the battery must be without a warning, in percent
            cycle_count                 | cyclecount                  | 1   | How often the battery was charged and discharged, a count
            time_to_empty_now           | time_to_empty_seconds       | 1   | Time until the battery is empty, in seconds
            time_to_full_now            | time_to_full_seconds        | 1   | Time until the battery is full, in seconds
            energy_now                  | energy_watthour             | 1e6 | Energy in the battery, in watt-hours
            energy_full                 | energy_full                 | 1e6 | Energy in the battery when it is full, in watt-hours
            energy_full_design          | energy_full_design          | 1e6 | Energy in the new battery when it is full, in watt-hours
            energy_empty                | energy_empty                | 1e6 | Energy in the battery when it counts as empty, in watt-hours
            energy_empty_design         | energy_empty_design         | 1e6 | Energy in the new battery when it counts as empty, in watt-hours
            charge_now                  | charge_ampere               | 1e6 | Charge of the battery, in ampere-hours for all its name
            charge_full                 | charge_full                 | 1e6 | Charge of the battery when it is full, in ampere-hours
            charge_full_design          | charge_full_design          | 1e6 | Charge of the new battery when it is full, in ampere-hours
            charge_empty                | charge_empty                | 1e6 | Charge of the battery when it counts as empty, in ampere-hours
            charge_empty_design         | charge_empty_design         | 1e6 | Charge of the new battery when it counts as empty, in ampere-hours
            charge_counter              | charge_counter              | 1e6 | Charge that went through the battery, in ampere-hours
            charge_control_limit        | charge_control_limit        | 1e6 | Limit of charging, in millionths of the driver's number
            charge_control_limit_max    | charge_control_limit_max    | 1e6 | Highest limit of charging, in millionths of the driver's number
            charge_term_current         | charge_term_current         | 1e6 | Current at which charging ends, in amperes
            constant_charge_current     | constant_charge_current     | 1e6 | Current of charging, in amperes
            constant_charge_current_max | constant_charge_current_max | 1e6 | Highest current of charging, in amperes
            constant_charge_voltage     | constant_charge_voltage     | 1e6 | Voltage of charging, in volts
            constant_charge_voltage_max | constant_charge_voltage_max | 1e6 | Highest voltage of charging, in volts
            precharge_current           | precharge_current           | 1e6 | Current of charging a deeply discharged battery, in amperes
            input_current_limit         | input_current_limit         | 1e6 | Most current that is drawn from the supply, in amperes
            current_now                 | current_ampere              | 1e6 | Current, in amperes
            current_max                 | current_max                 | 1e6 | Highest current, in amperes
            current_boot                | current_boot                | 1e6 | Current at boot, in amperes
            power_now                   | power_watt                  | 1e6 | Power, in watts
            voltage_now                 | voltage_volt                | 1e6 | Voltage, in volts
            voltage_ocv                 | voltage_ocv                 | 1e6 | Voltage of the battery without a load, in volts
            voltage_max                 | voltage_max                 | 1e6 | Highest voltage, in volts
            voltage_max_design          | voltage_max_design          | 1e6 | Highest voltage by design, in volts
            voltage_min                 | voltage_min                 | 1e6 | Lowest voltage, in volts
            voltage_min_design          | voltage_min_design          | 1e6 | Lowest voltage by design, in volts
            voltage_boot                | voltage_boot                | 1e6 | Voltage at boot, in volts
            temp                        | temp_celsius                | 10  | Temperature, in degrees Celsius
            temp_max                    | temp_max_celsius            | 10  | Highest temperature at which it works, in degrees Celsius
            temp_min                    | temp_min_celsius            | 10  | Lowest temperature at which it works, in degrees Celsius
            temp_alert_max              | temp_alert_max_celsius      | 10  | Temperature above which the driver warns, in degrees Celsius
            temp_alert_min              | temp_alert_min_celsius      | 10  | Temperature below which the driver warns, in degrees Celsius
            temp_ambient                | temp_ambient_celsius        | 10  | Temperature around it, in degrees Celsius
            temp_ambient_alert_max      | temp_ambient_max_celsius    | 10  | Temperature around it above which the driver warns, in degrees Celsius
            temp_ambient_alert_min      | temp_ambient_min_celsius    | 10  | Temperature around it below which the driver warns, in degrees Celsius
            """;

    private static final Pattern SETTING =
            Pattern.compile(".*_(design|min|max|limit|empty|boot)|(precharge|charge_term)_current");

    /** By the name of the file. */
    static final Map<String, PowerQuantity> BY_FILE = byFile();

    private static Map<String, PowerQuantity> byFile() {
        Map<String, PowerQuantity> quantities = new LinkedHashMap<>();
        TABLE.lines().forEach(line -> {
            String[] column = line.split(" *\\| *", -1);
            boolean isSetting = SETTING.matcher(column[0]).matches();
            String help = column[3] + "; absent where the driver does not say." + (isSetting ? " Up to 30 s old." : "");
            MetricDef metric = MetricDef.gauge("node_power_supply_" + column[1], help, "power_supply");
            double perUnit = Double.parseDouble(column[2]);
            quantities.put(column[0], new PowerQuantity(withOtel(metric), perUnit, isSetting));
        });
        return quantities;
    }

    private static MetricDef withOtel(MetricDef metric) {
        return switch (metric.name()) {
            case "node_power_supply_voltage_volt" -> metric.otel(otel("hw.voltage", "V"));
            case "node_power_supply_time_to_empty_seconds" ->
                metric.otel(otel("hw.battery.time_left", "s").constant("hw.state", "discharging"));
            case "node_power_supply_time_to_full_seconds" ->
                metric.otel(otel("hw.battery.time_left", "s").constant("hw.state", "charging"));
            default -> metric;
        };
    }

    private static OtelDef otel(String name, String unit) {
        return OtelDef.gauge(name, unit).attribute("power_supply", "hw.id");
    }
}
