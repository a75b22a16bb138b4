package dev.hostgauge.collector.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.machine.Malformed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneFileTest {
    private static final String BERLIN_RULE = "CET-1CEST,M3.5.0,M10.5.0/3";

    /** Summer times of 1980 and 1981 one by one, the rule for later years. */
    static final byte[] BERLIN = file('2', BERLIN_RULE);

    /** A file as zic writes it: for version 2 and later with an empty block in front. */
    private static byte[] file(char version, String rule) {
        ByteBuffer file = ByteBuffer.allocate(1024);
        if (version != 0) {
            block(file, version, 0, 0, 0);
        }
        block(file, version, 4, 3, 13);
        for (String moment : new String[] {
            "1980-04-06T01:00:00Z", "1980-09-28T01:00:00Z", "1981-03-29T01:00:00Z", "1981-09-27T01:00:00Z"
        }) {
            long second = Instant.parse(moment).getEpochSecond();
            if (version == 0) {
                file.putInt((int) second);
            } else {
                file.putLong(second);
            }
        }
        file.put(new byte[] {2, 1, 2, 1});
        file.putInt(3208).put((byte) 0).put((byte) 0);
        file.putInt(3600).put((byte) 0).put((byte) 4);
        file.putInt(7200).put((byte) 1).put((byte) 8);
        file.put("LMT\0CET\0CEST\0".getBytes(StandardCharsets.US_ASCII));
        if (version != 0) {
            file.put(("\n" + rule + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        byte[] bytes = new byte[file.flip().remaining()];
        file.get(bytes);
        return bytes;
    }

    private static void block(ByteBuffer file, char version, int transitions, int types, int characters) {
        file.put("TZif".getBytes(StandardCharsets.US_ASCII)).put((byte) version).put(new byte[15]);
        file.putInt(0).putInt(0).putInt(0).putInt(transitions).putInt(types).putInt(characters);
    }

    private static String at(byte[] file, String moment) throws IOException {
        ZoneFile.Local local =
                ZoneFile.parse("localtime", file).at(Instant.parse(moment).getEpochSecond());
        return local.offsetSeconds() + " " + local.name();
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 3208 LMT",
        "1980-04-06T00:59:59Z, 3208 LMT",
        "1980-04-06T01:00:00Z, 7200 CEST",
        "1980-12-24T00:00:00Z, 3600 CET",
        "1981-09-27T00:59:59Z, 7200 CEST",
        "2026-03-29T00:59:59Z, 3600 CET",
        "2026-03-29T01:00:00Z, 7200 CEST",
        "2026-10-25T00:59:59Z, 7200 CEST",
        "2026-10-25T01:00:00Z, 3600 CET",
        "2150-07-01T00:00:00Z, 7200 CEST"
    })
    void transitionsAndBehindThemTheRuleSayWhatHolds(String moment, String expected) throws IOException {
        assertThat(at(BERLIN, moment)).isEqualTo(expected);
    }

    @Test
    void afterTheLastTransitionOfAFileWithoutRuleItsTypeHolds() throws IOException {
        byte[] withoutRule = file('2', "");
        byte[] oldVersion = file((char) 0, "");
        assertThat(at(withoutRule, "2026-07-01T00:00:00Z")).isEqualTo("3600 CET");
        assertThat(at(oldVersion, "2026-07-01T00:00:00Z")).isEqualTo("3600 CET");
        assertThat(at(oldVersion, "1981-07-01T00:00:00Z")).isEqualTo("7200 CEST");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UTC0|2026-07-01T00:00:00Z|0 UTC",
                "IST-5:30|2026-07-01T00:00:00Z|19800 IST",
                "<-03>3|2026-07-01T00:00:00Z|-10800 -03",
                "EST5EDT,M3.2.0,M11.1.0|2026-07-01T00:00:00Z|-14400 EDT",
                "EST5EDT,M3.2.0,M11.1.0|2026-11-01T06:00:00Z|-18000 EST",
                "AEST-10AEDT,M10.1.0,M4.1.0/3|2026-01-15T00:00:00Z|39600 AEDT",
                "AEST-10AEDT,M10.1.0,M4.1.0/3|2026-07-01T00:00:00Z|36000 AEST",
                "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0|2026-12-31T23:00:00Z|39600 +11",
                "<-02>2<-01>,M3.5.0/-1,M10.5.0/0|2026-03-29T01:00:00Z|-3600 -01",
                "IST-1GMT0,M10.5.0,M3.5.0/1|2026-01-15T00:00:00Z|0 GMT",
                "AAA3BBB,J60/0,J300/0|2028-03-01T03:00:00Z|-7200 BBB",
                "AAA3BBB,J60/0,J300/0|2028-03-01T02:59:59Z|-10800 AAA",
                "AAA3BBB,59/0,300/0|2028-02-29T03:00:00Z|-7200 BBB"
            })
    void rulesAreReadAsPosixWritesThem(String rule, String moment, String expected) throws IOException {
        ZoneFile.Local local = PosixZone.at(rule, Instant.parse(moment).getEpochSecond());
        assertThat(local.offsetSeconds() + " " + local.name()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "CET", "CET-x", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "<CET"})
    void aRuleThatMakesNoSenseIsNamed(String rule) {
        assertThatThrownBy(() -> PosixZone.at(rule, 0))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("got '" + rule + "'");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 24, 28, 32, 36, 40})
    void aFileThatClaimsMoreThanItHoldsIsNamedAndTakesNoMemory(int count) {
        byte[] lying = file((char) 0, "");
        ByteBuffer.wrap(lying).putInt(count, Integer.MAX_VALUE);
        assertThatThrownBy(() -> ZoneFile.parse("localtime", lying)).isInstanceOf(Malformed.class);
        ByteBuffer.wrap(lying).putInt(count, -1);
        assertThatThrownBy(() -> ZoneFile.parse("localtime", lying)).isInstanceOf(Malformed.class);
    }

    @Test
    void aFileThatIsCutOffAnywhereBeforeItsRuleIsNamed() {
        int end = BERLIN.length - BERLIN_RULE.length() - 2;
        for (int length = 0; length < end; length++) {
            byte[] cut = Arrays.copyOf(BERLIN, length);
            assertThatThrownBy(() -> ZoneFile.parse("localtime", cut))
                    .as("%d bytes", length)
                    .isInstanceOf(Malformed.class);
        }
    }
}
