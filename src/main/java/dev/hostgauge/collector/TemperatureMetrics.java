package dev.hostgauge.collector;

import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.OtelDef;

/** The portable family of temperatures, which several subjects add to. */
public final class TemperatureMetrics {
    public static final MetricDef CELSIUS = MetricDef.gauge(
                    "host_temperature_celsius",
                    "Temperature in degrees Celsius, by what it is of; absent where the reading is implausible, as of an input to which nothing is connected.",
                    "kind",
                    "chip",
                    "sensor")
            .otel(otel("hw.temperature"));
    public static final MetricDef LIMIT = MetricDef.gauge(
                    "host_temperature_limit_celsius",
                    "Limit of a temperature in degrees Celsius by its driver: high, which it should not exceed, and critical; absent where the driver names none that is plausible.",
                    "kind",
                    "chip",
                    "sensor",
                    "limit")
            .otel(otel("hw.temperature.limit").attribute("limit", "hw.limit_type"));

    private TemperatureMetrics() {}

    private static OtelDef otel(String name) {
        return OtelDef.gauge(name, "Cel")
                .attribute("chip", "hw.id")
                .attribute("sensor", "hw.sensor_location")
                .attribute("kind", "hostgauge.temperature.kind");
    }
}
