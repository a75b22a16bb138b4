package dev.hostgauge.nvml;

/** C's {@code unsigned long long} in Java. */
final class Unsigned {
    private Unsigned() {}

    /** The nearest double. */
    static double number(long bits) {
        // Halved to where the sign is free, with the lowest bit kept for the rounding.
        return bits >= 0 ? bits : (double) ((bits >>> 1) | (bits & 1)) * 2;
    }
}
