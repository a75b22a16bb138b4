package dev.hostgauge.collector.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyTest {
    private static final String CPUS = "sys/devices/system/cpu/";

    @TempDir
    private Path folder;

    private final Crew crew = new Crew();
    private RecordedMachine machine;
    private Collector cpu;

    @BeforeEach
    void make() throws IOException {
        machine = RecordedMachine.unpackText("== file proc/stat\ncpu  1 1 1 1\ncpu0 1 1 1 1\n", folder);
        cpu = CpuCollectors.ALL
                .get(0)
                .factory()
                .make(new Context(
                        machine.machine(), CollectorSettings.defaults("cpu"), crew, new TrailingWindow(machine)));
    }

    @AfterEach
    void end() {
        crew.close();
    }

    private void place(int cpu, int packageId, int core) throws IOException {
        machine.write(CPUS + "cpu" + cpu + "/topology/physical_package_id", packageId + "\n");
        machine.write(CPUS + "cpu" + cpu + "/topology/core_id", core + "\n");
    }

    private void throttled(int cpu, String core, String whole) throws IOException {
        machine.write(CPUS + "cpu" + cpu + "/thermal_throttle/core_throttle_count", core + "\n");
        machine.write(CPUS + "cpu" + cpu + "/thermal_throttle/package_throttle_count", whole + "\n");
    }

    private Map<String, Double> points() throws IOException {
        return PointList.of(cpu).points();
    }

    @Test
    void threadsOfOneCoreAreOnePhysicalCpu() throws IOException {
        machine.write(CPUS + "online", "0-3\n");
        place(0, 0, 0);
        place(1, 0, 1);
        place(2, 0, 0);
        place(3, 1, 0);
        assertThat(points()).containsEntry("host_cpu_physical_count", 3.0);
    }

    @Test
    void coresOfDifferentClustersMayHaveTheSameNumber() throws IOException {
        machine.write(CPUS + "online", "0-1\n");
        place(0, 0, 0);
        place(1, 0, 0);
        machine.write(CPUS + "cpu0/topology/cluster_id", "0\n");
        machine.write(CPUS + "cpu1/topology/cluster_id", "1\n");
        assertThat(points()).containsEntry("host_cpu_physical_count", 2.0);
    }

    @Test
    void withoutAPlaceForEachCpuThatIsOnlineTheCountIsAbsent() throws IOException {
        machine.write(CPUS + "online", "0-1\n");
        place(0, 0, 0);
        place(1, -1, 0);
        PointList list = PointList.of(cpu);
        assertThat(list.points()).doesNotContainKey("host_cpu_physical_count");
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void siblingsShareACounterOfThrottling() throws IOException {
        machine.write(CPUS + "online", "0-2\n");
        for (int i = 0; i < 3; i++) {
            place(i, 0, i % 2);
            throttled(i, Integer.toString(i + 1), "9");
        }
        assertThat(points())
                .containsEntry("node_cpu_core_throttles_total{package=\"0\",core=\"0\"}", 1.0)
                .containsEntry("node_cpu_core_throttles_total{package=\"0\",core=\"1\"}", 2.0)
                .containsEntry("node_cpu_package_throttles_total{package=\"0\"}", 9.0);
        throttled(0, "5", "18446744073709551615");
        assertThat(points())
                .containsEntry("node_cpu_core_throttles_total{package=\"0\",core=\"0\"}", 5.0)
                .containsEntry("node_cpu_package_throttles_total{package=\"0\"}", 0x1p64);
    }

    @Test
    void aCounterOfThrottlingThatMakesNoSenseCostsItselfAlone() throws IOException {
        place(0, 0, 0);
        throttled(0, "often", "9");
        PointList list = PointList.of(cpu);
        assertThat(list.points())
                .containsEntry("node_cpu_package_throttles_total{package=\"0\"}", 9.0)
                .noneSatisfy((series, value) -> assertThat(series).startsWith("node_cpu_core_throttles"));
        assertThat(list.problems())
                .singleElement()
                .asString()
                .endsWith("want a whole number of 0 or more, got 'often'");
    }

    @Test
    void aCpuThatIsSwitchedOffIsServedAsSuchAndItsPlaceReadAnewLater() throws IOException {
        machine.write(CPUS + "online", "0-1\n");
        machine.write(CPUS + "cpu0/online", "1\n");
        place(0, 0, 0);
        place(1, 0, 1);
        assertThat(points())
                .containsEntry("node_cpu_online{cpu=\"0\"}", 1.0)
                .containsEntry("node_cpu_online{cpu=\"1\"}", 1.0)
                .containsEntry("host_cpu_physical_count", 2.0);
        machine.write(CPUS + "online", "0\n");
        Files.delete(machine.path(CPUS + "cpu1/topology/core_id"));
        assertThat(points())
                .containsEntry("node_cpu_online{cpu=\"1\"}", 0.0)
                .containsEntry("host_cpu_physical_count", 1.0);
        machine.write(CPUS + "online", "0-1\n");
        place(1, 0, 1);
        assertThat(points()).containsEntry("host_cpu_physical_count", 2.0);
    }

    @Test
    void whereTheFirstCpuCannotBeSwitchedOffNoneIsServedAsOnline() throws IOException {
        machine.write(CPUS + "online", "0\n");
        place(0, 0, 0);
        assertThat(points()).doesNotContainKey("node_cpu_online{cpu=\"0\"}");
    }

    @Test
    void isolatedCpusAreNamed() throws IOException {
        machine.write(CPUS + "isolated", "1,3-4\n");
        assertThat(points())
                .containsEntry("node_cpu_isolated{cpu=\"1\"}", 1.0)
                .containsEntry("node_cpu_isolated{cpu=\"3\"}", 1.0)
                .containsEntry("node_cpu_isolated{cpu=\"4\"}", 1.0)
                .doesNotContainKey("node_cpu_isolated{cpu=\"2\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"online", "isolated", "cpu0/topology/core_id"})
    void aFileThatMakesNoSenseCostsItselfAloneUntilItDoes(String file) throws IOException {
        machine.write(CPUS + "online", "0\n");
        place(0, 0, 0);
        machine.write(CPUS + file, "some\n");
        for (int cycle = 0; cycle < 2; cycle++) {
            PointList list = PointList.of(cpu);
            assertThat(list.points()).containsKey("node_cpu_seconds_total{cpu=\"0\",mode=\"user\"}");
            assertThat(list.problems()).singleElement().asString().contains(file, "want", "got 'some'");
        }
        machine.write(CPUS + file, "0\n");
        assertThat(PointList.of(cpu).problems()).isEmpty();
        assertThat(points()).containsEntry("host_cpu_physical_count", 1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-", "-1", "3-1", "1,", "0-99999999", "99999", "1 2"})
    void listsOfCpusThatMakeNoSenseAreNamed(String list) {
        assertThatThrownBy(() -> SysCpus.parseRanges("/sys/online", list))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("/sys/online: want CPUs such as 0-3,8, got '" + list + "'");
    }

    @Test
    void listsOfCpusMayBeEmpty() throws IOException {
        assertThat(SysCpus.parseRanges("/sys/isolated", "").isEmpty()).isTrue();
    }
}
