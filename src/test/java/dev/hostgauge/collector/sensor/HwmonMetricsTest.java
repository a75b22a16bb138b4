package dev.hostgauge.collector.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.metric.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HwmonMetricsTest {
    private static Optional<HwmonMetrics.Meaning> meaning(String file) {
        return SensorFile.of(file).flatMap(sensorFile -> HwmonMetrics.of(sensorFile, false));
    }

    @ParameterizedTest
    @CsvSource({
        "temp1_input, node_hwmon_temp_celsius, 45",
        "temp1_crit, node_hwmon_temp_crit_celsius, 45",
        "temp1_crit_hyst, node_hwmon_temp_crit_hyst_celsius, 45",
        "temp1_type, node_hwmon_temp_type, 45000",
        "temp, node_hwmon_temp_celsius, 45",
        "in0_input, node_hwmon_in_volts, 45",
        "in0_min, node_hwmon_in_min_volts, 45",
        "cpu0_vid, node_hwmon_cpu_vid_volts, 45",
        "curr2_input, node_hwmon_curr_amps, 45",
        "power1_input, node_hwmon_power_watt, 0.045",
        "power1_average, node_hwmon_power_average_watt, 0.045",
        "power1_cap_default, node_hwmon_power_cap_default_watt, 0.045",
        "power1_average_interval, node_hwmon_power_average_interval_seconds, 45",
        "power1_average_interval_max, node_hwmon_power_average_interval_max_seconds, 45",
        "power1_accuracy, node_hwmon_power_accuracy, 0.045",
        "energy1_input, node_hwmon_energy_joule_total, 0.045",
        "humidity1_input, node_hwmon_humidity, 0.45",
        "fan1_input, node_hwmon_fan_rpm, 45000",
        "fan1_target, node_hwmon_fan_target_rpm, 45000",
        "fan1_pulses, node_hwmon_fan_pulses, 45000",
        "pwm1, node_hwmon_pwm, 45000",
        "pwm1_auto_point1_temp, node_hwmon_pwm_auto_point1_temp, 45000",
        "intrusion0_alarm, node_hwmon_intrusion_alarm, 45000",
        "freq1_input, node_hwmon_freq_freq_mhz, 0.045",
        "freq1_max, node_hwmon_freq_max, 45000",
        "vrm, node_hwmon_voltage_regulator_version, 45000",
        "beep_enable, node_hwmon_beep_enabled, 45000",
        "update_interval, node_hwmon_update_interval_seconds, 45"
    })
    void nameAndUnitAreNodeExporters(String file, String metric, double of45000) {
        HwmonMetrics.Meaning meaning = meaning(file).orElseThrow();

        assertThat(meaning.metric().name()).isEqualTo(metric);
        assertThat(meaning.scale().of(45000)).isEqualTo(of45000);
    }

    @ParameterizedTest
    @CsvSource({
        "temp1_alarm, node_hwmon_temp_alarm",
        "temp1_fault, node_hwmon_temp_fault",
        "temp1_beep, node_hwmon_temp_beep_enabled",
        "temp1_crit_alarm, node_hwmon_temp_crit_alarm_celsius",
        "temp1_enable, node_hwmon_temp_enable_celsius",
        "in0_min_alarm, node_hwmon_in_min_alarm_volts",
        "curr1_max_alarm, node_hwmon_curr_max_alarm_amps",
        "power1_cap_alarm, node_hwmon_power_cap_alarm_watt",
        "power1_is_battery, node_hwmon_power_is_battery_watt",
        "humidity1_min_alarm, node_hwmon_humidity_min_alarm",
        "energy1_enable, node_hwmon_energy_enable_joule_total",
        "fan1_min_alarm, node_hwmon_fan_min_alarm"
    })
    void anAlarmOrSwitchIsOneUnderWhateverUnitItsNameHas(String file, String metric) {
        HwmonMetrics.Meaning meaning = meaning(file).orElseThrow();

        assertThat(meaning.metric().name()).isEqualTo(metric);
        assertThat(meaning.scale().of(1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "uevent",
                "power_state",
                "tempest1_input",
                "in_service",
                "temp1_label",
                "power1_serial_number",
                "temp1__",
                "temp1_in:put",
                "temp1_é",
                "temp12345678901_input",
                "vrm_max",
                ""
            })
    void whatIsNoNumberOfASensorIsLeftOut(String file) {
        assertThat(meaning(file)).isEmpty();
    }

    @Test
    void aReadingBesideAPlainFileIsNamedInput() {
        SensorFile input = SensorFile.of("in1_input").orElseThrow();

        assertThat(HwmonMetrics.of(input, true).orElseThrow().metric().name()).isEqualTo("node_hwmon_in_input_volts");
    }

    @Test
    void energyIsACounter() {
        assertThat(meaning("energy1_input").orElseThrow().metric().kind()).isEqualTo(Kind.COUNTER);
    }

    @ParameterizedTest
    @CsvSource({
        "temp1_input, false",
        "temp1_alarm, false",
        "temp1_crit_alarm, false",
        "fan1_target, false",
        "pwm1, false",
        "power1_average, false",
        "temp1_highest, false",
        "temp1_max, true",
        "temp1_crit_hyst, true",
        "temp1_label, true",
        "pwm1_enable, true",
        "pwm1_auto_point1_pwm, true",
        "power1_cap_max, true",
        "power1_average_interval_min, true",
        "fan1_pulses, true",
        "vrm, true",
        "temp1_type, true"
    })
    void limitsAndSettingsAreToldFromReadings(String file, boolean isSetting) {
        assertThat(SensorFile.of(file).orElseThrow().isSetting()).isEqualTo(isSetting);
    }
}
