package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.nvml.FakeDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GPUs that are cut into instances. */
class NvidiaMigTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long MIG_CHANGED = 0x100;
    private static final String THIRD_UUID = "MIG-aaaaaaaa-0000-5000-8000-000000000003";

    @TempDir
    Path folder;

    @Test
    void instancesInSparseSlotsAreListedWithTheMemoryOfTheirGpuInstance() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h200-mig");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_mig_enabled")).containsExactly(1.0);
            assertThat(run.values("gpu_mig_info")).hasSize(3);
            assertThat(run.values(
                            "gpu_mig_info",
                            "mig_uuid=\"" + THIRD_UUID + "\"",
                            "gi=\"11\"",
                            "ci=\"0\"",
                            "profile=\"1g.18gb\""))
                    .containsExactly(1.0);
            assertThat(run.values("gpu_mig_memory_size_bytes", "gi=\"5\"")).containsExactly(37312528384.0);
            assertThat(run.values("gpu_mig_memory_used_bytes", "gi=\"5\"")).containsExactly(536870912.0);
            assertThat(run.values("gpu_mig_memory_free_bytes", "gi=\"5\"")).containsExactly(36712742912.0);
            assertThat(run.values("gpu_utilization_ratio")).isEmpty();
            assertThat(run.values("gpu_memory_used_bytes")).hasSize(1);
            assertThat(run.problems()).isEmpty();
            assertThat(run.values("gpu_nvml_errors_total")).isEmpty();
        }
    }

    @Test
    void computeInstancesThatShareAGpuInstanceShareItsMemory() throws IOException {
        FakeDriver driver =
                FakeDriver.build(folder).load("h200-mig").set(0, "mig.2.gi", 1).set(0, "mig.2.ci", 1);
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_mig_info", "gi=\"1\"")).hasSize(2);
            assertThat(run.values("gpu_mig_memory_size_bytes", "gi=\"1\"")).containsExactly(74625056768.0);
        }
    }

    @Test
    void anInstanceThatIsRemovedIsGoneAtOnceAndItsNumberMayBeUsedAgain() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h200-mig");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            driver.unset(0, "mig.5.uuid");
            run.readAfter(SECOND);
            assertThat(run.values("gpu_mig_info")).hasSize(2);
            assertThat(run.values("gpu_mig_memory_size_bytes")).hasSize(2);
            driver.set(0, "mig.4.uuid", "MIG-new").set(0, "mig.4.name", "NVIDIA H200 MIG 1g.18gb");
            driver.set(0, "mig.4.gi", 11).set(0, "mig.4.ci", 0).set(0, "mig.4.memory.total", 18_000_000_000L);
            driver.set(0, "mig.4.memory.used", 0).set(0, "mig.4.memory.free", 18_000_000_000L);
            driver.set(0, "mig.4.memory.reserved", 0);
            run.readAfter(SECOND.multipliedBy(31));
            assertThat(run.values("gpu_mig_info", "gi=\"11\"", "mig_uuid=\"MIG-new\""))
                    .hasSize(1);
            assertThat(run.values("gpu_mig_memory_size_bytes", "gi=\"11\"")).containsExactly(18_000_000_000.0);
            assertThat(run.problems()).isEmpty();
        }
    }

    @Test
    void aNewDivisionThatTheDriverTellsOfIsSeenAtOnce() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h200-mig").set(0, "events", 0x1ff);
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            run.readUntil(() -> driver.eventsWaiting() > 0
                    && !run.values("gpu_xid_errors_total").isEmpty());
            driver.set(0, "mig.5.uuid", "MIG-other").set(0, "mig.5.name", "NVIDIA H200 MIG 1g.35gb");
            run.readAfter(SECOND);
            assertThat(run.values("gpu_mig_info", THIRD_UUID)).hasSize(1);
            driver.event(0, MIG_CHANGED, 0);
            run.readUntil(() -> !run.values("gpu_mig_info", "MIG-other").isEmpty());
            assertThat(run.values("gpu_mig_info", "MIG-other", "profile=\"1g.35gb\""))
                    .hasSize(1);
            assertThat(run.values("gpu_mig_memory_size_bytes", "gi=\"11\"")).hasSize(1);
        }
    }

    @Test
    void whatADividedGpuDoesNotTellIsAskedAgainOnceItIsWhole() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h200-mig");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_utilization_ratio")).isEmpty();
            driver.set(0, "mig.current", 0);
            run.readAfter(SECOND.multipliedBy(31));
            assertThat(run.values("gpu_mig_enabled")).containsExactly(0.0);
            assertThat(run.values("gpu_mig_info")).isEmpty();
            assertThat(run.values("gpu_mig_memory_size_bytes")).isEmpty();
            run.readUntil(() -> !run.values("gpu_utilization_ratio").isEmpty());
            driver.set(0, "mig.current", 1);
            run.readAfter(SECOND.multipliedBy(31));
            run.readUntil(() -> driver.inits() == 3);
            assertThat(run.values("gpu_mig_info")).hasSize(3);
            assertThat(run.values("gpu_up")).containsExactly(1.0);
            run.readAfter(SECOND);
            run.readAfter(SECOND.multipliedBy(31));
            assertThat(driver.inits()).isEqualTo(3);
        }
    }
}
