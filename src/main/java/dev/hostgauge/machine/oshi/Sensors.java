package dev.hostgauge.machine.oshi;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What OSHI knows of heat.
 *
 * @param cpuCelsius temperature of the CPU in degrees Celsius
 * @param fansRpm speed of each fan in revolutions per minute; empty for one that stands still or does not say
 */
public record Sensors(OptionalDouble cpuCelsius, List<OptionalDouble> fansRpm) {
    public Sensors {
        fansRpm = List.copyOf(fansRpm);
    }

    static Sensors of(oshi.hardware.Sensors sensors) {
        int[] fans = sensors.getFanSpeeds();
        return new Sensors(
                Sentinels.celsius(sensors.getCpuTemperature()),
                fans == null
                        ? List.of()
                        : Arrays.stream(fans).mapToObj(Sentinels::rpm).toList());
    }
}
