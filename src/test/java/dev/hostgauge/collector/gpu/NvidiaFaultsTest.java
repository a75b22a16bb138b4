package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.config.CompatSettings;
import dev.hostgauge.nvml.FakeDriver;
import dev.hostgauge.nvml.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GPUs that fail, go and come back beside others that do not. */
class NvidiaFaultsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String FIRST = "0000:1b:00.0";
    private static final String LOST = "0000:61:00.0";
    private static final int LOST_NUMBER = 3;
    private static final List<String> OTHERS = List.of(
            "0000:1b:00.0",
            "0000:43:00.0",
            "0000:52:00.0",
            "0000:9d:00.0",
            "0000:c3:00.0",
            "0000:d1:00.0",
            "0000:df:00.0");

    @TempDir
    Path folder;

    @Test
    void oneOfEightThatIsLostIsDownUnderItsNameAndTheOthersAreServedInEachCycle() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            driver.lose(LOST_NUMBER);
            for (int i = 0; i < 30; i++) {
                run.readAfter(SECOND);
                assertThat(run.isDown(LOST, "gpu_is_lost")).as("in cycle %s", i).isTrue();
                assertThat(OTHERS).allMatch(run::isServed);
                Thread.sleep(50);
            }
            assertThat(run.values("gpu_up", LOST, "GPU-11111111-2222-3333-4444-000000000003"))
                    .hasSize(1);
            assertThat(run.values("gpu_temperature_celsius", LOST)).isEmpty();
            assertThat(run.values("gpu_devices")).containsExactly(8.0);
            assertThat(driver.inits()).as("one new start, which did not help").isEqualTo(2);
            driver.restore(LOST_NUMBER);
            for (int minute = 0; minute < 4; minute++) {
                run.readAfter(Duration.ofMinutes(1));
            }
            assertThat(run.isServed(LOST)).isTrue();
            assertThat(OTHERS).allMatch(run::isServed);
            assertThat(driver.inits()).isEqualTo(2);
        }
        assertThat(driver.references()).isZero();
        assertThat(driver.staleHandles()).isZero();
    }

    @Test
    void aLostGpuIsTriedLessAndLessOften() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            driver.lose(LOST_NUMBER);
            run.readAfter(SECOND);
            run.readUntil(() -> driver.inits() == 2);
            driver.forgetCalls();
            for (int minute = 0; minute < 60; minute++) {
                run.readAfter(Duration.ofMinutes(1));
            }
            assertThat(driver.calls("nvmlDeviceGetHandleByPciBusId_v2")).isBetween(4L, 8L);
            assertThat(driver.inits()).isEqualTo(2);
        }
    }

    @Test
    void aGpuThatIsLostWhenTheExporterStartsIsDownWhereTheBusShowsIt() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8").lose(LOST_NUMBER);
        String recording = NvidiaRun.DRIVER_ALONE + Cards.card(LOST, "10de", "nvidia") + others();
        try (NvidiaRun run = new NvidiaRun(folder, driver, recording, "", CompatSettings.DEFAULTS)) {
            run.read();
            assertThat(run.isDown(LOST, "gpu_is_lost")).isTrue();
            assertThat(OTHERS).allMatch(run::isServed);
            assertThat(run.problems()).singleElement().asString().contains("index 3", "gpu_is_lost");
        }
    }

    private static String others() {
        StringBuilder recording = new StringBuilder();
        OTHERS.forEach(address -> recording.append(Cards.card(address, "10de", "nvidia")));
        return recording.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "8, insufficient_power",
        "11, irq_issue",
        "14, corrupted_inforom",
        "16, reset_required",
        "17, operating_system"
    })
    void aGpuThatCannotWorkIsDownAloneUntilItCan(int code, String reason) throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8");
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            driver.fault("nvmlDeviceGetUtilizationRates", LOST_NUMBER, Fault.code(code));
            run.readAfter(SECOND);
            assertThat(run.isDown(LOST, reason)).isTrue();
            assertThat(OTHERS).allMatch(run::isServed);
            driver.heal();
            run.readAfter(SECOND);
            assertThat(run.isServed(LOST)).isTrue();
            assertThat(driver.inits()).isEqualTo(1);
        }
    }

    @Test
    void aGpuThatIsUnpluggedIsDownAndAnotherInItsPlaceIsFound() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8").plug(0, 1, 2);
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            assertThat(run.values("gpu_up")).containsExactly(1.0, 1.0, 1.0);
            driver.unplug(1);
            run.readAfter(SECOND);
            assertThat(run.isDown("0000:43:00.0", "gpu_is_lost")).isTrue();
            run.readUntil(() -> driver.inits() == 2);
            assertThat(run.isServed(FIRST)).isTrue();
            assertThat(run.isServed("0000:52:00.0")).isTrue();
            assertThat(run.values("gpu_info", "0000:52:00.0", "index=\"1\"")).hasSize(1);
            driver.plug(0, 1, 2, 5);
            run.readAfter(Duration.ofSeconds(15));
            run.readUntil(() -> run.values("gpu_up").equals(List.of(1.0, 1.0, 1.0, 1.0)));
            assertThat(run.isServed("0000:c3:00.0")).isTrue();
            assertThat(driver.inits()).isEqualTo(3);
        }
    }

    @Test
    void gpusThatChangedTheirOrderKeepTheirNumbers() throws Exception {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8").plug(0, 1);
        driver.set(0, "temperature", 40).set(1, "temperature", 70);
        try (NvidiaRun run = new NvidiaRun(folder, driver)) {
            run.read();
            driver.plug(1, 0).reload();
            run.readAfter(SECOND);
            run.readUntil(() -> run.isServed(FIRST) && run.isServed("0000:43:00.0"));
            assertThat(run.values("gpu_temperature_celsius", FIRST, "sensor=\"gpu\""))
                    .containsExactly(40.0);
            assertThat(run.values("gpu_info", FIRST, "index=\"1\"")).hasSize(1);
            assertThat(run.values("gpu_info", "0000:43:00.0", "index=\"0\"")).hasSize(1);
        }
    }

    @Test
    void aGpuThatTheBusShowsAndTheDriverDoesNotIsDownIfItIsOurs() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        String missing = "0000:99:00.0";
        String ofAnother = "0000:aa:00.0";
        String recording = NvidiaRun.DRIVER_ALONE
                + Cards.card(FIRST, "10de", "nvidia")
                + Cards.card(missing, "10de", "nvidia")
                + Cards.card(ofAnother, "10de", "nvidia")
                + "== file proc/driver/nvidia/gpus/" + missing + "/information\nModel: \t\t H\nDevice Minor: \t 1\n"
                + "== file proc/driver/nvidia/gpus/" + ofAnother + "/information\nModel: \t\t H\nDevice Minor: \t 2\n"
                + "== file own/dev/nvidia1\n";
        try (NvidiaRun run = new NvidiaRun(folder, driver, recording, "", CompatSettings.DEFAULTS)) {
            run.read();
            assertThat(run.isServed(FIRST)).isTrue();
            assertThat(run.isDown(missing, "gpu_not_found")).isTrue();
            assertThat(run.values("gpu_down_info", ofAnother)).isEmpty();
        }
    }
}
