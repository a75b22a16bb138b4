package dev.hostgauge.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.config.Version;
import dev.hostgauge.metric.Family;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfMetricsTest {
    @Test
    void everySnapshotSaysWhichBuildMadeIt() {
        List<Family> families = new SelfMetrics().families(List.of(), 0);
        Version version = Version.current();
        assertThat(version.version()).matches("\\d+\\.\\d+.*");
        assertThat(families)
                .filteredOn(family -> family.metric().name().equals("hostgauge_build_info"))
                .singleElement()
                .satisfies(family -> {
                    assertThat(family.value(0)).isEqualTo(1);
                    assertThat(family.labels(0).values())
                            .containsExactly(version.version(), version.revision(), System.getProperty("java.version"));
                });
    }
}
