package dev.hostgauge.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final MetricDef TEMPERATURE = MetricDef.gauge("host_temperature_celsius", "Help.", "sensor");
    private static final MetricDef LOAD = MetricDef.gauge("node_load1", "Help.");

    private static Family family(MetricDef metric, double value, String... labels) {
        return Family.of(metric, new Labels[] {Labels.of(labels)}, new double[] {value}, 1);
    }

    private static Result result(String collector, Family... families) {
        return new Result(collector, Outcome.OK, List.of(families), 0, Duration.ZERO, Instant.EPOCH);
    }

    @Test
    void familiesAreSortedAndOnesOfSeveralCollectorsAreOne() {
        Snapshot snapshot = new Snapshot(
                Instant.EPOCH,
                Optional.empty(),
                List.of(
                        result("hwmon", family(LOAD, 1), family(TEMPERATURE, 40, "Core 0")),
                        result("thermal_zone", family(TEMPERATURE, 50, "zone0"))));
        assertThat(snapshot.families())
                .extracting(family -> family.metric().name())
                .containsExactly("host_temperature_celsius", "node_load1");
        assertThat(snapshot.families().get(0).size()).isEqualTo(2);
    }

    @Test
    void aSeriesThatTwoCollectorsServeAppearsOnce() {
        Snapshot snapshot = new Snapshot(
                Instant.EPOCH,
                Optional.empty(),
                List.of(result("a", family(TEMPERATURE, 40, "x")), result("b", family(TEMPERATURE, 50, "x"))));
        Family merged = snapshot.families().get(0);
        assertThat(merged.size()).isEqualTo(1);
        assertThat(merged.value(0)).isEqualTo(40);
    }

    @Test
    void theOrderOfOneSnapshotDoesNotMisplaceTheFamiliesOfAnother() {
        FamilyOrder order = new FamilyOrder();
        Family load = family(LOAD, 1);
        Family temperature = family(TEMPERATURE, 40, "x");
        assertThat(order.sorted(List.of(load, temperature))).containsExactly(temperature, load);
        assertThat(order.sorted(List.of(load, temperature))).containsExactly(temperature, load);
        assertThat(order.sorted(List.of(temperature, load))).containsExactly(temperature, load);
        assertThat(order.sorted(List.of(load))).containsExactly(load);
        assertThat(order.sorted(List.of())).isEmpty();
    }
}
