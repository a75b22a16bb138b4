package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.nvml.FakeDriver;
import dev.hostgauge.nvml.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GPUs report of themselves between readings. */
class XidTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String FIRST = "0000:1b:00.0";
    private static final String OTHER = "0000:43:00.0";
    private static final String ERRORS = "gpu_xid_errors_total";
    private static final String TIME = "gpu_xid_last_timestamp_seconds";

    /** 2^64-1. */
    private static final long LARGEST = -1;

    @TempDir
    Path folder;

    /** Reads until events are waited for. */
    private static void listen(FakeDriver driver, NvidiaRun run) throws IOException, InterruptedException {
        run.read();
        run.readUntil(() -> driver.eventsWaiting() > 0 && !run.values(ERRORS).isEmpty());
    }

    private static String xid(long number) {
        return "xid=\"" + Long.toUnsignedString(number) + "\"";
    }

    @Test
    void theSeriousOnesStandAtZeroBeforeTheyHappen() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8").plug(0, 1);
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            listen(driver, run);
            for (long serious : new long[] {48, 62, 64, 74, 79, 94, 95, 119, 120, 154}) {
                assertThat(run.values(ERRORS, FIRST, xid(serious))).containsExactly(0.0);
            }
            assertThat(run.values(ERRORS, OTHER)).hasSize(10).containsOnly(0.0);
            assertThat(run.values(TIME)).isEmpty();
        }
    }

    @Test
    void eachIsCountedForItsGpuWithItsTime() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8").plug(0, 1);
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            listen(driver, run);
            Instant now = Instant.parse("2026-11-22T13:00:00Z");
            run.machine().jumpTo(now);
            driver.xid(1, 79).xid(1, 79).xid(1, 13);
            run.readUntil(() -> run.values(ERRORS, OTHER, xid(13)).contains(1.0));
            assertThat(run.values(ERRORS, OTHER, xid(79))).containsExactly(2.0);
            assertThat(run.values(TIME, OTHER, xid(79))).containsExactly((double) now.getEpochSecond());
            assertThat(run.values(ERRORS, FIRST)).containsOnly(0.0);
        }
    }

    @Test
    void numbersWithoutSenseAreCountedAndBounded() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            listen(driver, run);
            driver.xid(0, LARGEST);
            run.readUntil(() -> run.values(ERRORS, xid(LARGEST)).contains(1.0));
            assertThat(run.values(ERRORS, "xid=\"18446744073709551615\"")).hasSize(1);
            for (int i = 0; i < 250; i++) {
                driver.xid(0, 1000 + i);
                long delivered = i + 2L;
                while (driver.eventsDelivered() < delivered) {
                    Thread.sleep(1);
                }
            }
            run.readUntil(() ->
                    run.values(ERRORS).stream().mapToDouble(Double::doubleValue).sum() == 251);
            assertThat(run.values(ERRORS)).hasSize(201);
            assertThat(run.values(ERRORS, "xid=\"other\"")).containsExactly(251.0 - 190);
        }
    }

    @Test
    void countersOutliveADriverThatIsLoadedAnew() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            listen(driver, run);
            driver.xid(0, 79);
            run.readUntil(() -> run.values(ERRORS, xid(79)).contains(1.0));
            driver.reload();
            run.readAfter(SECOND);
            assertThat(run.values(ERRORS, xid(79))).as("while nothing runs").containsExactly(1.0);
            run.readUntil(() -> run.isServed(FIRST) && driver.eventsWaiting() > 0);
            driver.xid(0, 79);
            run.readUntil(() -> run.values(ERRORS, xid(79)).contains(2.0));
        }
    }

    @Test
    void aDriverThatReportsNoneHasNoSeries() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100").unset(0, "events");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            run.readAfter(SECOND);
            assertThat(run.isServed(FIRST)).isTrue();
            assertThat(run.values(ERRORS)).isEmpty();
            assertThat(driver.calls("nvmlEventSetCreate")).isZero();
        }
    }

    @Test
    void aGpuWhoseEventsAreRefusedHasNoSeriesAndTheOthersHave() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8").plug(0, 1);
        driver.fault("nvmlDeviceRegisterEvents", 0, Fault.code(4));
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            listen(driver, run);
            assertThat(run.values(ERRORS, FIRST)).isEmpty();
            assertThat(run.values(ERRORS, OTHER)).hasSize(10);
            assertThat(run.values("gpu_nvml_errors_total", "nvmlDeviceRegisterEvents", "no_permission"))
                    .containsExactly(1.0);
        }
    }

    @Test
    void anEventOfAnUnknownKindIsNoXidAndHasEverythingReadAnew() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            listen(driver, run);
            driver.forgetCalls();
            driver.event(0, 0x100, 5);
            run.readUntil(() -> driver.calls("nvmlDeviceGetPersistenceMode") == 1);
            assertThat(run.values(ERRORS)).containsOnly(0.0);
        }
    }
}
