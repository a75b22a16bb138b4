package dev.hostgauge.prometheus;

/** Spells numbers so that reading them back gives the same double, nearly always without allocating. */
final class Numbers {
    /** From here on neighbouring doubles are more than 1 apart, and digits say more than is known. */
    private static final double LEAST_INEXACT = 0x1p53;

    /** From here on a long is too short. */
    private static final double LEAST_TOO_LONG = 0x1p63;

    private static final int BILLION = 1_000_000_000;
    private static final int MILLION = 1_000_000;

    private Numbers() {}

    /**
     * Whole numbers as such, what ends within nine decimals with them, the rest as {@link Double#toString} has it, whose
     * last digit differs between Java 17 and later ones.
     */
    static void append(ByteBuilder out, double value) {
        double size = Math.abs(value);
        long whole = (long) size;
        if (whole == size && size < LEAST_TOO_LONG) {
            appendSign(out, value);
            appendDigits(out, whole);
        } else if (!appendDecimal(out, value, size)) {
            out.append(spelledOut(value));
        }
    }

    private static String spelledOut(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return Double.toString(value);
    }

    private static void appendSign(ByteBuilder out, double value) {
        if (value < 0) {
            out.append('-');
        }
    }

    private static boolean appendDecimal(ByteBuilder out, double value, double size) {
        if (size < LEAST_INEXACT / BILLION) {
            return appendScaled(out, value, size, BILLION, 9);
        }
        return size < LEAST_INEXACT / MILLION && appendScaled(out, value, size, MILLION, 6);
    }

    /**
     * An exact long divided by an exact power of ten is the double nearest to that decimal fraction, which is what a
     * reader of its digits gets. So if the division gives the value back, the digits do.
     */
    private static boolean appendScaled(ByteBuilder out, double value, double size, int scale, int decimals) {
        long scaled = Math.round(size * scale);
        if ((double) scaled / scale != size) {
            return false;
        }
        appendSign(out, value);
        long whole = scaled / scale;
        appendDigits(out, whole);
        out.append('.');
        int fraction = (int) (scaled - whole * scale);
        int digits = decimals;
        while (fraction % 10 == 0 && digits > 1) {
            fraction /= 10;
            digits--;
        }
        appendPadded(out, fraction, digits);
        return true;
    }

    private static void appendDigits(ByteBuilder out, long number) {
        if (number >= BILLION) {
            long upper = number / BILLION;
            appendDigits(out, upper);
            appendPadded(out, (int) (number - upper * BILLION), 9);
        } else {
            appendPadded(out, (int) number, countDigits((int) number));
        }
    }

    private static int countDigits(int number) {
        int digits = 1;
        for (int limit = 10; digits < 9 && number >= limit; limit *= 10) {
            digits++;
        }
        return digits;
    }

    private static void appendPadded(ByteBuilder out, int number, int digits) {
        int start = out.extend(digits);
        byte[] bytes = out.array();
        int left = number;
        for (int at = start + digits - 1; at >= start; at--) {
            int tenth = left / 10;
            bytes[at] = (byte) ('0' + left - tenth * 10);
            left = tenth;
        }
    }
}
