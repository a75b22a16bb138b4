package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.OpenedFiles;
import dev.hostgauge.machine.RecordedMachine;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmdGpuTest {
    private static final String GPU = "0000:03:00.0";
    private static final String FOLDER = "sys/bus/pci/devices/" + GPU;

    @TempDir
    private Path folder;

    private PointList read(String... filesAndContents) throws IOException {
        return read(new SysfsFaults(), filesAndContents);
    }

    private PointList read(SysfsFaults driver, String... filesAndContents) throws IOException {
        String card = Cards.card(GPU, "1002", "amdgpu", filesAndContents);
        try (RecordedMachine machine = RecordedMachine.unpackText(card, folder);
                Cards cards = new Cards(driver, machine)) {
            return cards.read();
        }
    }

    @Test
    void anInstinctIsServedWhole() throws IOException {
        try (RecordedMachine machine = RecordedMachine.unpack("amd-gpus", folder);
                Cards cards = new Cards(machine)) {
            PointList list = cards.read();
            assertThat(list.problems()).isEmpty();
            assertThat(list.points())
                    .containsEntry("gpu_devices{vendor=\"amd\"}", 4.0)
                    .containsKey("gpu_info{gpu=\"" + GPU + "\",uuid=\"0x7c2b5f3e9d1a4406\",vendor=\"amd\","
                            + "name=\"Instinct MI210\",index=\"\",serial=\"692240001234\",pci_id=\"1002:740f\","
                            + "driver=\"amdgpu\",driver_version=\"6.8.5\",cuda_version=\"\","
                            + "vbios_version=\"113-D67301-059\",memory=\"\",virtualization=\"\"}");
            assertThat(Cards.of(GPU, list))
                    .containsAllEntriesOf(Map.of(
                            "gpu_utilization_ratio", 0.96,
                            "gpu_memory_size_bytes", 68702699520.0,
                            "gpu_memory_free_bytes", 68702699520.0 - 51233411072.0,
                            "gpu_temperature_celsius{sensor=\"memory\"}", 63.0,
                            "gpu_temperature_threshold_celsius{sensor=\"junction\",threshold=\"shutdown\"}", 105.0,
                            "gpu_power_watts{mode=\"average\",scope=\"gpu\"}", 187.0,
                            "gpu_power_limit_watts{limit=\"enforced\"}", 300.0,
                            "gpu_clock_hertz{clock=\"graphics\"}", 1.7e9,
                            "gpu_clock_max_hertz{clock=\"soc\"}", 1.333e9))
                    .containsEntry(
                            "gpu_ecc_memory_errors_total{type=\"corrected\",scope=\"volatile\",location=\"umc\"}", 2.0)
                    .containsEntry(
                            "gpu_ecc_memory_errors_total{type=\"uncorrected\",scope=\"volatile\",location=\"gfx\"}",
                            1.0);
        }
    }

    @Test
    void theFileInWhichTheKernelSleepsIsNeverOpened() throws IOException {
        try (RecordedMachine machine = RecordedMachine.unpack("amd-gpus", folder);
                Cards cards = new Cards(machine)) {
            try (OpenedFiles files = new OpenedFiles(folder)) {
                cards.read();
                machine.advance(Duration.ofHours(1));
                cards.read();
                assertThat(files.counts().keySet())
                        .anyMatch(file -> file.endsWith("gpu_busy_percent"))
                        .noneMatch(file -> file.endsWith("pcie_bw"));
            }
        }
    }

    @Test
    void aCycleReadsEachFileOnce() throws IOException {
        try (RecordedMachine machine = RecordedMachine.unpack("amd-gpus", folder);
                Cards cards = new Cards(machine)) {
            cards.read();
            machine.advance(Duration.ofHours(1));
            try (OpenedFiles files = new OpenedFiles(folder)) {
                cards.read();
                assertThat(files.counts())
                        .hasSizeGreaterThan(100)
                        .allSatisfy((file, times) -> assertThat(times).as(file).isEqualTo(1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Operation not supported",
                "Invalid argument",
                "No data available",
                "Device or resource busy",
                "Operation not permitted"
            })
    void whatTheDriverHasNotIsAbsentAndNoFault(String refusal) throws IOException {
        SysfsFaults driver = new SysfsFaults()
                .fail("mem_busy_percent", refusal)
                .fail("power1_average", refusal)
                .fail("pp_dpm_fclk", refusal)
                .fail("umc_err_count", refusal);
        PointList list = read(
                driver,
                "gpu_busy_percent",
                "7",
                "mem_busy_percent",
                "",
                "pp_dpm_fclk",
                "",
                "ras/umc_err_count",
                "",
                "hwmon/hwmon0/power1_average",
                "");
        assertThat(Cards.of(GPU, list))
                .containsEntry("gpu_utilization_ratio", 0.07)
                .hasSize(3);
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4294967295", "101", "-1", "1e300", "99999999999999999999999"})
    void aShareThatCannotBeIsAbsentAndSaid(String percent) throws IOException {
        PointList list = read("gpu_busy_percent", percent);
        assertThat(Cards.of(GPU, list)).doesNotContainKey("gpu_utilization_ratio");
        assertThat(list.problems()).singleElement().asString().contains("gpu_busy_percent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775794", "-273150", "garbage", "41000 41000", "4294967295"})
    void aTemperatureThatCannotBeIsAbsentAndSaid(String millicelsius) throws IOException {
        PointList list = read("hwmon/hwmon0/temp1_input", millicelsius);
        assertThat(Cards.of(GPU, list)).doesNotContainKey("gpu_temperature_celsius{sensor=\"gpu\"}");
        assertThat(list.problems()).singleElement().asString().contains("temp1_input");
    }

    @Test
    void aSensorWithoutPowerIsAbsentAndNoFault() throws IOException {
        PointList list = read("hwmon/hwmon0/temp1_input", "0", "hwmon/hwmon0/temp2_input", "41000");
        assertThat(Cards.of(GPU, list))
                .containsEntry("gpu_temperature_celsius{sensor=\"temp2\"}", 41.0)
                .doesNotContainKey("gpu_temperature_celsius{sensor=\"gpu\"}");
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void aChipOfADriverThatWasLoadedAnewIsFoundAtOnce() throws IOException {
        String card = Cards.card(GPU, "1002", "radeon", "hwmon/hwmon4/temp1_input", "41000");
        try (RecordedMachine machine = RecordedMachine.unpackText(card, folder);
                Cards cards = new Cards(machine)) {
            assertThat(Cards.of(GPU, cards.read())).containsEntry("gpu_temperature_celsius{sensor=\"gpu\"}", 41.0);
            Files.move(machine.path(FOLDER + "/hwmon"), folder.resolve("elsewhere"));
            assertThat(Cards.of(GPU, cards.read())).doesNotContainKey("gpu_temperature_celsius{sensor=\"gpu\"}");
            machine.write(FOLDER + "/hwmon/hwmon7/temp1_input", "42000\n");
            assertThat(Cards.of(GPU, cards.read())).containsEntry("gpu_temperature_celsius{sensor=\"gpu\"}", 42.0);
        }
    }

    @Test
    void aLimitThatNobodySetIsAbsentAndNoFault() throws IOException {
        PointList list = read(
                "hwmon/hwmon0/temp1_input",
                "41000",
                "hwmon/hwmon0/temp1_crit",
                "0",
                "hwmon/hwmon0/power1_cap",
                "0",
                "hwmon/hwmon0/power1_cap_min",
                "0");
        assertThat(Cards.of(GPU, list))
                .containsEntry("gpu_temperature_celsius{sensor=\"gpu\"}", 41.0)
                .containsEntry("gpu_power_limit_watts{limit=\"min\"}", 0.0)
                .doesNotContainKey("gpu_power_limit_watts{limit=\"enforced\"}")
                .noneSatisfy((series, value) -> assertThat(series).contains("threshold"));
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void moreInUseThanThereIsLeavesWhatIsFreeOpen() throws IOException {
        PointList list = read("mem_info_vram_total", "100", "mem_info_vram_used", "101");
        assertThat(Cards.of(GPU, list))
                .containsEntry("gpu_memory_used_bytes", 101.0)
                .doesNotContainKeys("gpu_memory_free_bytes", "gpu_memory_utilization_ratio");
    }

    @Test
    void powerIsAnAverageOrOfTheMoment() throws IOException {
        PointList list = read("hwmon/hwmon0/power1_input", "31088000");
        assertThat(Cards.of(GPU, list)).containsEntry("gpu_power_watts{mode=\"instant\",scope=\"gpu\"}", 31.088);
    }

    @Test
    void aFanIsToldAShareOfItsMost() throws IOException {
        PointList list = read(
                "hwmon/hwmon0/fan1_input",
                "1450",
                "hwmon/hwmon0/pwm1",
                "51",
                "hwmon/hwmon0/pwm2",
                "40",
                "hwmon/hwmon0/pwm2_max",
                "100",
                "hwmon/hwmon0/pwm3",
                "256");
        assertThat(Cards.of(GPU, list))
                .containsEntry("gpu_fan_speed_rpm{fan=\"0\"}", 1450.0)
                .containsEntry("gpu_fan_speed_ratio{fan=\"0\"}", 0.2)
                .containsEntry("gpu_fan_speed_ratio{fan=\"1\"}", 0.4)
                .doesNotContainKey("gpu_fan_speed_ratio{fan=\"2\"}");
        assertThat(list.problems()).singleElement().asString().contains("pwm3");
    }

    @Test
    void fansAreCountedFromOneByTheKernel() throws IOException {
        PointList list = read("hwmon/hwmon0/fan0_input", "900", "hwmon/hwmon0/fan1_input", "1450");
        assertThat(Cards.of(GPU, list)).containsEntry("gpu_fan_speed_rpm{fan=\"0\"}", 1450.0);
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0: 500Mhz / 1: 1700Mhz *               | 1.7e9 | 1.7e9",
                "S: 19Mhz * / 0: 500Mhz / 1: 2526Mhz    | 19e6  | 2.526e9",
                "0: 400Mhz / 1: 2200Mhz                 |       | 2.2e9",
                "''                                     |       |",
            })
    void theStarStandsAtTheCurrentClock(String steps, Double current, Double most) throws IOException {
        PointList list = read("pp_dpm_sclk", steps.replace(" / ", "\n"));
        Map<String, Double> points = Cards.of(GPU, list);
        assertThat(points.get("gpu_clock_hertz{clock=\"graphics\"}")).isEqualTo(current);
        assertThat(points.get("gpu_clock_max_hertz{clock=\"graphics\"}")).isEqualTo(most);
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "0: fastMhz", "0: -5Mhz", "0: 99999999999Mhz", "0:", "0: 500"})
    void stepsThatMakeNoSenseAreSaid(String steps) throws IOException {
        PointList list = read("gpu_busy_percent", "1", "pp_dpm_mclk", steps);
        assertThat(Cards.of(GPU, list)).hasSize(3);
        assertThat(list.problems()).singleElement().asString().contains("pp_dpm_mclk");
    }

    @Test
    void duringAResetNoErrorsCanBeCounted() throws IOException {
        PointList list = read("ras/umc_err_count", "Query currently inaccessible", "ras/gfx_err_count", "ue: x");
        assertThat(Cards.of(GPU, list))
                .noneSatisfy((series, value) -> assertThat(series).contains("ecc"));
        assertThat(list.problems()).singleElement().asString().contains("gfx_err_count");
    }

    @Test
    void whateverStandsInPlaceOfAFileNobodyWaits() throws IOException {
        String card = Cards.card(GPU, "1002", "amdgpu", "mem_info_vram_total", "100");
        try (RecordedMachine machine = RecordedMachine.unpackText(card, folder);
                Cards cards = new Cards(machine)) {
            machine.fifo(FOLDER + "/gpu_busy_percent");
            Files.createDirectories(machine.path(FOLDER + "/pp_dpm_sclk"));
            Files.createSymbolicLink(machine.path(FOLDER + "/mem_busy_percent"), Path.of("mem_busy_percent"));
            machine.write(FOLDER + "/hwmon", "no folder");
            PointList list = cards.read();
            assertThat(Cards.of(GPU, list)).containsEntry("gpu_memory_size_bytes", 100.0);
            assertThat(list.problems()).hasSize(3);
        }
    }

    @Test
    void totalsOfTheLinkNeedTheirLine() {
        Text text = Text.of("aer_dev_fatal", "TLP 3\n");
        assertThatThrownBy(() -> PciLink.parseTotal(text)).isInstanceOf(Malformed.class);
    }
}
