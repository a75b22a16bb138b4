package dev.hostgauge.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricDefTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpu_usage",
                "host_cpu_percent",
                "host_uptime_minutes",
                "host_disk_kilobytes",
                "host_latency_ms",
                "host_Things",
                "gpu_clock_mhz",
                "host_reads_total",
                "host things",
                ""
            })
    void aGaugeOfOursKeepsToTheNamingLaw(String name) {
        assertThatThrownBy(() -> MetricDef.gauge(name, "Help."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void aCounterOfOursEndsInTotal() {
        assertThatThrownBy(() -> MetricDef.counter("host_reads", "Help.")).hasMessageContaining("_total");
        assertThat(MetricDef.counter("host_reads_total", "Help.").kind()).isEqualTo(Kind.COUNTER);
    }

    @Test
    void namesOfNodeExporterAreKeptAsTheyAre() {
        assertThat(MetricDef.gauge("node_hwmon_freq_freq_mhz", "Help.").name()).isEqualTo("node_hwmon_freq_freq_mhz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"le", "instance", "job", "__name__", "a-b", ""})
    void labelsThatPrometheusUsesItselfAreRefused(String label) {
        assertThatThrownBy(() -> MetricDef.gauge("host_things", "Help.", label)).hasMessageContaining("label");
    }

    @Test
    void aPatternFillsNameAndHelpAndKnowsItsOwn() {
        MetricPattern pattern = MetricPattern.of(Kind.GAUGE, "node_memory_<field>_bytes", "The field <field>.");
        MetricDef metric = pattern.named("Active_anon");
        assertThat(metric.name()).isEqualTo("node_memory_Active_anon_bytes");
        assertThat(metric.help()).isEqualTo("The field Active_anon.");
        assertThat(pattern.named("Active_anon")).isSameAs(metric);
        assertThat(pattern.makes("node_memory_X_bytes")).isTrue();
        assertThat(pattern.makes("node_memory_bytes")).isFalse();
        assertThat(pattern.makes("node_vmstat_x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-b", "a{b", "a\nb", "ü"})
    void aPartThatMakesNoNameIsRefused(String part) {
        MetricPattern pattern = MetricPattern.of(Kind.GAUGE, "node_memory_<field>_bytes", "The field.");
        assertThatThrownBy(() -> pattern.named(part)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileThatInventsNamesWithoutEndIsStopped() {
        MetricPattern pattern = MetricPattern.of(Kind.GAUGE, "node_vmstat_<field>", "The field.");
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000_000; i++) {
                        pattern.named("f" + i);
                    }
                })
                .hasMessageContaining("more than");
    }

    @Test
    void aNameStandsForOneDefinition() {
        Catalogue catalogue = new Catalogue();
        catalogue.add("a", List.of(MetricDef.gauge("host_things", "Help.")));
        catalogue.add("b", List.of(MetricDef.gauge("host_things", "Help.")));
        assertThatThrownBy(() -> catalogue.add("c", List.of(MetricDef.gauge("host_things", "Other help."))))
                .hasMessageContaining("by a and c");
    }
}
