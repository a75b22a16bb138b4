package dev.hostgauge.collector.self;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JvmTest {
    @Test
    void everyCollectorIsASummaryOfItsCollections() throws IOException {
        String gc = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .findFirst()
                .orElseThrow();
        assertThat(points())
                .containsKey("jvm_gc_collection_seconds_sum{gc=\"" + gc + "\"}")
                .containsKey("jvm_gc_collection_seconds_count{gc=\"" + gc + "\"}");
    }

    @Test
    void anAreaWithoutALimitHasNoMaximum() throws IOException {
        long limit = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getMax();
        assertThat(points().containsKey("jvm_memory_max_bytes{area=\"nonheap\"}"))
                .isEqualTo(limit >= 0);
        assertThat(points().get("jvm_memory_max_bytes{area=\"heap\"}"))
                .isEqualTo((double) Runtime.getRuntime().maxMemory());
    }

    @Test
    void committedMemoryHoldsWhatIsUsed() throws IOException {
        Map<String, Double> points = points();
        for (String area : new String[] {"heap", "nonheap"}) {
            assertThat(points.get("jvm_memory_used_bytes{area=\"" + area + "\"}"))
                    .isPositive()
                    .isLessThanOrEqualTo(points.get("jvm_memory_committed_bytes{area=\"" + area + "\"}"));
        }
    }

    @Test
    void namesAreThoseOfClientJava() {
        assertThat(Jvm.METRICS.stream()
                        .map(declared -> ((MetricDef) declared).name())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "jvm_memory_used_bytes",
                        "jvm_memory_committed_bytes",
                        "jvm_memory_max_bytes",
                        "jvm_memory_pool_used_bytes",
                        "jvm_gc_collection_seconds",
                        "jvm_threads_current",
                        "jvm_threads_daemon",
                        "jvm_threads_peak",
                        "jvm_threads_started_total");
    }

    private static Map<String, Double> points() throws IOException {
        return PointList.of(new Jvm()).points();
    }
}
