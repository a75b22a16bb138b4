package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.machine.OpenedFiles;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PciGpusTest {
    private static final String GPU = "0000:3b:00.0";
    private static final String FOLDER = "sys/bus/pci/devices/" + GPU;

    @TempDir
    private Path folder;

    private RecordedMachine unpack(String text) throws IOException {
        return RecordedMachine.unpackText(text, folder);
    }

    private PointList read(String text) throws IOException {
        try (RecordedMachine machine = unpack(text);
                Cards cards = new Cards(machine)) {
            return cards.read();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x030000, 10de, nvidia", // a graphics card
        "0x030200, 10de, nvidia", // one without a display
        "0x038000, 1002, amd",
        "0x120000, 1002, amd", // Instinct MI300
        "0x030000, 8086, intel",
    })
    void displayDevicesOfThoseWhoMakeGpusAreGpus(String deviceClass, String vendor, String label) throws IOException {
        String card = Cards.card(GPU, vendor, "").replace("0x030000", deviceClass);
        assertThat(read(card).points()).containsEntry("gpu_devices{vendor=\"" + label + "\"}", 1.0);
    }

    @ParameterizedTest
    @CsvSource({
        "0x040300, 10de", // audio of a graphics card
        "0x068000, 10de", // NVSwitch
        "0x120000, 8086", // neural processor
        "0x030000, 1a03", // ASPEED
        "0x030000, 102b", // Matrox
        "0x030000, 1af4", // virtio
        "0x030000, 1234", // bochs
        "garbage, 10de",
        "'', 10de",
    })
    void otherDevicesAreNone(String deviceClass, String vendor) throws IOException {
        String card = Cards.card(GPU, vendor, "anything").replace("0x030000", deviceClass) + "== dir " + FOLDER
                + "/drm/card0\n";
        assertThat(read(card).points()).isEmpty();
    }

    @Test
    void aDisplayOfAnybodyElseWhoseDriverRendersIsAGpuUnlessItIsEmulated() throws IOException {
        String renders = "== dir " + FOLDER + "/drm/renderD128\n";
        assertThat(read(Cards.card(GPU, "1ed5", "mtgpu") + renders).points())
                .containsEntry("gpu_devices{vendor=\"1ed5\"}", 1.0)
                .containsEntry("gpu_up{gpu=\"" + GPU + "\",uuid=\"\"}", 1.0);
        assertThat(read(Cards.card(GPU, "15ad", "vmwgfx") + renders).points()).isEmpty();
    }

    @Test
    void aVirtualFunctionIsNoGpuBesideTheOneItIsPartOf() throws IOException {
        String text = Cards.card(GPU, "10de", "nvidia") + Cards.card("0000:3b:00.4", "10de", "vfio-pci")
                + "== link sys/bus/pci/devices/0000:3b:00.4/physfn -> ../" + GPU + "\n";
        assertThat(read(text).points()).containsEntry("gpu_devices{vendor=\"nvidia\"}", 1.0);
    }

    @Test
    void theLinkIsServedAsGenerationAndLanes() throws IOException {
        PointList list = read(Cards.card(
                GPU,
                "10de",
                "nouveau",
                "current_link_speed",
                "2.5 GT/s PCIe",
                "current_link_width",
                "8",
                "max_link_speed",
                "32.0 GT/s PCIe",
                "max_link_width",
                "16",
                "aer_dev_correctable",
                "RxErr 5\nTOTAL_ERR_COR 7",
                "aer_dev_fatal",
                "TOTAL_ERR_FATAL 0"));
        assertThat(Cards.of(GPU, list))
                .containsEntry("gpu_pcie_link_generation", 1.0)
                .containsEntry("gpu_pcie_link_width", 8.0)
                .containsEntry("gpu_pcie_link_generation_max", 5.0)
                .containsEntry("gpu_pcie_link_width_max", 16.0)
                .containsEntry("gpu_pcie_aer_errors_total{severity=\"correctable\"}", 7.0)
                .containsEntry("gpu_pcie_aer_errors_total{severity=\"fatal\"}", 0.0)
                .doesNotContainKey("gpu_pcie_aer_errors_total{severity=\"nonfatal\"}");
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void graphicsWithinAProcessorHaveNoLink() throws IOException {
        PointList list = read(Cards.card(
                GPU,
                "8086",
                "i915",
                "current_link_speed",
                "Unknown",
                "current_link_width",
                "0",
                "max_link_speed",
                "Unknown",
                "max_link_width",
                "255"));
        assertThat(Cards.of(GPU, list))
                .noneSatisfy((series, value) -> assertThat(series).contains("link"));
        assertThat(Cards.of(GPU, list)).containsEntry("gpu_up", 1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspended", "suspending"})
    void ofOneThatSleepsNothingButItsStateIsRead(String status) throws IOException {
        String card = Cards.card(
                GPU,
                "1002",
                "amdgpu",
                "power/runtime_status",
                status,
                "current_link_width",
                "16",
                "gpu_busy_percent",
                "3",
                "unique_id",
                "0x77",
                "hwmon/hwmon4/temp1_input",
                "41000",
                "config",
                "");
        try (RecordedMachine machine = unpack(card);
                Cards cards = new Cards(machine)) {
            cards.read();
            machine.advance(Duration.ofHours(1));
            try (OpenedFiles files = new OpenedFiles(folder)) {
                assertThat(Cards.of(GPU, cards.read()))
                        .containsEntry("gpu_runtime_suspended", 1.0)
                        .containsEntry("gpu_up", 1.0)
                        .hasSize(3);
                assertThat(files.counts()).containsOnlyKeys(FOLDER + "/power/runtime_status");
            }
        }
    }

    @Test
    void whoFallsAsleepIsNotReadOnAndWhoWakesIsReadAgain() throws IOException {
        String card = Cards.card(GPU, "1002", "amdgpu", "power/runtime_status", "active", "gpu_busy_percent", "3");
        try (RecordedMachine machine = unpack(card);
                Cards cards = new Cards(machine)) {
            assertThat(Cards.of(GPU, cards.read()))
                    .containsEntry("gpu_runtime_suspended", 0.0)
                    .containsEntry("gpu_utilization_ratio", 0.03);
            machine.write(FOLDER + "/power/runtime_status", "suspended\n");
            assertThat(Cards.of(GPU, cards.read()))
                    .containsEntry("gpu_runtime_suspended", 1.0)
                    .doesNotContainKey("gpu_utilization_ratio");
            machine.write(FOLDER + "/power/runtime_status", "active\n");
            assertThat(Cards.of(GPU, cards.read())).containsEntry("gpu_utilization_ratio", 0.03);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsupported", "error", "", "garbage"})
    void whereTheKernelManagesNoPowerThereIsNoState(String status) throws IOException {
        PointList list =
                read(Cards.card(GPU, "1002", "amdgpu", "power/runtime_status", status, "gpu_busy_percent", "100"));
        assertThat(Cards.of(GPU, list))
                .doesNotContainKey("gpu_runtime_suspended")
                .containsEntry("gpu_utilization_ratio", 1.0);
    }

    @Test
    void whoseStateCannotBeReadMaySleepAndIsLeftAlone() throws IOException {
        String card = Cards.card(GPU, "1002", "amdgpu", "gpu_busy_percent", "3");
        SysfsFaults driver = new SysfsFaults().fail("runtime_status", "Input/output error");
        try (RecordedMachine machine = unpack(card);
                Cards cards = new Cards(driver, machine)) {
            PointList list = cards.read();
            assertThat(Cards.of(GPU, list)).doesNotContainKey("gpu_utilization_ratio");
            assertThat(list.problems()).singleElement().asString().contains("runtime_status");
            assertThat(driver.asked(GPU)).hasSize(1);
        }
    }

    @Test
    void oneThatFellOffTheBusIsNotUp() throws IOException {
        PointList list = read(Cards.card(
                GPU,
                "1002",
                "amdgpu",
                "current_link_width",
                "63",
                "current_link_speed",
                "Unknown",
                "gpu_busy_percent",
                "99"));
        assertThat(Cards.of(GPU, list))
                .containsEntry("gpu_up", 0.0)
                .containsEntry("gpu_down_info{reason=\"off_bus\"}", 1.0)
                .doesNotContainKeys("gpu_pcie_link_width", "gpu_utilization_ratio");
    }

    @Test
    void nobodyMayAskOneThatIsMeantForAVirtualMachine() throws IOException {
        PointList list = read(Cards.card(GPU, "1002", "vfio-pci", "current_link_width", "16"));
        assertThat(Cards.of(GPU, list))
                .doesNotContainKey("gpu_up")
                .containsEntry("gpu_pcie_link_width", 16.0)
                .anySatisfy((series, value) -> assertThat(series).contains("gpu_info", "driver=\"vfio-pci\""));
    }

    @Test
    @Timeout(60)
    void oneWhoseDriverHangsIsStuckAndTheOthersAreServed() throws IOException {
        String other = "0000:5e:00.0";
        String text = Cards.card(GPU, "1002", "amdgpu", "gpu_busy_percent", "1")
                + Cards.card(other, "1002", "amdgpu", "gpu_busy_percent", "2");
        CountDownLatch latch = new CountDownLatch(1);
        SysfsFaults driver = new SysfsFaults().hang(GPU + "/gpu_busy_percent", latch);
        try (RecordedMachine machine = unpack(text);
                Cards cards = new Cards(driver, machine)) {
            PointList list = cards.read();
            assertThat(Cards.of(GPU, list))
                    .containsEntry("gpu_up", 0.0)
                    .containsEntry("gpu_down_info{reason=\"stuck\"}", 1.0)
                    .doesNotContainKey("gpu_utilization_ratio");
            assertThat(Cards.of(other, list)).containsEntry("gpu_utilization_ratio", 0.02);
            assertThat(list.problems()).singleElement().asString().contains(GPU, "timed out");
        } finally {
            latch.countDown();
        }
    }

    @Test
    void aCardThatVanishesIsGoneAtOnceAndAnotherInItsPlaceIsAnother() throws IOException {
        try (RecordedMachine machine = unpack(Cards.card(GPU, "1002", "amdgpu", "gpu_busy_percent", "1"));
                Cards cards = new Cards(machine)) {
            cards.read();
            Path kept = folder.resolve("elsewhere");
            Files.move(machine.path(FOLDER), kept);
            assertThat(cards.read().points()).isEmpty();
            machine.write(FOLDER + "/class", "0x030000\n");
            machine.write(FOLDER + "/vendor", "0x8086\n");
            assertThat(cards.read().points()).as("looked for every 15 s").isEmpty();
            machine.advance(PaceMaker.SLOW);
            assertThat(cards.read().points()).containsEntry("gpu_devices{vendor=\"intel\"}", 1.0);
        }
    }

    @Test
    void whatWasNoGpuIsComparedOnceAMinute() throws IOException {
        String network = Cards.card(GPU, "8086", "ixgbe").replace("0x030000", "0x020000");
        try (RecordedMachine machine = unpack(network);
                Cards cards = new Cards(machine)) {
            assertThat(cards.read().points()).isEmpty();
            Files.move(machine.path(FOLDER), folder.resolve("elsewhere"));
            machine.write(FOLDER + "/class", "0x030000\n");
            machine.write(FOLDER + "/vendor", "0x8086\n");
            machine.advance(PaceMaker.SLOW);
            assertThat(cards.read().points()).isEmpty();
            machine.advance(Due.FACTS);
            assertThat(cards.read().points()).containsEntry("gpu_devices{vendor=\"intel\"}", 1.0);
        }
    }

    @Test
    void oneThatIsBackOnTheBusIsReadWhole() throws IOException {
        String link = FOLDER + "/current_link_width";
        String card = Cards.card(
                GPU,
                "1002",
                "amdgpu",
                "current_link_width",
                "63",
                "current_link_speed",
                "Unknown",
                "mem_info_vram_total",
                "1024");
        try (RecordedMachine machine = unpack(card);
                Cards cards = new Cards(machine)) {
            assertThat(Cards.of(GPU, cards.read())).containsEntry("gpu_up", 0.0);
            machine.write(link, "16\n");
            assertThat(Cards.of(GPU, cards.read()))
                    .containsEntry("gpu_up", 1.0)
                    .containsEntry("gpu_memory_size_bytes", 1024.0);
        }
    }

    @Test
    void aDriverThatIsBoundLaterIsFound() throws IOException {
        try (RecordedMachine machine = unpack(Cards.card(GPU, "1002", "", "gpu_busy_percent", "50"));
                Cards cards = new Cards(machine)) {
            assertThat(Cards.of(GPU, cards.read())).doesNotContainKeys("gpu_up", "gpu_utilization_ratio");
            Files.createSymbolicLink(machine.path(FOLDER + "/driver"), Path.of("../../drivers/amdgpu"));
            machine.advance(PaceMaker.SLOW);
            assertThat(Cards.of(GPU, cards.read()))
                    .containsEntry("gpu_up", 1.0)
                    .containsEntry("gpu_utilization_ratio", 0.5);
        }
    }

    @Test
    void aMachineWithoutGpusCostsNoFileACycle() throws IOException {
        try (RecordedMachine machine = unpack(Cards.card(GPU, "1a03", "ast"));
                Cards cards = new Cards(machine)) {
            cards.read();
            try (OpenedFiles files = new OpenedFiles(folder)) {
                assertThat(cards.read().points()).isEmpty();
                machine.advance(Duration.ofHours(1));
                assertThat(cards.read().points()).isEmpty();
                assertThat(files.counts()).isEmpty();
            }
        }
    }
}
