package dev.hostgauge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real Prometheus scrapes HostGauge, in each format that it can ask for. */
class PrometheusIT {
    /**
     * Prometheus asks for OpenMetrics, with native histograms on for protobuf. Older ones cannot be told to ask for plain
     * text, so that the relay between the two asks for it instead.
     */
    @ParameterizedTest
    @CsvSource({
        "application/openmetrics-text, '', ''",
        "application/vnd.google.protobuf, native-histograms, ''",
        "text/plain, '', text/plain;version=0.0.4",
    })
    void scrapesAndSeesItGo(String format, String feature, String asking, @TempDir Path folder)
            throws IOException, InterruptedException {
        Peer.require("prometheus");
        try (Exporter hostGauge = Exporter.hostGauge(List.of());
                Relay relay = new Relay(hostGauge, asking);
                Prometheus prometheus = Prometheus.start(folder, feature, relay.port())) {
            prometheus.await("up", 1);
            assertThat(relay.contentTypes()).isNotEmpty().allMatch(type -> type.startsWith(format));
            double samples = hostGauge.scrape().series().size();
            prometheus.await("scrape_samples_scraped", samples);
            prometheus.await("count({job=\"hostgauge\",__name__!~\"up|scrape_.*\"})", samples);
            assertThat(prometheus.ask("node_memory_MemTotal_bytes")).isPresent();

            assertThat(hostGauge.program().terminate(Duration.ofSeconds(10))).isPresent();
            prometheus.await("up", 0);
        }
    }
}
