package dev.hostgauge.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.Labels;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagingTest {
    private static final MetricDef GAUGE = MetricDef.gauge("host_things", "Things.", "device");
    private static final MetricDef COUNTER = MetricDef.counter("host_events_total", "Events.", "device");

    private final Staging staging = new Staging();

    @Test
    void theSameSeriesHasTheSameLabelsInEveryCycle() {
        Family first = cycle("a", "b");
        Family second = cycle("a", "b");
        assertThat(second.labels(0)).isSameAs(first.labels(0));
        assertThat(second.labels(1)).isSameAs(first.labels(1));
    }

    @Test
    void aDeviceThatComesAndGoesMovesNoOthersValue() {
        cycle("a", "c");
        Family three = cycle("a", "b", "c");
        assertThat(three.labels(1).value(0)).isEqualTo("b");
        assertThat(three.labels(2).value(0)).isEqualTo("c");
        Family one = cycle("c");
        assertThat(one.size()).isEqualTo(1);
        assertThat(one.labels(0).value(0)).isEqualTo("c");
        assertThat(three.labels(0).value(0)).isEqualTo("a");
    }

    @Test
    void aMachineWithMorePointsThanTheHeapHoldsIsServedInPart() {
        staging.begin(0, 0);
        for (int i = 0; i <= Staging.MOST_POINTS; i++) {
            staging.add(GAUGE, i, Integer.toString(i));
        }
        assertThat(staging.publish().get(0).size()).isEqualTo(Staging.MOST_POINTS);
        assertThat(staging.problems()).containsKey("series");
        assertThat(cycle("a").size()).isEqualTo(1);
    }

    private Family cycle(String... devices) {
        staging.begin(0, 0);
        for (int i = 0; i < devices.length; i++) {
            staging.add(GAUGE, i, devices[i]);
        }
        return staging.publish().get(0);
    }

    @Test
    void ofTwoPointsWithTheSameLabelsTheFirstIsServedAndTheOtherNamed() {
        for (int i = 0; i < 2; i++) {
            Family family = cycle("a", "a", "b");
            assertThat(family.size()).isEqualTo(2);
            assertThat(family.value(0)).isZero();
            assertThat(family.labels(1).value(0)).isEqualTo("b");
            assertThat(staging.problems()).containsKey("host_things[a]");
        }
    }

    @Test
    void thePartsOfAHistogramArePointsOfOneFamily() {
        MetricDef histogram = MetricDef.histogram("host_waiting_seconds", "Waiting.", "device");
        staging.begin(0, 0);
        staging.add(histogram, 3, "a", "0.5");
        staging.add(histogram, 4, "a", Part.INFINITY);
        staging.add(histogram, 2.5, "a", Part.SUM);
        staging.add(histogram, 4, "a", Part.COUNT);
        List<Family> families = staging.publish();
        assertThat(families).hasSize(1);
        assertThat(families.get(0).size()).isEqualTo(4);
        assertThat(families.get(0).labels(2).values()).containsExactly("a", "sum");
        assertThatThrownBy(() -> staging.add(histogram, 1, "a")).hasMessageContaining("and a part");
    }

    @Test
    void whatUsersBringIsPublishedAsItIs() {
        MetricDef metric = MetricDef.external("age", Kind.GAUGE, "", List.of());
        Family family = Family.of(metric, new Labels[] {Labels.NONE}, new double[] {Double.NaN}, 1);
        staging.begin(0, 0);
        staging.add(family);
        assertThat(staging.publish()).containsExactly(family);
        assertThat(staging.problems()).isEmpty();
        staging.begin(0, 1);
        assertThat(staging.publish()).isEmpty();
    }

    @Test
    void impossibleValuesAreLeftOutAndNamed() {
        staging.begin(0, 0);
        staging.add(GAUGE, Double.NaN, "nan");
        staging.add(GAUGE, Double.POSITIVE_INFINITY, "infinite");
        staging.add(GAUGE, -1, "negative");
        staging.add(COUNTER, -1, "negative");
        List<Family> families = staging.publish();
        assertThat(families).hasSize(1);
        assertThat(families.get(0).size()).isEqualTo(1);
        assertThat(families.get(0).labels(0).value(0)).isEqualTo("negative");
        assertThat(staging.problems()).hasSize(3);
    }

    @Test
    void aPointWithTooFewLabelsIsOurMistake() {
        staging.begin(0, 0);
        assertThatThrownBy(() -> staging.add(GAUGE, 1)).hasMessage("host_things wants labels [device], got []");
    }
}
