package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.TemperatureMetrics;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.oshi.Sensors;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The CPU's temperature and the fans through OSHI, which on Windows need LibreHardwareMonitor or its like to run. */
final class PortableSensors implements Collector {
    private static final Duration CADENCE = Duration.ofSeconds(15);

    private static final MetricDef TEMPERATURE = HwmonMetrics.reading("temp");

    private static final List<Declaration> METRICS =
            List.of(TEMPERATURE, HwmonMetrics.FAN_SPEED, TemperatureMetrics.CELSIUS);

    static final Portable VARIANT = Portable.of(
                    Map.of(Platform.MACOS, METRICS, Platform.WINDOWS, METRICS), PortableSensors::new)
            .every(CADENCE);

    private static final String CPU = "cpu";

    private final Crew crew;
    private final Machine machine;
    private final Filter chips;
    private final Filter sensors;
    private final Read<Sensors> read;

    PortableSensors(Context context) {
        crew = context.crew();
        machine = context.machine();
        chips = context.settings().filter("chip");
        sensors = context.settings().filter("sensor");
        read = new Read<>(Registration.READ_LIMIT, () -> machine.oshi().sensors());
    }

    @Override
    public void collect(Sink sink) throws IOException {
        String chip = chip(machine.oshi().platform());
        if (!chips.accepts(chip)) {
            return;
        }
        crew.run(List.of(read), sink.deadline());
        Sensors now = read.value();
        if (now.cpuCelsius().isPresent() && isWanted(chip, CPU)) {
            double celsius = now.cpuCelsius().getAsDouble();
            sink.add(TEMPERATURE, celsius, chip, CPU);
            HostTemperature host = new HostTemperature(chip, chip);
            host.name(CPU, CPU);
            host.add(sink, celsius, Double.NaN, Double.NaN);
        }
        for (int i = 0; i < now.fansRpm().size(); i++) {
            String fan = "fan" + (i + 1);
            if (now.fansRpm().get(i).isPresent() && isWanted(chip, fan)) {
                sink.add(HwmonMetrics.FAN_SPEED, now.fansRpm().get(i).getAsDouble(), chip, fan);
            }
        }
    }

    private boolean isWanted(String chip, String sensor) {
        return sensors.accepts(chip + ";" + sensor);
    }

    /** Where OSHI asks: the System Management Controller, or Windows' management service. */
    private static String chip(Platform platform) {
        return platform == Platform.MACOS ? "smc" : "wmi";
    }
}
