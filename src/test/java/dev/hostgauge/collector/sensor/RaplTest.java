package dev.hostgauge.collector.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RaplTest {
    private static final String TWO_PACKAGES = """
            == file sys/class/powercap/intel-rapl/enabled
            1
            == file sys/class/powercap/intel-rapl:0/name
            package-0
            == file sys/class/powercap/intel-rapl:0/energy_uj
            1500000
            == file sys/class/powercap/intel-rapl:0:0/name
            dram
            == file sys/class/powercap/intel-rapl:0:0/energy_uj
            250000
            == file sys/class/powercap/intel-rapl:1/name
            package-1
            == file sys/class/powercap/intel-rapl:1/energy_uj
            18446744073709551615
            == file sys/class/powercap/intel-rapl:1:0/name
            dram
            == file sys/class/powercap/intel-rapl:1:0/energy_uj
            0
            """;

    @TempDir
    private Path folder;

    private final FakeDriver driver = new FakeDriver();

    private PointList read(String machine) throws IOException {
        try (RecordedMachine recorded = RecordedMachine.unpackText(machine, folder)) {
            return PointList.of(new Rapl(recorded.machine(), false, driver));
        }
    }

    private String series(String metric, String index, String zone) {
        return metric + "{index=\"" + index + "\",path=\"" + folder + "/sys/class/powercap/" + zone + "\"}";
    }

    private static String zone(String name) {
        return "== file sys/class/powercap/z0/name\n" + name + "\n== file sys/class/powercap/z0/energy_uj\n1000000\n";
    }

    @Test
    void energyIsServedUnderTheNameOfItsZone() throws IOException {
        assertThat(read(TWO_PACKAGES).points())
                .containsOnly(
                        Map.entry(series("node_rapl_package_joules_total", "0", "intel-rapl:0"), 1.5),
                        Map.entry(series("node_rapl_dram_joules_total", "0", "intel-rapl:0:0"), 0.25),
                        Map.entry(series("node_rapl_package_joules_total", "1", "intel-rapl:1"), 0x1p64 / 1e6),
                        Map.entry(series("node_rapl_dram_joules_total", "1", "intel-rapl:1:0"), 0.0));
    }

    @Test
    void orUnderOneNameWithTheZoneInALabel() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText(TWO_PACKAGES, folder);
        assertThat(PointList.of(new Rapl(recorded.machine(), true, driver)).points())
                .hasSize(4)
                .containsEntry(
                        "node_rapl_joules_total{index=\"1\",path=\"" + folder
                                + "/sys/class/powercap/intel-rapl:1:0\",rapl_zone=\"dram\"}",
                        0.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"package-0-die-1", "psys", "ü/..", "-1"})
    void anyNameMakesAMetric(String name) throws IOException {
        assertThat(read(zone(name)).points().keySet())
                .singleElement()
                .asString()
                .matches("node_rapl_[a-zA-Z0-9_]*_joules_total\\{index=\"[01]\",.*");
    }

    @Test
    void zonesThatOnlyRootMayReadAreAbsentWithoutAFault() throws IOException {
        driver.deny("/intel-rapl:0/energy_uj").deny("/intel-rapl:1/energy_uj");
        PointList list = read(TWO_PACKAGES);
        assertThat(list.points())
                .containsOnlyKeys(
                        series("node_rapl_dram_joules_total", "0", "intel-rapl:0:0"),
                        series("node_rapl_dram_joules_total", "1", "intel-rapl:1:0"));
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void aZoneThatWasDeniedIsAskedAgainOnlyAfterAMinute() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText(zone("psys"), folder);
        driver.deny("energy_uj");
        Rapl rapl = new Rapl(recorded.machine(), false, driver);
        assertThat(PointList.of(rapl).points()).isEmpty();
        driver.behave("energy_uj");
        recorded.advance(Duration.ofSeconds(59));
        assertThat(PointList.of(rapl).points()).isEmpty();
        assertThat(driver.timesAsked("energy_uj")).isEqualTo(1);
        recorded.advance(Duration.ofSeconds(1));
        assertThat(PointList.of(rapl).points()).hasSize(1);
    }

    @Test
    void aZoneWhoseCpusAreGoneIsAbsentWithoutAFault() throws IOException {
        driver.fail("/intel-rapl:0/energy_uj", "No such device").vanish("/intel-rapl:0:0/energy_uj");
        PointList list = read(TWO_PACKAGES);
        assertThat(list.points()).hasSize(2);
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file sys/class/powercap/intel-rapl:0/energy_uj\n",
                "file sys/class/powercap/intel-rapl:0/energy_uj\nmany\n",
                "file sys/class/powercap/intel-rapl:0/energy_uj\n-1\n",
                "eio sys/class/powercap/intel-rapl:0/energy_uj\n",
                "fifo sys/class/powercap/intel-rapl:0/energy_uj\n",
                "unreadable sys/class/powercap/intel-rapl:0/energy_uj\n"
            })
    void aZoneThatMakesNoSenseCostsItselfAlone(String wrong) throws IOException {
        PointList list = read(TWO_PACKAGES.replace("file sys/class/powercap/intel-rapl:0/energy_uj\n1500000\n", wrong));
        assertThat(list.points()).hasSize(3);
        assertThat(list.problems()).singleElement().asString().contains("intel-rapl:0/energy_uj: ");
    }

    @Test
    void aMachineWithoutItIsAbsent() throws IOException {
        assertThat(read("").points()).isEmpty();
    }
}
