package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.machine.OpenedFiles;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JetsonGpuTest {
    private static final String GPU = "17000000.gpu";

    @TempDir
    private Path folder;

    private PointList read(SysfsFaults driver, String text) throws IOException {
        try (RecordedMachine machine = RecordedMachine.unpackText(text, folder);
                Cards cards = new Cards(driver, machine)) {
            return cards.read();
        }
    }

    @Test
    void itsLoadClockAndTemperatureAreServed() throws IOException {
        try (RecordedMachine machine = RecordedMachine.unpack("jetson", folder);
                Cards cards = new Cards(machine)) {
            PointList list = cards.read();
            assertThat(list.problems()).isEmpty();
            assertThat(list.points()).containsEntry("gpu_devices{vendor=\"nvidia\"}", 1.0);
            assertThat(Cards.of(GPU, list))
                    .containsAllEntriesOf(Map.of(
                            "gpu_up", 1.0,
                            "gpu_runtime_suspended", 0.0,
                            "gpu_utilization_ratio", 0.437,
                            "gpu_clock_hertz{clock=\"graphics\"}", 6.12e8,
                            "gpu_clock_max_hertz{clock=\"graphics\"}", 9.18e8,
                            "gpu_temperature_celsius{sensor=\"gpu\"}", 49.812))
                    .anySatisfy((series, value) ->
                            assertThat(series).contains("gpu_info", "driver=\"gk20a\"", "memory=\"unified\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sys/devices/platform/gpu.0", "sys/devices/gpu.0"})
    void olderSystemsHaveItUnderAName(String path) throws IOException {
        PointList list = read(new SysfsFaults(), "== file " + path + "/load\n1000\n");
        assertThat(Cards.of("gpu.0", list)).containsEntry("gpu_utilization_ratio", 1.0);
    }

    @Test
    void theGpuOfAnotherSystemOnAChipHasNoLoad() throws IOException {
        String mali = """
                == file sys/class/devfreq/fde60000.gpu/cur_freq
                800000000
                == file sys/class/devfreq/fde60000.gpu/load
                12@800000000Hz
                == dir sys/class/devfreq/fde60000.gpu/device
                """;
        assertThat(read(new SysfsFaults(), mali).points()).isEmpty();
    }

    @Test
    void aZoneWithoutPowerHasNoTemperature() throws IOException {
        String text = """
                == file sys/devices/gpu.0/load
                0
                == file sys/class/thermal/thermal_zone0/type
                GPU-therm
                == file sys/class/thermal/thermal_zone0/temp
                0
                """;
        PointList list = read(new SysfsFaults().fail("thermal_zone0/temp", "Resource temporarily unavailable"), text);
        assertThat(Cards.of("gpu.0", list))
                .containsEntry("gpu_utilization_ratio", 0.0)
                .hasSize(3);
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001", "-1", "half", "437 of 1000"})
    void aLoadThatCannotBeIsAbsentAndSaid(String load) throws IOException {
        PointList list = read(new SysfsFaults(), "== file sys/devices/gpu.0/load\n" + load + "\n");
        assertThat(Cards.of("gpu.0", list)).hasSize(2);
        assertThat(list.problems()).singleElement().asString().contains("load");
    }

    @Test
    @Timeout(60)
    void oneWhoseDriverHangsIsStuck() throws IOException {
        CountDownLatch latch = new CountDownLatch(1);
        try {
            PointList list = read(new SysfsFaults().hang("gpu.0/load", latch), "== file sys/devices/gpu.0/load\n1\n");
            assertThat(Cards.of("gpu.0", list))
                    .containsEntry("gpu_up", 0.0)
                    .containsEntry("gpu_down_info{reason=\"stuck\"}", 1.0);
        } finally {
            latch.countDown();
        }
    }

    @Test
    void whereThereIsNoneNobodyLooksInEveryCycle() throws IOException {
        try (RecordedMachine machine = RecordedMachine.unpackText("== dir sys/class\n", folder);
                Cards cards = new Cards(machine)) {
            assertThat(cards.read().points()).isEmpty();
            machine.write("sys/devices/gpu.0/load", "5\n");
            assertThat(cards.read().points()).isEmpty();
            machine.advance(Due.FACTS);
            try (OpenedFiles files = new OpenedFiles(folder)) {
                assertThat(cards.read().points()).isNotEmpty();
                assertThat(files.counts()).containsEntry("sys/devices/gpu.0/load", 1);
            }
        }
    }
}
