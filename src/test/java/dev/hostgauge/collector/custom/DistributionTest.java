package dev.hostgauge.collector.custom;

import static dev.hostgauge.collector.custom.Parsed.families;
import static dev.hostgauge.collector.custom.Parsed.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Histograms and summaries in users' files. */
class DistributionTest {
    private static final String HISTOGRAM = "# TYPE x histogram\n";
    private static final String SUMMARY = "# TYPE x summary\n";

    @Test
    void thePartsOfAHistogramAreOneFamilyInOrder() throws IOException {
        Family family = families(HISTOGRAM + """
                x_count{a="1"} 9
                x_bucket{a="1",le="+Inf"} 9
                x_bucket{le="1",a="2"} 1
                x_bucket{le="0.5",a="1"} 4
                x_bucket{le="5e-1",a="2"} 0
                x_sum{a="2"} 1.5
                x_bucket{le="+Inf",a="2"} 1
                x_sum{a="1"} -3
                x_bucket{le="10",a="1"} 7
                x_count{a="2"} 1
                """).get(0);
        assertThat(family.metric().kind()).isEqualTo(Kind.HISTOGRAM);
        assertThat(family.metric().labels()).containsExactly("a");
        assertThat(family)
                .hasToString("x[[1, 0.5], [1, 10], [1, +Inf], [1, sum], [1, count],"
                        + " [2, 0.5], [2, 1], [2, +Inf], [2, sum], [2, count]]"
                        + "[4.0, 7.0, 9.0, -3.0, 9.0, 0.0, 1.0, 1.0, 1.5, 1.0]");
    }

    @Test
    void theLastBucketAndTheCountAreTheSameNumber() throws IOException {
        assertThat(samples(HISTOGRAM + "x_bucket{le=\"1\"} 1\nx_count 3\n"))
                .containsEntry("x_bucket{le=\"+Inf\"}", 3.0)
                .hasSize(3);
        assertThat(samples(HISTOGRAM + "x_bucket{le=\"+Inf\"} 3\n"))
                .containsEntry("x_count", 3.0)
                .hasSize(2);
    }

    @Test
    void aSummaryMayHaveNoQuantilesOrNothingElse() throws IOException {
        assertThat(samples(SUMMARY + "x_sum 2\nx_count 1\n")).containsOnlyKeys("x_sum", "x_count");
        assertThat(samples(SUMMARY + "x{quantile=\"0.99\"} NaN\n")).containsOnlyKeys("x{quantile=\"0.99\"}");
    }

    @Test
    void withoutATypeTheyAreMetricsOfTheirOwn() throws IOException {
        assertThat(families("x_bucket{le=\"1\"} 1\nx_sum 1\nx_count 1\n")).hasSize(3);
        assertThat(families(SUMMARY + "x_bucket 1\nx_sum 1\n"))
                .extracting(family -> family.metric().name())
                .containsExactly("x", "x_bucket");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x 1 | _bucket with the label le",
                "x{le=\"1\"} 1 | _bucket with the label le",
                "x_bucket 1 | _bucket with the label le",
                "x_sum{le=\"1\"} 1 | _bucket with the label le",
                "x_bucket{le=\"one\"} 1 | a number as le",
                "x_bucket{le=\"NaN\"} 1 | a number as le",
                "x_bucket{le=\"1\",le=\"2\"} 1 | each label once",
                "x_bucket{le=\"1\"} 1.5 | a number of observations",
                "x_bucket{le=\"1\"} NaN | a number of observations",
                "x_count -1 | a number of observations",
                "x_count 1e17 | a number of observations",
                "x_sum 1 | a bucket +Inf or a count",
                "x_bucket{le=\"1\"} 1 | a bucket +Inf or a count"
            })
    void aHistogramThatIsNoneIsRefused(String line, String wanted) {
        assertThatThrownBy(() -> families(HISTOGRAM + line + "\n"))
                .hasMessageStartingWith("line 2: ")
                .hasMessageContaining(wanted);
    }

    @Test
    void bucketsThatFallAndBoundsThatRepeatAreRefused() {
        assertThatThrownBy(() -> families(HISTOGRAM + "x_bucket{le=\"1\"} 5\nx_bucket{le=\"2\"} 4\nx_count 9\n"))
                .hasMessageStartingWith("line 3: want at least the 5 of the bucket below, got '4'");
        assertThatThrownBy(() -> families(HISTOGRAM + "x_bucket{le=\"1\"} 5\nx_bucket{le=\"1.0\"} 5\nx_count 9\n"))
                .hasMessageStartingWith("line 3: want another series than in line 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x 1 | a quantile with that label",
                "x_count{quantile=\"1\"} 1 | a quantile with that label",
                "x{quantile=\"1.5\"} 1 | a quantile from 0 to 1",
                "x{quantile=\"NaN\"} 1 | a quantile from 0 to 1",
                "x_count 0.5 | a number of observations"
            })
    void aSummaryThatIsNoneIsRefused(String line, String wanted) {
        assertThatThrownBy(() -> families(SUMMARY + line + "\n"))
                .hasMessageStartingWith("line 2: ")
                .hasMessageContaining(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1.0, 1",
        "0, 0",
        "-0.5, -0.5",
        "0.005, 0.005",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "409600, 409600",
        "1000000, 1e+06",
        "1638400, 1.6384e+06",
        "1e100, 1e+100",
        "0.30000000000000004, 0.30000000000000004",
        "2e-3, 0.002",
        "9007199254740993, 9.007199254740992e+15",
        "inf, +Inf",
        "-Inf, -Inf"
    })
    void boundsAreSpelledAsGoDoes(String written, String spelled) {
        assertThat(Decimal.spell(Decimal.parse(written).orElseThrow())).isEqualTo(spelled);
    }
}
