package dev.hostgauge.collector.gpu;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of NVIDIA's driver, on which the meaning of some fields depends.
 *
 * @param text as the driver says it, such as {@code 580.95.05}
 */
record DriverVersion(String text) {
    private static final Pattern PARTS = Pattern.compile("(\\d{1,5})\\.(\\d{1,5})(?:\\.(\\d{1,5}))?.*");

    /**
     * The field that counts how long the software held the clocks down for heat; the next two are of the hardware's
     * slowdown and the power brake. The numbers were given to other fields meanwhile: empty where they mean something
     * else or nothing.
     */
    OptionalInt firstThermalField() {
        if (isAtLeast(580, 82, 7)) {
            return OptionalInt.of(269);
        }
        return isAtLeast(575, 0, 0) ? OptionalInt.of(251) : OptionalInt.empty();
    }

    /** Whether it is this version or a later one; false if its version makes no sense. */
    boolean isAtLeast(int major, int minor, int patch) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        int[] wanted = {major, minor, patch};
        for (int i = 0; i < wanted.length; i++) {
            String part = parts.group(i + 1);
            int have = part == null ? 0 : Integer.parseInt(part);
            if (have != wanted[i]) {
                return have > wanted[i];
            }
        }
        return true;
    }
}
