package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.TemperatureMetrics;
import java.util.Locale;
import java.util.regex.Pattern;

/** One sensor's place in the portable family of temperatures, over hwmon and thermal zones. */
final class HostTemperature {
    private static final double TOO_COLD = -55;
    private static final double TOO_HOT = 200;
    /** What the monitoring chips of boards show for an input that is not connected: 127, 127.5, and more. */
    private static final double BOARD_TOO_HOT = 127;

    private static final Pattern BOARD_MONITOR = Pattern.compile(
            "(nct\\d|it8\\d|w83\\d|f71\\d|f81\\d|f8000|sch5\\d|smsc47|dme1737|vt1211|pc87\\d|asus|gigabyte).*");
    /** Firmware that shows 0 for a sensor that is not there or not read yet. */
    private static final Pattern ZERO_IS_UNKNOWN = Pattern.compile("thinkpad|acpitz|dell_smm|applesmc");

    private final String driver;
    private final String chip;
    private final boolean isBoardMonitor;
    private final boolean zeroIsUnknown;
    private String label = "";
    private String sensor = "";
    private String[] labels = {};
    private String[] highLabels = {};
    private String[] criticalLabels = {};

    /**
     * @param driver name of the hwmon chip or type of the zone, which decides the kind
     * @param chip value of the label
     */
    HostTemperature(String driver, String chip) {
        this.driver = driver;
        this.chip = chip;
        String lowerDriver = driver.toLowerCase(Locale.ROOT);
        this.isBoardMonitor = BOARD_MONITOR.matcher(lowerDriver).matches();
        this.zeroIsUnknown =
                isBoardMonitor || ZERO_IS_UNKNOWN.matcher(lowerDriver).matches();
    }

    /**
     * Says what the sensor is called.
     *
     * @param newLabel by its driver, empty if it does not say
     * @param newSensor value of the label {@code sensor}
     */
    void name(String newLabel, String newSensor) {
        if (labels.length > 0 && label.equals(newLabel) && sensor.equals(newSensor)) {
            return;
        }
        label = newLabel;
        sensor = newSensor;
        String kind = TemperatureKind.of(driver, label).label();
        labels = new String[] {kind, chip, sensor};
        highLabels = new String[] {kind, chip, sensor, "high"};
        criticalLabels = new String[] {kind, chip, sensor, "critical"};
    }

    /** Adds what is plausible; the limits only beside a temperature. NaN is absent. */
    void add(Sink sink, double celsius, double high, double critical) {
        if (!isPlausible(celsius)) {
            return;
        }
        sink.add(TemperatureMetrics.CELSIUS, celsius, labels);
        if (isPlausibleLimit(high)) {
            sink.add(TemperatureMetrics.LIMIT, high, highLabels);
        }
        if (isPlausibleLimit(critical)) {
            sink.add(TemperatureMetrics.LIMIT, critical, criticalLabels);
        }
    }

    boolean isPlausible(double celsius) {
        return celsius > TOO_COLD
                && celsius < (isBoardMonitor ? BOARD_TOO_HOT : TOO_HOT)
                && !(celsius == 0 && zeroIsUnknown);
    }

    /** A limit at or below freezing is a register that nobody set. */
    private static boolean isPlausibleLimit(double celsius) {
        return celsius > 0 && celsius < TOO_HOT;
    }
}
