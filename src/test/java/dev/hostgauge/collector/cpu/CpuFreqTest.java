package dev.hostgauge.collector.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuFreqTest {
    private static final String CPUS = "sys/devices/system/cpu/";
    private static final String ONE_POLICY = """
            == file sys/devices/system/cpu/online
            0-1
            == link sys/devices/system/cpu/cpu0/cpufreq -> ../cpufreq/policy0
            == link sys/devices/system/cpu/cpu1/cpufreq -> ../cpufreq/policy0
            == file sys/devices/system/cpu/cpufreq/policy0/cpuinfo_min_freq
            800000
            == file sys/devices/system/cpu/cpufreq/policy0/cpuinfo_max_freq
            2400000
            == file sys/devices/system/cpu/cpufreq/policy0/cpuinfo_avg_freq
            1700000
            == file sys/devices/system/cpu/cpufreq/policy0/scaling_cur_freq
            1699981
            == file sys/devices/system/cpu/cpufreq/policy0/scaling_min_freq
            900000
            == file sys/devices/system/cpu/cpufreq/policy0/scaling_max_freq
            2300000
            == file sys/devices/system/cpu/cpufreq/policy0/scaling_governor
            powersave
            == file sys/devices/system/cpu/cpufreq/policy0/scaling_available_governors
            performance powersave\s
            """;

    @TempDir
    private Path folder;

    private final Crew crew = new Crew();
    private RecordedMachine machine;
    private Collector cpufreq;

    @AfterEach
    void end() {
        crew.close();
    }

    @BeforeEach
    void make() throws IOException {
        machine = RecordedMachine.unpackText("", folder);
        cpufreq = CpuCollectors.ALL
                .get(1)
                .factory()
                .make(new Context(
                        machine.machine(), CollectorSettings.defaults("cpufreq"), crew, new TrailingWindow(machine)));
    }

    private PointList read(String files) throws IOException {
        RecordedMachine.unpackText(files, folder);
        return PointList.of(cpufreq);
    }

    private Map<String, Double> again() throws IOException {
        return PointList.of(cpufreq).points();
    }

    private static String series(String name, int cpu) {
        return "node_cpu_" + name + "{cpu=\"" + cpu + "\"}";
    }

    @Test
    void everyCpuOfAPolicyHasItsFrequencies() throws IOException {
        Map<String, Double> points = read(ONE_POLICY).points();
        for (int cpu = 0; cpu < 2; cpu++) {
            assertThat(points)
                    .containsEntry(series("frequency_min_hertz", cpu), 8e8)
                    .containsEntry(series("frequency_max_hertz", cpu), 2.4e9)
                    .containsEntry(series("frequency_avg_hertz", cpu), 1.7e9)
                    .containsEntry(series("scaling_frequency_hertz", cpu), 1.699981e9)
                    .containsEntry(series("scaling_frequency_min_hertz", cpu), 9e8)
                    .containsEntry(series("scaling_frequency_max_hertz", cpu), 2.3e9)
                    .containsEntry("node_cpu_scaling_governor{cpu=\"" + cpu + "\",governor=\"powersave\"}", 1.0)
                    .containsEntry("node_cpu_scaling_governor{cpu=\"" + cpu + "\",governor=\"performance\"}", 0.0);
        }
        assertThat(points)
                .hasSize(18)
                .containsEntry("host_cpu_frequency_hertz", 1.699981e9)
                .containsEntry("host_cpu_frequency_max_hertz", 2.4e9);
    }

    @Test
    void thePortableFrequencyIsTheMeanOverTheCpusAndTheHighestIsTheFastestOnes() throws IOException {
        String little = CPUS + "cpu2/cpufreq/";
        assertThat(read(ONE_POLICY.replace("0-1\n", "0-2\n") + "== file " + little
                                + "cpuinfo_cur_freq\n600000\n== file " + little + "cpuinfo_max_freq\n1000000\n")
                        .points())
                .containsEntry("node_cpu_frequency_hertz{cpu=\"2\"}", 6e8)
                .containsEntry("host_cpu_frequency_hertz", (2 * 1.699981e9 + 6e8) / 3)
                .containsEntry("host_cpu_frequency_max_hertz", 2.4e9);
    }

    @Test
    void frequenciesAreReadInEveryCycleAndSettingsEveryHalfMinute() throws IOException {
        read(ONE_POLICY);
        String policy = CPUS + "cpufreq/policy0/";
        machine.write(policy + "scaling_cur_freq", "2000000\n");
        machine.write(policy + "scaling_max_freq", "2000000\n");
        machine.write(policy + "scaling_governor", "performance\n");
        assertThat(again())
                .containsEntry(series("scaling_frequency_hertz", 0), 2e9)
                .containsEntry(series("scaling_frequency_max_hertz", 0), 2.3e9);
        machine.advance(Duration.ofSeconds(30));
        assertThat(again())
                .containsEntry(series("scaling_frequency_max_hertz", 0), 2e9)
                .containsEntry("node_cpu_scaling_governor{cpu=\"0\",governor=\"performance\"}", 1.0);
    }

    @Test
    void aCpuThatGoesOfflineLeavesItsPolicyAtOnce() throws IOException {
        read(ONE_POLICY);
        machine.write(CPUS + "online", "1\n");
        assertThat(again())
                .containsKey(series("scaling_frequency_hertz", 1))
                .doesNotContainKey(series("scaling_frequency_hertz", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<unknown>\n", "0\n"})
    void aFrequencyThatTheDriverDoesNotKnowIsAbsent(String unknown) throws IOException {
        PointList list = read(ONE_POLICY.replace("1699981\n", unknown));
        assertThat(list.points())
                .doesNotContainKeys(series("scaling_frequency_hertz", 0), "host_cpu_frequency_hertz")
                .containsEntry(series("frequency_avg_hertz", 0), 1.7e9);
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "", "fast\n", "-5\n", "18446744073709551616\n"})
    void aFrequencyThatMakesNoSenseCostsItselfAlone(String nonsense) throws IOException {
        PointList list = read(ONE_POLICY.replace("1699981\n", nonsense));
        assertThat(list.points())
                .hasSize(15)
                .containsEntry(series("frequency_avg_hertz", 0), 1.7e9)
                .doesNotContainKey(series("scaling_frequency_hertz", 0));
        assertThat(list.problems()).singleElement().asString().contains("policy0/scaling_cur_freq: want a whole");
    }

    @Test
    void aDirectoryInAFilesPlaceCostsItselfAlone() throws IOException {
        PointList list =
                read(ONE_POLICY.replace("== file " + CPUS + "cpufreq/policy0/scaling_governor\npowersave\n", "")
                        + "== dir " + CPUS + "cpufreq/policy0/scaling_governor\n");
        assertThat(list.points()).hasSize(14).containsKey(series("scaling_frequency_hertz", 0));
        assertThat(list.problems()).singleElement().asString().contains("scaling_governor: want a file");
    }

    @Test
    void aMachineWithoutPoliciesHasWhatCpuinfoSays() throws IOException {
        String cpuinfo =
                "processor\t: 0\ncpu MHz\t\t: 2445.406\nflags : fpu\n\nprocessor\t: 1\ncpu MHz\t\t: 2445.500\n";
        assertThat(read("== dir " + CPUS + "cpu0\n== file proc/cpuinfo\n" + cpuinfo)
                        .points())
                .containsOnly(Map.entry("host_cpu_frequency_hertz", (2445.406e6 + 2445.5e6) / 2));
        machine.write("proc/cpuinfo", "cpu MHz : 1000\n");
        assertThat(again()).containsEntry("host_cpu_frequency_hertz", (2445.406e6 + 2445.5e6) / 2);
        machine.advance(Duration.ofSeconds(30));
        assertThat(again()).containsEntry("host_cpu_frequency_hertz", 1e9);
    }

    @Test
    void aMachineThatKnowsNoFrequencyHasNone() throws IOException {
        PointList list = read("== file proc/cpuinfo\nprocessor : 0\nBogoMIPS : 38.40\n");
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void aCpuinfoThatMakesNoSenseIsNamedInEveryCycle() throws IOException {
        assertThat(read("== file proc/cpuinfo\ncpu MHz : fast\n").problems()).hasSize(1);
        assertThat(PointList.of(cpufreq).problems()).singleElement().asString().contains("want a number, got 'fast'");
    }

    @Test
    void frequencyScalingThatComesLaterIsFound() throws IOException {
        read("== dir " + CPUS + "cpu0\n");
        machine.write(CPUS + "cpu0/cpufreq/scaling_cur_freq", "1000000\n");
        machine.advance(Duration.ofSeconds(30));
        assertThat(again()).containsEntry(series("scaling_frequency_hertz", 0), 1e9);
        Files.delete(machine.path(CPUS + "cpu0/cpufreq/scaling_cur_freq"));
        assertThat(again()).isEmpty();
    }
}
