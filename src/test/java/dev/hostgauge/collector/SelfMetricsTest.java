package dev.hostgauge.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.config.CompatSettings;
import dev.hostgauge.config.Version;
import dev.hostgauge.metric.Family;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfMetricsTest {
    @Test
    void everySnapshotSaysWhichBuildMadeIt() {
        List<Family> families = RecordedRun.selfMetrics().families(List.of(), 0);
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

    @Test
    void dashboardsThatChooseInstancesByNodeExportersBuildFindOursUnlessToldOtherwise() {
        assertThat(names(CompatSettings.DEFAULTS)).contains("node_exporter_build_info");
        assertThat(names(new CompatSettings(false, false)))
                .contains("hostgauge_build_info")
                .doesNotContain("node_exporter_build_info");
    }

    private static List<String> names(CompatSettings compat) {
        return new SelfMetrics(compat, List.of())
                .families(List.of(), 0).stream()
                        .map(family -> family.metric().name())
                        .toList();
    }
}
