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
    @ValueSource(
            strings = {"jvm_threads_current", "jvm_buffer_pool_used_buffers", "process_open_fds", "process_max_fds"})
    void namesOfClientJavaAreKeptAsTheyAre(String name) {
        assertThat(MetricDef.gauge(name, "Help.").name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Backup", "a", "_", ":", "job:backup:age", "node_x", "host_percent", "jobs_total"})
    void whatAUserBringsMayBeCalledAsPrometheusAllows(String name) {
        MetricDef metric = MetricDef.external(name, Kind.GAUGE, "", List.of("le", "quantile", "job", "instance"));
        assertThat(metric.name()).isEqualTo(name);
        assertThat(metric.stability()).isEqualTo(Stability.EXTERNAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a-b", "a b", "ü"})
    void butNotAsItDoesNotAllow(String name) {
        assertThatThrownBy(() -> MetricDef.external(name, Kind.GAUGE, "", List.of()))
                .hasMessageContaining("not a Prometheus name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"__name__", "__a", "a-b", "a:b", ""})
    void aUsersLabelsMayNotBeCalledAsPrometheusCallsItsOwn(String label) {
        assertThatThrownBy(() -> MetricDef.external("a", Kind.GAUGE, "", List.of(label)))
                .hasMessageContaining("label");
    }

    @Test
    void theLabelOfAPartIsNoneOfTheMetricsOwn() {
        assertThatThrownBy(() -> MetricDef.external("a", Kind.HISTOGRAM, "", List.of("le")))
                .hasMessageContaining("label");
        assertThatThrownBy(() -> MetricDef.external("a", Kind.SUMMARY, "", List.of("quantile")))
                .hasMessageContaining("label");
        assertThat(MetricDef.external("a", Kind.SUMMARY, "", List.of("le")).valuesPerPoint())
                .isEqualTo(2);
    }

    @Test
    void aHistogramIsFoundByTheNamesOfItsSamples() {
        Catalogue catalogue = new Catalogue();
        MetricDef histogram = MetricDef.histogram("host_waiting_seconds", "Help.");
        MetricDef summary = MetricDef.summary("jvm_gc_collection_seconds", "Help.", "gc");
        catalogue.add("a", List.of(histogram, summary));
        for (String name : List.of("", "_bucket", "_sum", "_count")) {
            assertThat(catalogue.find("host_waiting_seconds" + name)).contains(histogram);
        }
        for (String name : List.of("", "_sum", "_count")) {
            assertThat(catalogue.find("jvm_gc_collection_seconds" + name)).contains(summary);
        }
        assertThat(catalogue.find("jvm_gc_collection_seconds_bucket")).isEmpty();
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
    void whatANameCannotHoldBecomesAnUnderscore(String part) {
        MetricPattern pattern = MetricPattern.of(Kind.GAUGE, "node_memory_<field>_bytes", "The field <field>.");
        assertThat(pattern.named(part).name()).matches("node_memory_(a_b|_)_bytes");
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
