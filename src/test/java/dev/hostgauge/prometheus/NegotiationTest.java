package dev.hostgauge.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {
    private static final String PROTOBUF =
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    private static String contentType(String accept) {
        return Negotiation.of(accept).contentType();
    }

    @Test
    void prometheus2GetsOpenMetrics() {
        assertThat(contentType(
                        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                                + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1"))
                .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
    }

    @Test
    void prometheus2WithNativeHistogramsGetsProtobuf() {
        assertThat(contentType(PROTOBUF + ",application/openmetrics-text;version=1.0.0;q=0.8,"
                        + "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"))
                .isEqualTo(
                        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited");
    }

    @Test
    void prometheus3GetsOpenMetricsAndItsEscapingBack() {
        assertThat(contentType("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                        + "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                        + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2"))
                .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8");
    }

    @Test
    void prometheus3ToldToScrapeTextGetsTheVersionThatIsHere() {
        assertThat(contentType(
                        "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.4"))
                .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain;q=0.2, application/openmetrics-text;q=0.9 | OPEN_METRICS",
                "text/plain;q=0.9, application/openmetrics-text;q=0.2 | TEXT",
                "text/plain, application/openmetrics-text | TEXT",
                "application/openmetrics-text, text/plain | OPEN_METRICS",
                "application/openmetrics-text;version=0.0.1 | OPEN_METRICS_0_0_1",
                "application/openmetrics-text;version=2.0.0, text/plain;q=0.1 | TEXT",
                "APPLICATION/OpenMetrics-Text ; VERSION=\"1.0.0\" ; Q=0.7 | OPEN_METRICS",
                "application/openmetrics-text;q=0 | TEXT",
                "application/openmetrics-text;q=lots, text/plain;q=0.1 | TEXT",
                "application/vnd.google.protobuf | TEXT",
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text | TEXT"
            })
    void theHighestQualityWinsAndTheFirstAmongEquals(String accept, Format format) {
        assertThat(Negotiation.of(accept).format()).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource({
        "allow-utf-8, allow-utf-8",
        "values, values",
        "underscores, underscores",
        "dots, underscores",
        "x, underscores"
    })
    void anEscapingThatWouldChangePlainNamesIsNotPromised(String asked, String answered) {
        assertThat(contentType("text/plain;escaping=" + asked))
                .isEqualTo("text/plain; version=0.0.4; charset=utf-8; escaping=" + answered);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "*/*", "text/html", "image/png,*/*;q=0.8", ",,;;=;", ";q=1", "a;b;c=,d", "text/*;q=0.3"})
    void everythingElseGetsText(@Nullable String accept) {
        assertThat(Negotiation.of(accept))
                .isEqualTo(new Negotiation(Format.TEXT, "text/plain; version=0.0.4; charset=utf-8"));
    }
}
