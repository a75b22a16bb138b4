package dev.hostgauge.collector.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChipNameTest {
    @TempDir
    private Path folder;

    private String name(String machine, String driver) throws IOException {
        return ChipName.of(RecordedMachine.unpackText(machine, folder).machine().sys(), "class/hwmon/hwmon0", driver);
    }

    @Test
    void theDevicesPlaceComesFirst() throws IOException {
        assertThat(name("""
                        == dir sys/devices/platform/coretemp.0
                        == dir sys/class/hwmon/hwmon0
                        == link sys/class/hwmon/hwmon0/device -> ../../../devices/platform/coretemp.0
                        """, "coretemp")).isEqualTo("platform_coretemp_0");
    }

    @Test
    void withoutADeviceTheDriversNameServes() throws IOException {
        assertThat(name(
                        "== dir sys/class/hwmon/hwmon0\n== link sys/class/hwmon/hwmon0/device -> ../gone\n",
                        "Old-Chip"))
                .isEqualTo("old_chip");
    }

    @Test
    void withoutEitherTheEntryServes() throws IOException {
        assertThat(name("== dir sys/class/hwmon/hwmon0\n", "\t")).isEqualTo("hwmon0");
    }

    @ParameterizedTest
    @CsvSource({"0000:00:18.3, 0000:00:18_3", "--Odd Name--, odd_name", "___, ''", "ÄB, b"})
    void charactersThatNamesMayNotHaveAreReplaced(String raw, String clean) {
        assertThat(ChipName.clean(raw)).isEqualTo(clean);
    }
}
