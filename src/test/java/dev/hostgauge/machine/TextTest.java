package dev.hostgauge.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    private static Text line(String line) {
        Text text = Text.of("/proc/x", line);
        assertThat(text.nextLine()).isTrue();
        return text;
    }

    @Test
    void walksLinesAndWords() throws Malformed {
        Text text = Text.of("/proc/x", "cpu0 12\t-3.5\n\nlast one ");
        assertThat(text.nextLine()).isTrue();
        assertThat(text.startsWith("cpu")).isTrue();
        assertThat(text.word()).isEqualTo("cpu0");
        assertThat(text.count()).isEqualTo(12);
        assertThat(text.decimal()).isEqualTo(-3.5);
        assertThat(text.atLineEnd()).isTrue();
        assertThat(text.nextLine()).isTrue();
        assertThat(text.atLineEnd()).isTrue();
        assertThat(text.nextLine()).isTrue();
        assertThat(text.rest()).isEqualTo("last one");
        assertThat(text.nextLine()).isFalse();
    }

    @Test
    void aWordSeenBeforeIsTheSameString() throws Malformed {
        Text text = Text.of("/proc/x", "eth0\neth0\n");
        text.nextLine();
        String first = text.word();
        text.nextLine();
        assertThat(text.word()).isSameAs(first);
    }

    @Test
    void wordsWithTheSameHashAreToldApart() throws Malformed {
        // 31 * 'A' + 'a' == 31 * 'B' + 'B'
        Text text = Text.of("/proc/x", "Aa BB Aa");
        text.nextLine();
        assertThat(text.word()).isEqualTo("Aa");
        assertThat(text.word()).isEqualTo("BB");
        assertThat(text.word()).isEqualTo("Aa");
    }

    @Test
    void textBeyondAsciiIsNeverMistakenForAWordSeenBefore() throws Malformed {
        assertThat(line("ü ü").word()).isEqualTo("ü");
        assertThat(line("Gerät:1").wordUntil(':')).isEqualTo("Gerät");
    }

    @Test
    void aNameMayHoldTheSeparatorThatEndsIt() throws Malformed {
        Text text = line("  eth0:1:7 8");
        assertThat(text.wordUntilLast(':')).isEqualTo("eth0:1");
        assertThat(text.count()).isEqualTo(7);
        assertThat(line("lo : 1").wordUntilLast(':')).isEqualTo("lo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eth0 1 2", ":1", " : "})
    void aNameWithoutItsSeparatorIsRefused(String printed) {
        assertThatThrownBy(() -> line(printed + "\n").wordUntilLast(':')).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "18446744073709551615, 1.8446744073709552E19",
        "18446744073709549568, 1.8446744073709550E19",
        "9223372036854775807, 9.223372036854775807E18",
    })
    void countsUpToTheKernelsLimit(String printed, double value) throws Malformed {
        assertThat(line(printed).count()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"18446744073709551616", "99999999999999999999999", "-1", "1x", "x", "0x10", "+1", "1.0", ""})
    void refusesWhatIsNoCountAndNamesIt(String printed) {
        assertThatThrownBy(() -> line(printed + " ").count())
                .isInstanceOf(Malformed.class)
                .hasMessage("/proc/x: want a whole number of 0 or more, got '" + printed
                        + (printed.isEmpty() ? "" : " ") + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.52", "-40", "12345678901234567890.125", "0.1", ".5", "5.", "000000000000000000001"})
    void readsDecimalsAsJavaDoes(String printed) throws Malformed {
        assertThat(line(printed).decimal()).isEqualTo(Double.parseDouble(printed));
    }

    @Test
    void readsRandomDecimalsAsJavaDoes() throws Malformed {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            String printed = random.nextInt(1_000_000) + "." + random.nextInt(1_000_000_000);
            assertThat(line(printed).decimal()).isEqualTo(Double.parseDouble(printed));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1e5", "1.2.3", "--1", "-", ".", "1,5", "0x1p3"})
    void refusesWhatIsNoDecimal(String printed) {
        assertThatThrownBy(() -> line(printed).decimal()).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0A, 10", "0x1003, 4099", "ffffffff, 4294967295", "FFFFFFFFFFFFFFFF, 1.8446744073709552E19"})
    void readsHexadecimalNumbers(String printed, double value) throws Malformed {
        assertThat(line(printed).hexCount()).isEqualTo(value);
    }

    @Test
    void aColonEndsAHexadecimalNumberAsABlankDoes() throws Malformed {
        Text text = line("00000900:0001A000 0A\t7");
        assertThat(text.hex()).isEqualTo(0x900);
        assertThat(text.hex()).isEqualTo(0x1A000);
        assertThat(text.hex()).isEqualTo(10);
        assertThat(text.hex()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0x", "-1", "12g", "10000000000000000", ":1", "1.0"})
    void refusesWhatIsNoHexadecimalNumber(String printed) {
        assertThatThrownBy(() -> line(printed + " ").hex())
                .isInstanceOf(Malformed.class)
                .hasMessageStartingWith("/proc/x: want a hexadecimal number, got '");
    }

    @Test
    void theRestOfALineIsPassedOnlyAsAWhole() throws Malformed {
        Text text = line("Tcp: a b");
        assertThat(text.skipRestIf("Tcp: a".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(text.word()).isEqualTo("Tcp:");
        assertThat(text.skipRestIf("a b".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(text.atLineEnd()).isTrue();
    }

    @Test
    void aComplaintShowsNoControlCharactersAndNoEndlessLine() {
        Text text = Text.of("/proc/x", "\u0007" + "z".repeat(500));
        text.nextLine();
        assertThat(text.malformed("a number"))
                .hasMessageStartingWith("/proc/x: want a number, got '?zzz")
                .hasMessageEndingWith("…'");
    }

    @Test
    void holdsExactlyItsBytes() {
        Text text = Text.of("file", "a b\n");
        assertThat(text.toByteArray()).containsExactly('a', ' ', 'b', '\n');
        assertThat(text.holds(text.toByteArray())).isTrue();
        assertThat(text.holds(new byte[] {'a', ' ', 'b'})).isFalse();
        assertThat(text.holds(new byte[] {'a', ' ', 'c', '\n'})).isFalse();
    }
}
