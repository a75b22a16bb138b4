package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntelGpuTest {
    private static final String INTEGRATED = "0000:00:02.0";
    private static final String ARC = "0000:03:00.0";

    @TempDir
    private Path folder;

    private PointList recorded() throws IOException {
        try (RecordedMachine machine = RecordedMachine.unpack("intel-gpus", folder);
                Cards cards = new Cards(machine)) {
            return cards.read();
        }
    }

    private PointList read(String driver, String... filesAndContents) throws IOException {
        String card = Cards.card(INTEGRATED, "8086", driver, filesAndContents);
        try (RecordedMachine machine = RecordedMachine.unpackText(card, folder);
                Cards cards = new Cards(machine)) {
            return cards.read();
        }
    }

    @Test
    void i915ShowsItsGts() throws IOException {
        PointList list = recorded();
        assertThat(list.problems()).isEmpty();
        assertThat(Cards.of(INTEGRATED, list))
                .containsAllEntriesOf(Map.of(
                        "gpu_clock_hertz{clock=\"gt0\"}", 1.3e9,
                        "gpu_clock_hertz{clock=\"gt1\"}", 4e8,
                        "gpu_clock_max_hertz{clock=\"gt0\"}", 1.45e9,
                        "gpu_idle_seconds_total{gt=\"gt1\"}", 88123.456,
                        "gpu_clock_event_active{reason=\"any\"}", 1.0,
                        "gpu_clock_event_active{reason=\"pl1\"}", 1.0,
                        "gpu_clock_event_active{reason=\"thermal\"}", 0.0))
                .anySatisfy((series, value) -> assertThat(series).contains("gpu_info", "memory=\"unified\""));
    }

    @Test
    void xeShowsItsGtsAndItsChip() throws IOException {
        assertThat(Cards.of(ARC, recorded()))
                .containsAllEntriesOf(Map.of(
                        "gpu_clock_hertz{clock=\"gt0\"}", 2.85e9,
                        "gpu_idle_seconds_total{gt=\"gt0\"}", 71234.567,
                        "gpu_clock_event_active{reason=\"any\"}", 0.0,
                        "gpu_energy_joules_total", 812345.678901,
                        "gpu_power_limit_watts{limit=\"enforced\"}", 190.0,
                        "gpu_temperature_celsius{sensor=\"gpu\"}", 56.0,
                        "gpu_temperature_celsius{sensor=\"memory\"}", 48.0,
                        "gpu_temperature_threshold_celsius{sensor=\"gpu\",threshold=\"shutdown\"}", 105.0,
                        "gpu_fan_speed_rpm{fan=\"1\"}", 1098.0));
    }

    @Test
    void theirCountIsOfGpusAndNotOfNeuralProcessorsOrAudio() throws IOException {
        assertThat(recorded().points()).containsEntry("gpu_devices{vendor=\"intel\"}", 2.0);
    }

    @Test
    void olderKernelsHaveOneGtInTheFolderOfTheCard() throws IOException {
        PointList list = read(
                "i915",
                "drm/card0/gt_act_freq_mhz",
                "350",
                "drm/card0/gt_RP0_freq_mhz",
                "1150",
                "drm/card0/power/rc6_residency_ms",
                "5000");
        assertThat(Cards.of(INTEGRATED, list))
                .containsEntry("gpu_clock_hertz{clock=\"gt0\"}", 3.5e8)
                .containsEntry("gpu_clock_max_hertz{clock=\"gt0\"}", 1.15e9)
                .containsEntry("gpu_idle_seconds_total{gt=\"gt0\"}", 5.0);
    }

    @Test
    void energyAndLimitAreThePackagesWhereTheCardHasNone() throws IOException {
        PointList list = read("xe", "hwmon/hwmon1/energy2_input", "3000000", "hwmon/hwmon1/power2_max", "150000000");
        assertThat(Cards.of(INTEGRATED, list))
                .containsEntry("gpu_energy_joules_total", 3.0)
                .containsEntry("gpu_power_limit_watts{limit=\"enforced\"}", 150.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "yes", "4294967295"})
    void aReasonIsThereOrNot(String flag) throws IOException {
        PointList list = read("i915", "drm/card0/gt/gt0/throttle_reason_pl1", flag);
        assertThat(Cards.of(INTEGRATED, list))
                .doesNotContainKey("gpu_clock_event_active{reason=\"pl1\"}")
                .containsEntry("gpu_up", 1.0);
        assertThat(list.problems()).singleElement().asString().contains("throttle_reason_pl1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "18446744073709551615", "fast", "300 MHz"})
    void numbersThatCannotBeAreAbsentAndSaid(String number) throws IOException {
        PointList list = read("xe", "tile0/gt0/freq0/act_freq", number, "tile0/gt0/gtidle/idle_residency_ms", number);
        assertThat(Cards.of(INTEGRATED, list)).hasSize(2);
        assertThat(list.problems()).hasSize(2);
    }

    @Test
    void gtsThatTheDriverShowsLaterAreFound() throws IOException {
        try (RecordedMachine machine = RecordedMachine.unpackText(Cards.card(INTEGRATED, "8086", "xe"), folder);
                Cards cards = new Cards(machine)) {
            assertThat(Cards.of(INTEGRATED, cards.read())).hasSize(2);
            String gt = "sys/bus/pci/devices/" + INTEGRATED + "/tile0/gt0";
            machine.write(gt + "/freq0/act_freq", "800\n");
            machine.advance(Due.FACTS);
            assertThat(Cards.of(INTEGRATED, cards.read())).containsEntry("gpu_clock_hertz{clock=\"gt0\"}", 8e8);
            Files.delete(machine.path(gt + "/freq0/act_freq"));
            assertThat(Cards.of(INTEGRATED, cards.read())).hasSize(2);
        }
    }
}
