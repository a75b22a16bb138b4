package dev.hostgauge.collector.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what node_exporter 1.12.1 said of the same recorded machines; beside them under {@code .node_exporter.prom}. */
class NodeExporterTest {
    /** Theirs is a thousandth of a boolean, under a name that says volts, amperes or degrees. */
    private static final String SCALED_BOOLEAN = "node_hwmon_[a-z0-9_]+_(alarm|enable)_(volts|amps|celsius|watt)\\{.*";
    /** Theirs divides thousandths of a percent by a million, which is no ratio. */
    private static final String HUMIDITY = "node_hwmon_humidity(_max|_max_hyst)?\\{.*";
    /** A number that the manufacturer printed on the meter, which theirs takes for watts. */
    private static final String SERIAL_NUMBER = "node_hwmon_power_serial_number_watt\\{.*";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bare-metal-sensors", "amd-sensors", "raspberry-pi-sensors"})
    void servesWhatNodeExporterServesOfTheSameMachine(String name) throws IOException {
        Map<String, Double> ours = ours(RecordedMachine.unpack(name, folder));
        Map<String, Double> theirs = theirs(name);
        theirs.keySet().removeIf(series -> series.matches(SERIAL_NUMBER));

        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        assertThat(ours).allSatisfy((series, value) -> {
            double their = Objects.requireNonNull(theirs.get(series));
            double factor = series.matches(SCALED_BOOLEAN) ? 1000 : series.matches(HUMIDITY) ? 10 : 1;
            assertThat(value).as(series).isCloseTo(their * factor, within(Math.abs(their) * 1e-12 * factor));
        });
    }

    private static Map<String, Double> ours(RecordedMachine machine) throws IOException {
        Map<String, Double> ours = new TreeMap<>();
        for (Registration registration : SensorCollectors.ALL) {
            PointList.of(registration, machine.machine()).points().forEach((series, value) -> {
                if (series.startsWith("node_")) {
                    ours.put(sorted(series), value);
                }
            });
        }
        return ours;
    }

    private static Map<String, Double> theirs(String name) throws IOException {
        Map<String, Double> theirs = new TreeMap<>();
        try (InputStream in = NodeExporterTest.class.getResourceAsStream(name + ".node_exporter.prom")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                int space = line.lastIndexOf(' ');
                theirs.put(sorted(line.substring(0, space)), Double.parseDouble(line.substring(space + 1)));
            }
        }
        return theirs;
    }

    /** The series with its labels in the order of their names; no value in these machines has a comma. */
    private static String sorted(String series) {
        int brace = series.indexOf('{');
        String[] labels = series.substring(brace + 1, series.length() - 1).split(",", -1);
        Arrays.sort(labels);
        return series.substring(0, brace + 1) + String.join(",", labels) + "}";
    }
}
