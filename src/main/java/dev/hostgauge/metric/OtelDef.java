package dev.hostgauge.metric;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The OpenTelemetry side of a metric.
 *
 * @param name the convention's name, such as {@code system.cpu.time}; without a convention {@code hostgauge.*}
 * @param unit UCUM, such as {@code s}, {@code By}, {@code 1}, {@code {packet}}
 * @param instrument which of the three kinds of stream the convention asks for
 * @param integer whether points are integers in the convention
 * @param attributes attribute key of each Prometheus label that is carried over
 * @param constants attributes that the Prometheus name says and OpenTelemetry spells out, such as a direction
 */
public record OtelDef(
        String name,
        String unit,
        Instrument instrument,
        boolean integer,
        Map<String, String> attributes,
        Map<String, String> constants) {

    /** The kinds of stream that host metrics use. */
    public enum Instrument {
        /** A monotonic, cumulative sum. */
        COUNTER,
        /** A cumulative sum that goes up and down: adding it up over hosts makes sense. */
        UP_DOWN_COUNTER,
        /** A value that makes no sense when added up. */
        GAUGE
    }

    public OtelDef {
        if (!name.matches("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)+")) {
            throw new IllegalArgumentException("OpenTelemetry name '" + name + "': want dotted lower case");
        }
        attributes = Map.copyOf(attributes);
        constants = Map.copyOf(constants);
    }

    public static OtelDef counter(String name, String unit) {
        return new OtelDef(name, unit, Instrument.COUNTER, false, Map.of(), Map.of());
    }

    public static OtelDef upDownCounter(String name, String unit) {
        return new OtelDef(name, unit, Instrument.UP_DOWN_COUNTER, true, Map.of(), Map.of());
    }

    public static OtelDef gauge(String name, String unit) {
        return new OtelDef(name, unit, Instrument.GAUGE, false, Map.of(), Map.of());
    }

    /** The same with points as integers. */
    public OtelDef integers() {
        return new OtelDef(name, unit, instrument, true, attributes, constants);
    }

    /** The same, with the values of a Prometheus label under this attribute key. */
    public OtelDef attribute(String label, String key) {
        return new OtelDef(name, unit, instrument, integer, with(attributes, label, key), constants);
    }

    /** The same, with an attribute that is always this. */
    public OtelDef constant(String key, String value) {
        return new OtelDef(name, unit, instrument, integer, attributes, with(constants, key, value));
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> wider = new LinkedHashMap<>(map);
        wider.put(key, value);
        return wider;
    }
}
