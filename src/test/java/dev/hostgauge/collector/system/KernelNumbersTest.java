package dev.hostgauge.collector.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Registrations;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The collectors {@code entropy} and {@code kernel_hung}. */
class KernelNumbersTest {
    private static final Registration ENTROPY = Registrations.named("entropy", SystemCollectors.ALL);
    private static final Registration KERNEL_HUNG = Registrations.named("kernel_hung", SystemCollectors.ALL);

    @TempDir
    private Path folder;

    private PointList read(Registration registration, String machine) throws IOException {
        try (RecordedMachine recorded = RecordedMachine.unpackText(machine, folder)) {
            return PointList.of(registration, recorded.machine());
        }
    }

    @Test
    void servesTheKernelsNumbers() throws IOException {
        assertThat(read(ENTROPY, """
                        == file proc/sys/kernel/random/entropy_avail
                        3742
                        == file proc/sys/kernel/random/poolsize
                        4096
                        """).points())
                .containsOnly(
                        Map.entry("node_entropy_available_bits", 3742.0),
                        Map.entry("node_entropy_pool_size_bits", 4096.0));
        assertThat(read(KERNEL_HUNG, "== file proc/sys/kernel/hung_task_detect_count\n18446744073709551615\n")
                        .points())
                .containsOnly(Map.entry("node_kernel_hung_tasks_total", 0x1p64));
    }

    @Test
    void aKernelThatDoesNotCountHungTasksIsAbsent() throws IOException {
        PointList list = read(KERNEL_HUNG, "");
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "== file proc/sys/kernel/random/poolsize\n",
                "== file proc/sys/kernel/random/poolsize\nmany\n",
                "== file proc/sys/kernel/random/poolsize\n-1\n",
                "== file proc/sys/kernel/random/poolsize\n18446744073709551616\n",
                "== eio proc/sys/kernel/random/poolsize\n",
                "== fifo proc/sys/kernel/random/poolsize\n",
                "== unreadable proc/sys/kernel/random/poolsize\n"
            })
    void aFileThatMakesNoSenseCostsItsMetricAlone(String poolsize) throws IOException {
        PointList list = read(ENTROPY, "== file proc/sys/kernel/random/entropy_avail\n256 bits\n" + poolsize);
        assertThat(list.points()).containsOnly(Map.entry("node_entropy_available_bits", 256.0));
        assertThat(list.problems()).singleElement().asString().contains("random/poolsize: ");
    }
}
