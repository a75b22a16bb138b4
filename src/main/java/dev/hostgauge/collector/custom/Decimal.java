package dev.hostgauge.collector.custom;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as Prometheus's text format has them, which is as Go reads and writes them. */
final class Decimal {
    /** Nothing in it can be tried in two ways, so that a long word of digits takes no longer than its length. */
    private static final Pattern FINITE = Pattern.compile("[+-]?+(\\d++(\\.\\d*+)?+|\\.\\d++)([eE][+-]?+\\d++)?+");

    private static final Pattern INFINITE = Pattern.compile("[+-]?+inf(inity)?+");

    private static final int MOST_DIGITS = 17;

    private Decimal() {}

    /** The number, also NaN or infinite; empty if it is none, or a finite one that is too large. */
    static OptionalDouble parse(String word) {
        if (FINITE.matcher(word).matches()) {
            double value = Double.parseDouble(word);
            return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
        String lower = word.toLowerCase(Locale.ROOT);
        if (INFINITE.matcher(lower).matches()) {
            return OptionalDouble.of(word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        return lower.equals("nan") ? OptionalDouble.of(Double.NaN) : OptionalDouble.empty();
    }

    /** The fewest digits that read back, with an exponent from a million on and below a ten thousandth. */
    static String spell(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(value).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return shortest.toPlainString();
        }
        BigDecimal mantissa = shortest.movePointLeft(exponent).stripTrailingZeros();
        return mantissa.toPlainString() + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }
}
