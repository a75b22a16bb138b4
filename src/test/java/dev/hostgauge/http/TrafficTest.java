package dev.hostgauge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Labels;
import dev.hostgauge.metric.Part;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private final Traffic traffic = new Traffic();

    @Test
    void aRequestIsCountedUnderItsRouteAndStatus() {
        traffic.answered("/metrics", 200, 1_000_000);
        traffic.answered("/metrics", 200, 3_000_000);
        traffic.answered("/metrics", 503, 1_000);
        traffic.answered(Traffic.NO_ROUTE, 404, 1_000);
        assertThat(points("hostgauge_http_requests_total"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("/metrics 200", 2.0, "/metrics 503", 1.0, "none 404", 1.0));
    }

    @Test
    void aBucketHoldsWhatTookNoLongerThanItsBound() {
        traffic.answered("/", 200, 2_000_000);
        traffic.answered("/", 200, 2_000_001);
        traffic.answered("/", 200, 3_600_000_000_000L);
        assertThat(points("hostgauge_http_request_duration_seconds"))
                .containsEntry("/ 0.002", 1.0)
                .containsEntry("/ 0.005", 2.0)
                .containsEntry("/ 10", 2.0)
                .containsEntry("/ " + Part.INFINITY, 3.0)
                .containsEntry("/ " + Part.COUNT, 3.0)
                .containsEntry("/ " + Part.SUM, 3600.004000001);
    }

    @Test
    void aSeriesKeepsItsLabelsSoThatOutputsEncodeThemOnce() {
        traffic.answered("/", 200, 1);
        Labels first = traffic.families().get(0).labels(0);
        traffic.answered("/", 200, 1);
        assertThat(traffic.families().get(0).labels(0)).isSameAs(first);
    }

    private Map<String, Double> points(String name) {
        Map<String, Double> points = new TreeMap<>();
        for (Family family : traffic.families()) {
            for (int i = 0; family.metric().name().equals(name) && i < family.size(); i++) {
                points.put(String.join(" ", family.labels(i).values()), family.value(i));
            }
        }
        return points;
    }
}
