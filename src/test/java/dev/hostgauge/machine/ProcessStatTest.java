package dev.hostgauge.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessStatTest {
    private static final String FIELDS =
            " S 1 812 812 0 -1 4194560 900 0 3 0 1234 566 0 0 20 0 4 0 54321 230000000 5120 18446744073709551615 1 1 0";

    private static ProcessStat parse(String content) throws Malformed {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return ProcessStat.parse("/proc/812/stat", bytes, bytes.length, new Words(), new long[24]);
    }

    @Test
    void takesTheFieldsThatMatter() throws Malformed {
        assertThat(parse("812 (postgres)" + FIELDS + "\n"))
                .isEqualTo(new ProcessStat(812, "postgres", 'S', false, 4, 1800, 54321, 5120));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "tmux: server", ") R 1 2 (", "(sd-pam)", "two\nlines", ")", " ", "ü-ber"})
    void aNameMayHoldAnything(String name) throws Malformed {
        ProcessStat process = parse("812 (" + name + ")" + FIELDS + "\n");
        assertThat(process.name()).isEqualTo(name);
        assertThat(process.state()).isEqualTo('S');
        assertThat(process.startTicks()).isEqualTo(54321);
    }

    @Test
    void aThreadOfTheKernelIsKnownByItsFlag() throws Malformed {
        assertThat(parse("2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 3 0 0 20 0 1 0 1 0 0 0\n")
                        .isKernelThread())
                .isTrue();
    }

    @Test
    void aZombieHasEndedUnlessOtherThreadsOfItLive() throws Malformed {
        String fields = FIELDS.replace(" S ", " Z ");
        assertThat(parse("812 (x)" + fields).hasEnded()).isFalse();
        assertThat(parse("812 (x)" + fields.replace(" 20 0 4 ", " 20 0 1 ")).hasEnded())
                .isTrue();
        assertThat(parse("812 (x)" + FIELDS).hasEnded()).isFalse();
    }

    @Test
    void moreColumnsThanTodayAreLeftOut() throws Malformed {
        assertThat(parse("812 (x)" + FIELDS + " 7 7 seven\n").threads()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "812",
                "812 (x",
                "812 x) S 1",
                "812 (x)",
                "812 (x) S",
                "(x) S 1 2 3",
                "x (x) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21",
                "812 (x) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
                "812 (x) S 1 2 3 4 5 6 7 8 9 10 x 12 13 14 15 16 17 18 19 20 21 22",
                "812 (x) S 1 2 3 4 5 6 7 8 9 10 18446744073709551615 12 13 14 15 16 17 18 19 20 21 22",
                "99999999999 (x) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22"
            })
    void whatMakesNoSenseIsNamed(String content) {
        assertThatThrownBy(() -> parse(content))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("/proc/812/stat: want a process such as");
    }
}
