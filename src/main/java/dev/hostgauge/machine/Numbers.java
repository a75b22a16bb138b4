package dev.hostgauge.machine;

import java.nio.charset.StandardCharsets;

/** Numbers as the kernel prints them, parsed without a {@code String} in between. */
final class Numbers {
    /** The largest power of ten that a double holds exactly is 10^22; 15 digits keep the mantissa exact too. */
    private static final int MOST_EXACT_DIGITS = 15;

    private static final int MOST_HEX_DIGITS = 16;

    /** 2<sup>64</sup>−1 without its last digit, a 5. */
    private static final long MOST_BEFORE_LAST_DIGIT = 1_844_674_407_370_955_161L;

    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Numbers() {}

    /** Whether {@code value * 10 + digit} leaves the unsigned 64 bits. */
    static boolean wouldOverflow(long value, int digit) {
        if (value >= 0 && value < MOST_BEFORE_LAST_DIGIT) {
            return false;
        }
        return value != MOST_BEFORE_LAST_DIGIT || digit > 5;
    }

    /** The nearest double to the unsigned 64 bits. */
    static double unsigned(long bits) {
        // Halving keeps the lowest bit so that rounding stays right.
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    /** Where the hexadecimal digits from the start on end; looks at no more than 64 bits have. */
    static int endOfHex(byte[] bytes, int start, int end) {
        int last = Math.min(end, start + MOST_HEX_DIGITS);
        int next = start;
        while (next < last && Character.digit(bytes[next], 16) >= 0) {
            next++;
        }
        return next;
    }

    /** The value of these hexadecimal digits. */
    static long hex(byte[] bytes, int start, int end) {
        long value = 0;
        for (int i = start; i < end; i++) {
            value = value << 4 | Character.digit(bytes[i], 16);
        }
        return value;
    }

    /** NaN if the bytes are not one decimal number of finite size. */
    static double decimal(byte[] bytes, int start, int end) {
        boolean negative = start < end && bytes[start] == '-';
        long mantissa = 0;
        int digits = 0;
        int fraction = -1;
        for (int i = negative ? start + 1 : start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (bytes[i] == '.' && fraction < 0) {
                fraction = 0;
            } else if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
                digits++;
                fraction = fraction < 0 ? fraction : fraction + 1;
            } else {
                return Double.NaN;
            }
            if (digits > MOST_EXACT_DIGITS) {
                return slowDecimal(bytes, start, end);
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        double value = fraction > 0 ? mantissa / POWERS_OF_TEN[fraction] : mantissa;
        return negative ? -value : value;
    }

    private static double slowDecimal(byte[] bytes, int start, int end) {
        String word = new String(bytes, start, end - start, StandardCharsets.US_ASCII);
        if (!word.matches("-?\\d*\\.?\\d*")) {
            return Double.NaN;
        }
        double parsed = Double.parseDouble(word);
        return Double.isInfinite(parsed) ? Double.NaN : parsed;
    }
}
