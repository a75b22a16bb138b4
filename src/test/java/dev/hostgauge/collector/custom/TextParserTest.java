package dev.hostgauge.collector.custom;

import static dev.hostgauge.collector.custom.Parsed.families;
import static dev.hostgauge.collector.custom.Parsed.samples;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextParserTest {
    @Test
    void namesTypesHelpLabelsAndValuesAreKept() throws IOException {
        String text = """
                # HELP backup_age_seconds Age of the last backup; C:\\\\dump, in \\n two lines.
                # TYPE backup_age_seconds gauge
                backup_age_seconds{volume="/srv",host="a \\"b\\" \\\\ \\n c"} 1.5e3

                # A comment.
                #
                #HELP done Done.
                # TYPE done COUNTER
                done 7
                untyped:by_rule{le="0.5",job="x",} -1
                """;
        List<MetricDef> metrics =
                families(text).stream().map(family -> family.metric()).toList();
        assertThat(metrics)
                .containsExactly(
                        MetricDef.external(
                                "backup_age_seconds",
                                Kind.GAUGE,
                                "Age of the last backup; C:\\dump, in \n two lines.",
                                List.of("volume", "host")),
                        MetricDef.external("done", Kind.COUNTER, "Done.", List.of()),
                        MetricDef.external("untyped:by_rule", Kind.UNTYPED, "", List.of("le", "job")));
        assertThat(samples(text))
                .containsEntry("backup_age_seconds{volume=\"/srv\",host=\"a \"b\" \\ \n c\"}", 1500.0)
                .containsEntry("done", 7.0)
                .containsEntry("untyped:by_rule{le=\"0.5\",job=\"x\"}", -1.0)
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, -0.0",
        "+17, 17",
        ".5, 0.5",
        "5., 5",
        "1.5e-3, 0.0015",
        "1E+3, 1000",
        "18446744073709551615, 18446744073709551615",
        "1e-400, 0",
        "NaN, NaN",
        "nan, NaN",
        "+Inf, Infinity",
        "-Inf, -Infinity",
        "inf, Infinity",
        "Infinity, Infinity"
    })
    void everyValueOfTheFormatIsTaken(String written, double value) throws IOException {
        assertThat(samples("x " + written + "\n")).containsEntry("x", value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e400", "0x1p3", "1_000", "1d", "1f", "-nan", "--1", "e5", ".", "1.2.3", "1,5", "one", "-"})
    void whatIsNoNumberIsRefused(String written) {
        assertRefused("x " + written + "\n", 1, "want a number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x{a=\"b\"} 1\n",
                "x {a=\"b\"} 1\n",
                "\tx\t{\ta\t=\t\"b\"\t}\t1\t\n",
                "x{a=\"b\"}1\n",
                "x{a=\"b\",} 1\n",
                "x{a=\"b\" ,} 1  \r\n"
            })
    void blanksAndTabsMayStandBetweenAllParts(String text) throws IOException {
        assertThat(samples(text)).containsOnlyKeys("x{a=\"b\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "  \n\t\n", "# just a comment\n", "# HELP x X.\n# TYPE x gauge\n", "# HELP x\n# TYPE\n"
            })
    void aFileMayHaveNoMetrics(String text) throws IOException {
        assertThat(families(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x{a=\"b\" 1 | '}'",
                "x{a=\"b\" c=\"d\"} 1 | '}'",
                "x{a=\"b} 1 | '\"'",
                "x{a=b} 1 | '\"'",
                "x{a} 1 | '='",
                "x{,} 1 | name of a label",
                "x{1a=\"b\"} 1 | name of a label",
                "x{a:b=\"c\"} 1 | '='",
                "x{__name__=\"y\"} 1 | underscores",
                "x{a=\"b\",a=\"c\"} 1 | each label once",
                "x{a=\"\\t\"} 1 | \\\\, \\\" or \\n",
                "# HELP x A \\t tab. | \\\\, \\\" or \\n",
                "# HELP 1x No. | name of a metric",
                "# TYPE x-y gauge | a blank",
                "# TYPE x gauges | counter, gauge",
                "# TYPE x gauge histogram | end of the line",
                "1x 1 | name of a metric",
                "x | a blank",
                "{\"x\"} 1 | name of a metric",
                "x.y 1 | a blank",
                "x 1 1700000000000 | no timestamp",
                "x 1 # {} 1 | no timestamp",
            })
    void aLineThatMakesNoSenseIsNamed(String line, String wanted) {
        String expected = line.equals("x") ? "a number" : wanted;
        assertRefused("good 1\n" + line + "\ngood 2\n", 2, expected);
    }

    @Test
    void aCommentMayHoldAnything() throws IOException {
        byte[] text = "# \u00e9t\u00e9 \\t\n# HELPFUL x-y\n# TYPES\n#\n# HELP\n# TYPE \nx 1\n".getBytes(ISO_8859_1);
        assertThat(families(text)).hasSize(1);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThatThrownBy(() -> families("x{a=\"\u00e9\"} 1\n".getBytes(ISO_8859_1)))
                .hasMessageContaining("line 1: want UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"good 1\ncut 12", "good 1\ncut{a=\"b", "good 1\n# HELP cut Cu", "good 1\n "})
    void aFileWhoseLastLineHasNoEndIsHalfWritten(String text) {
        assertRefused(text, 2, "half-written");
    }

    @Test
    void aSeriesStandsInAFileOnce() {
        assertRefused("x{a=\"1\"} 1\nx{a=\"2\"} 2\nx{a=\"1\"} 3\n", 3, "another series than in line 1");
        assertRefused("x 1\nx{a=\"\"} 1\n", 2, "another series than in line 1");
    }

    @Test
    void helpAndTypeStandOnceAndTheTypeBeforeTheSamples() {
        assertRefused("# HELP x A.\n# HELP x A.\n", 2, "one HELP");
        assertRefused("# TYPE x gauge\n# TYPE x gauge\n", 2, "one TYPE");
        assertRefused("x 1\n# TYPE x gauge\n", 2, "before its samples");
    }

    @Test
    void labelsThatASeriesLacksAreEmpty() throws IOException {
        assertThat(samples("x{a=\"1\"} 1\nx{b=\"2\"} 2\nx 3\n"))
                .containsOnlyKeys("x{a=\"1\",b=\"\"}", "x{a=\"\",b=\"2\"}", "x{a=\"\",b=\"\"}");
    }

    @Test
    void tooManyLabelsOrSeriesOrTooLongALineAreRefused() {
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            labels.append("x{l").append(i).append("=\"\"} ").append(i).append('\n');
        }
        assertRefused(labels.toString(), 51, "at most 50 labels");
        assertRefused("x{a=\"" + "a".repeat(70_000) + "\"} 1\n", 1, "at most 65536 bytes");
        StringBuilder types = new StringBuilder();
        StringBuilder samples = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            types.append("# TYPE t").append(i).append(" gauge\n");
            samples.append("s{a=\"").append(i).append("\"} 1\n");
        }
        assertRefused(types.toString(), 10_001, "max-series");
        assertRefused(samples.toString(), 10_001, "max-series");
    }

    private static void assertRefused(String text, int line, String why) {
        assertThatThrownBy(() -> families(text))
                .isInstanceOf(Malformed.class)
                .hasMessageStartingWith("line " + line + ": ")
                .hasMessageContaining(why);
    }
}
