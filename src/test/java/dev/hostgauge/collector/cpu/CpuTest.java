package dev.hostgauge.collector.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.config.GivenSettings;
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

class CpuTest {
    private static final String SUM = "cpu  0 0 0 0 0 0 0 0 0 0\n";

    @TempDir
    private Path folder;

    private final Crew crew = new Crew();
    private RecordedMachine machine;
    private Collector cpu;

    @BeforeEach
    void make() throws IOException {
        machine = RecordedMachine.unpackText("", folder);
        cpu = make(CollectorSettings.defaults("cpu"));
    }

    private Collector make(CollectorSettings settings) {
        return CpuCollectors.ALL
                .get(0)
                .factory()
                .make(new Context(machine.machine(), settings, crew, new TrailingWindow(machine)));
    }

    @AfterEach
    void end() {
        crew.close();
    }

    private Map<String, Double> read(String stat) throws IOException {
        machine.write("proc/stat", stat);
        return PointList.of(cpu).points();
    }

    private static String seconds(int cpu, String mode) {
        return "node_cpu_seconds_total{cpu=\"" + cpu + "\",mode=\"" + mode + "\"}";
    }

    @Test
    void everyModeIsServedInSecondsAndGuestsApart() throws IOException {
        assertThat(read(SUM + "cpu7 100 200 300 400 500 600 700 800 900 1000\nintr 5\n"))
                .containsEntry(seconds(7, "user"), 1.0)
                .containsEntry(seconds(7, "nice"), 2.0)
                .containsEntry(seconds(7, "system"), 3.0)
                .containsEntry(seconds(7, "idle"), 4.0)
                .containsEntry(seconds(7, "iowait"), 5.0)
                .containsEntry(seconds(7, "irq"), 6.0)
                .containsEntry(seconds(7, "softirq"), 7.0)
                .containsEntry(seconds(7, "steal"), 8.0)
                .containsEntry("node_cpu_guest_seconds_total{cpu=\"7\",mode=\"user\"}", 9.0)
                .containsEntry("node_cpu_guest_seconds_total{cpu=\"7\",mode=\"nice\"}", 10.0)
                .containsEntry("host_cpu_logical_count", 1.0);
    }

    @Test
    void columnsThatAnOldKernelLacksAreAbsentAndNewOnesAreLeftOut() throws IOException {
        assertThat(read(SUM + "cpu0 1 2 3 4 5 6 7\n"))
                .containsKey(seconds(0, "softirq"))
                .doesNotContainKeys(seconds(0, "steal"), "node_cpu_guest_seconds_total{cpu=\"0\",mode=\"user\"}");
        assertThat(read(SUM + "cpu0 1 2 3 4 5 6 7 8 9 10 11 12\n")).hasSize(11);
    }

    @Test
    void aCounterThatFallsKeepsItsOldValue() throws IOException {
        read(SUM + "cpu0 1000 0 0 5000 300 0 0 0 0 0\n");
        assertThat(read(SUM + "cpu0 1100 0 0 4999 299 0 0 0 0 0\n"))
                .containsEntry(seconds(0, "user"), 11.0)
                .containsEntry(seconds(0, "idle"), 50.0)
                .containsEntry(seconds(0, "iowait"), 3.0);
    }

    @Test
    void anIdleTimeThatFallsByThreeSecondsIsACpuThatCountsAnew() throws IOException {
        read(SUM + "cpu0 1000 0 0 5000 300 0 0 0 0 0\ncpu1 1000 0 0 5000 300 0 0 0 0 0\n");
        assertThat(read(SUM + "cpu0 10 0 0 4700 3 0 0 0 0 0\ncpu1 1000 0 0 4701 300 0 0 0 0 0\n"))
                .containsEntry(seconds(0, "user"), 0.1)
                .containsEntry(seconds(0, "idle"), 47.0)
                .containsEntry(seconds(0, "iowait"), 0.03)
                .containsEntry(seconds(1, "idle"), 50.0);
    }

    @Test
    void aCpuThatWentIsAbsentAndStartsAnewWhenItComesBack() throws IOException {
        String two = "cpu0 1 0 0 9\ncpu1 500 0 0 900\ncpu2 2 0 0 9\n";
        read(SUM + two);
        assertThat(read(SUM + "cpu0 1 0 0 9\ncpu2 2 0 0 9\n"))
                .containsEntry("host_cpu_logical_count", 2.0)
                .containsEntry(seconds(2, "user"), 0.02)
                .doesNotContainKey(seconds(1, "user"));
        assertThat(read(SUM + "cpu0 1 0 0 9\ncpu1 7 0 0 899\ncpu2 2 0 0 9\n"))
                .containsEntry("host_cpu_logical_count", 3.0)
                .containsEntry(seconds(1, "user"), 0.07)
                .containsEntry(seconds(2, "user"), 0.02);
    }

    @Test
    void aCounterThatRanBelowZeroCostsItselfAlone() throws IOException {
        assertThat(read(SUM + "cpu0 100 0 0 900 18446744073709551615\n"))
                .containsEntry(seconds(0, "user"), 1.0)
                .doesNotContainKey(seconds(0, "iowait"));
        assertThat(read(SUM + "cpu0 100 0 0 900 200\n")).containsEntry(seconds(0, "iowait"), 2.0);
        assertThat(read(SUM + "cpu0 100 0 0 900 18446744073709551615\n")).containsEntry(seconds(0, "iowait"), 2.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                SUM,
                "intr 1 2 3\n",
                SUM + "cpu0\n",
                SUM + "cpu0 1 2 3\n",
                SUM + "cpu0 1 x 3 4\n",
                SUM + "cpu0 1 -2 3 4\n",
                SUM + "cpu0 1 2 3 18446744073709551616\n",
                SUM + "cpux 1 2 3 4\n"
            })
    void aFileThatMakesNoSenseIsNamed(String stat) {
        assertThatThrownBy(() -> read(stat)).isInstanceOf(Malformed.class).hasMessageContaining("/proc/stat: want");
    }

    @Test
    void aDirectoryInTheFilesPlaceIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("proc/stat"));
        assertThatThrownBy(() -> PointList.of(cpu))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stat");
    }

    @Test
    void aLineThatIsThereTwiceCostsItselfAlone() throws IOException {
        machine.write("proc/stat", "cpu0 100 0 0 9\ncpu0 200 0 0 9\ncpu1 300 0 0 9\n");
        PointList list = PointList.of(cpu);
        assertThat(list.points()).containsEntry(seconds(0, "user"), 1.0).containsEntry(seconds(1, "user"), 3.0);
        assertThat(list.problems()).isNotEmpty();
    }

    @Test
    void modelAndMicrocodeAreServedWhereTheyAreAskedFor() throws IOException {
        machine.write("proc/cpuinfo", """
                processor\t: 0
                vendor_id\t: GenuineIntel
                cpu family\t: 6
                model\t\t: 142
                model name\t: Intel(R) Core(TM) i7
                stepping\t: 10
                microcode\t: 0xb4
                cpu MHz\t\t: 799.998
                cache size\t: 8192 KB
                physical id\t: 0
                core id\t\t: 3
                flags\t\t: fpu vme
                power management:

                processor\t: 1
                BogoMIPS\t: 38.40
                """);
        String stat = SUM + "cpu0 1 0 0 9\n";
        assertThat(read(stat)).noneSatisfy((series, value) -> assertThat(series).startsWith("node_cpu_info"));
        cpu = make(GivenSettings.of("info = true"));
        assertThat(read(stat))
                .containsEntry(
                        "node_cpu_info{package=\"0\",core=\"3\",cpu=\"0\",vendor=\"GenuineIntel\",family=\"6\","
                                + "model=\"142\",model_name=\"Intel(R) Core(TM) i7\",microcode=\"0xb4\",stepping=\"10\","
                                + "cachesize=\"8192 KB\"}",
                        1.0)
                .containsEntry(
                        "node_cpu_info{package=\"\",core=\"\",cpu=\"1\",vendor=\"\",family=\"\",model=\"\","
                                + "model_name=\"\",microcode=\"\",stepping=\"\",cachesize=\"\"}",
                        1.0);
    }

    @Test
    void aCpuinfoThatMakesNoSenseCostsItselfAlone() throws IOException {
        cpu = make(GivenSettings.of("info = true"));
        machine.write("proc/stat", SUM + "cpu0 1 0 0 9\n");
        machine.write("proc/cpuinfo", "processor\n");
        PointList list = PointList.of(cpu);
        assertThat(list.points()).containsKey(seconds(0, "user"));
        assertThat(list.problems()).singleElement().asString().contains("proc/cpuinfo: want");
    }
}
