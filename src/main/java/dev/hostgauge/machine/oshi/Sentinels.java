package dev.hostgauge.machine.oshi;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import oshi.util.Constants;

/** The values by which OSHI and the systems below it say that they do not know; they get no further than this. */
final class Sentinels {
    /** What WMI gives for a thermal zone that nobody measures: 3010 tenths of a kelvin, on one machine like the other. */
    private static final double WMI_CONSTANT_CELSIUS = 27.85;

    private static final double HALF_A_HUNDREDTH = 0.005;
    private static final double TOO_HOT = 150;

    /** What does not fit into a driver's 32 bits, or is all ones. */
    private static final long UNSIGNED_INT_MAX = 0xFFFF_FFFFL;

    private static final int FASTEST_FAN_RPM = 100_000;

    private Sentinels() {}

    /** A count for which 0 is a value like others; −1 and less mean that it is not known. */
    static OptionalDouble count(long value) {
        return value < 0 || value == Long.MAX_VALUE ? OptionalDouble.empty() : OptionalDouble.of((double) value);
    }

    /** A count or size that is 0 only for want of a better answer. */
    static OptionalDouble positive(long value) {
        return value == 0 ? OptionalDouble.empty() : count(value);
    }

    /** A load average: −1 on systems without, and NaN. */
    static OptionalDouble load(double value) {
        return value >= 0 && Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** A temperature in degrees Celsius: 0 and NaN where there is no sensor, 27.85 where Windows has none. */
    static OptionalDouble celsius(double value) {
        boolean isConstant = Math.abs(value - WMI_CONSTANT_CELSIUS) < HALF_A_HUNDREDTH;
        return value > 0 && value < TOO_HOT && !isConstant ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** A fan's revolutions per minute: 0 for one that stands still as for one that could not be read. */
    static OptionalDouble rpm(int value) {
        return value > 0 && value < FASTEST_FAN_RPM ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** A link's bits per second: 0 without a link, all ones of 31, 32 or 64 bits where the driver does not say. */
    static OptionalDouble bitsPerSecond(long value) {
        return value == Integer.MAX_VALUE || value == UNSIGNED_INT_MAX ? OptionalDouble.empty() : positive(value);
    }

    /** A name: empty for null and for OSHI's word for not knowing. */
    static Optional<String> text(@Nullable String value) {
        if (value == null || value.isBlank() || value.strip().equalsIgnoreCase(Constants.UNKNOWN)) {
            return Optional.empty();
        }
        return Optional.of(value.strip());
    }
}
