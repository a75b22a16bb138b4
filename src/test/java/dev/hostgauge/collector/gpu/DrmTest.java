package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrmTest {
    private static final String DEVICE = "sys/class/drm/card1/device/";
    private static final String CARD = """
            == link sys/class/drm/card1/device/driver -> ../../../../bus/pci/drivers/amdgpu
            == file sys/class/drm/card1/device/power/runtime_status
            active
            == file sys/class/drm/card1/device/gpu_busy_percent
            7
            == dir sys/class/drm/card1-DP-1
            """;
    private static final String BUSY = "node_drm_gpu_busy_percent{card=\"card1\"}";

    @TempDir
    private Path folder;

    private final Crew crew = new Crew();
    private final SysfsFaults driver = new SysfsFaults();

    @AfterEach
    void close() {
        crew.close();
    }

    private Drm drm(RecordedMachine machine) {
        return new Drm(driver.of(machine.machine()), crew);
    }

    @Test
    void amdsCardsAreServedUnderTheirNames() throws IOException {
        try (RecordedMachine machine = RecordedMachine.unpack("amd-gpus", folder)) {
            PointList list = PointList.of(drm(machine));
            assertThat(list.problems()).isEmpty();
            assertThat(list.points())
                    .hasSize(4 * 8)
                    .containsEntry("node_drm_gpu_busy_percent{card=\"card1\"}", 96.0)
                    .containsEntry("node_drm_memory_vram_size_bytes{card=\"card2\"}", 25753026560.0)
                    .containsKey("node_drm_card_info{card=\"card2\",memory_vendor=\"samsung\","
                            + "power_performance_level=\"auto\",unique_id=\"9f3c1b7a66d0e215\",vendor=\"amd\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4294967295", "-1", "busy", ""})
    void aValueThatIsNoneIsAbsentAndNotZero(String busy) throws IOException {
        try (RecordedMachine machine = RecordedMachine.unpackText(CARD, folder)) {
            machine.write(DEVICE + "gpu_busy_percent", busy + "\n");
            PointList list = PointList.of(drm(machine));
            assertThat(list.points()).hasSize(1);
            assertThat(list.problems()).hasSize(busy.isEmpty() ? 0 : 1);
        }
    }

    @Test
    void ofOneThatSleepsNothingButItsStateIsRead() throws IOException {
        try (RecordedMachine machine = RecordedMachine.unpackText(CARD, folder)) {
            Drm drm = drm(machine);
            assertThat(PointList.of(drm).points()).containsEntry(BUSY, 7.0);
            machine.write(DEVICE + "power/runtime_status", "suspended\n");
            int before = driver.asked("").size();
            assertThat(PointList.of(drm).points()).hasSize(1).doesNotContainKey(BUSY);
            assertThat(driver.asked("")).hasSize(before + 1);
        }
    }

    @Test
    void othersCardsAndThoseThatWentAreNot() throws IOException {
        try (RecordedMachine machine = RecordedMachine.unpackText(CARD, folder)) {
            Drm drm = drm(machine);
            assertThat(PointList.of(drm).points()).isNotEmpty();
            Files.delete(machine.path(DEVICE + "driver"));
            Files.createSymbolicLink(machine.path(DEVICE + "driver"), Path.of("../drivers/i915"));
            assertThat(PointList.of(drm).points()).isEmpty();
        }
    }
}
