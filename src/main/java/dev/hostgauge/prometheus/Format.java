package dev.hostgauge.prometheus;

import io.prometheus.metrics.expositionformats.PrometheusProtobufWriter;

/** The formats in which Prometheus takes metrics. */
public enum Format {
    /** The format that everything reads. */
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8"),
    /** What OpenMetrics was called before its first release; the same bytes. */
    OPEN_METRICS_0_0_1("application/openmetrics-text; version=0.0.1; charset=utf-8"),
    PROTOBUF(PrometheusProtobufWriter.CONTENT_TYPE);

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    /** The value of the header {@code Content-Type}, without the parameter {@code escaping}. */
    public String contentType() {
        return contentType;
    }
}
