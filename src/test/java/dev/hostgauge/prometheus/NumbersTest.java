package dev.hostgauge.prometheus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    private static final int MANY = 50_000;

    private final Random random = new Random(7);

    private static String spelled(double value) {
        ByteBuilder out = new ByteBuilder();
        Numbers.append(out, value);
        return new String(out.toByteArray(), US_ASCII);
    }

    private static void manyReadBack(DoubleSupplier numbers) {
        ByteBuilder out = new ByteBuilder();
        for (int i = 0; i < MANY; i++) {
            double value = numbers.getAsDouble();
            out.clear();
            Numbers.append(out, value);
            String spelled = new String(out.array(), 0, out.size(), US_ASCII);
            if (Double.parseDouble(spelled) != value) {
                fail("%s is spelled %s", value, spelled);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-17, -17",
        "999999999, 999999999",
        "1000000000, 1000000000",
        "1000000001, 1000000001",
        "9007199254740991, 9007199254740991",
        "-9007199254740991, -9007199254740991",
        "0.1, 0.1",
        "-0.5, -0.5",
        "12345.67, 12345.67",
        "0.000000001, 0.000000001",
        "100.05, 100.05",
        "1795244625.25, 1795244625.25",
        "36.6, 36.6"
    })
    void whatIsPlainIsSpelledPlainly(double value, String spelling) {
        assertThat(spelled(value)).isEqualTo(spelling);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x0.0000000000001p-1022",
                "-0x0.0000000000001p-1022",
                "0x1p-1022",
                "0x1.fffffffffffffp1023",
                "-0x1.fffffffffffffp1023",
                "0x1p53",
                "0x1.0000000000001p53",
                "-0x1p53",
                "0x1p63",
                "0x1p64",
                "18446744073709551615",
                "1e-9",
                "1.5e-9",
                "1e-10",
                "9007199.254740992",
                "9007199254.740992",
                "9007199.254740993",
                "1e22",
                "1e23",
                "0.30000000000000004",
                "2.2250738585072011e-308"
            })
    void theEdgesReadBack(String number) {
        double value = Double.parseDouble(number);
        assertThat(Double.parseDouble(spelled(value))).isEqualTo(value);
    }

    @Test
    void anyBitsReadBack() {
        manyReadBack(() -> {
            double value = Double.longBitsToDouble(random.nextLong());
            return Double.isFinite(value) ? value : 0;
        });
    }

    @Test
    void subnormalsReadBack() {
        manyReadBack(() -> Double.longBitsToDouble(random.nextLong() & 0x800fffffffffffffL));
    }

    @Test
    void wholeNumbersOfAnySizeReadBack() {
        manyReadBack(() -> random.nextLong() >> random.nextInt(64));
    }

    @Test
    void decimalsOfAnySizeReadBack() {
        manyReadBack(() -> (random.nextLong() >> random.nextInt(64)) / Math.pow(10, random.nextInt(16)));
    }

    @Test
    void sharesReadBack() {
        manyReadBack(() -> random.nextDouble() * (random.nextBoolean() ? 1 : -1e6));
    }

    @Test
    void whatIsNotFiniteIsSpelledAsPrometheusDoes() {
        assertThat(spelled(Double.NaN)).isEqualTo("NaN");
        assertThat(spelled(Double.POSITIVE_INFINITY)).isEqualTo("+Inf");
        assertThat(spelled(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
    }
}
