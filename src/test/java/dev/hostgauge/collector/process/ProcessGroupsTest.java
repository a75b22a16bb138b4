package dev.hostgauge.collector.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.GivenSettings;
import dev.hostgauge.machine.Machine;
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

class ProcessGroupsTest {
    private static final String POSTGRES = "{name = postgres, match {comm = \"^postgres$\"}}";

    @TempDir
    private Path folder;

    private final Crew crew = new Crew();
    private RecordedMachine recorded;

    @BeforeEach
    void aMachineThatIsUpForADay() throws IOException {
        recorded = RecordedMachine.unpackText(
                "== clock 2026-01-02T00:00:00Z\n== file proc/stat\nbtime 1767225600\n", folder);
    }

    @AfterEach
    void close() throws IOException {
        crew.close();
        recorded.close();
    }

    private Collector collector(String groups, boolean proportional) {
        Machine machine = recorded.machine();
        return ProcessCollectors.ALL
                .get(3)
                .factory()
                .make(new Context(
                        machine,
                        GivenSettings.of("groups = [" + groups + "]\nproportional-memory = " + proportional),
                        crew,
                        new TrailingWindow(machine.clock())));
    }

    /** A process that started so many seconds after the machine, with this much CPU time. */
    private void process(int pid, String comm, long startSecond, long cpuTicks) throws IOException {
        process(pid, comm, 'S', startSecond, cpuTicks);
    }

    private void process(int pid, String comm, char state, long startSecond, long cpuTicks) throws IOException {
        recorded.write(
                "proc/" + pid + "/stat",
                pid + " (" + comm + ") " + state + " 1 1 1 0 -1 4194560 0 0 0 0 " + cpuTicks + " 0 0 0 20 0 "
                        + (state == 'Z' ? 1 : 3) + " 0 " + startSecond * 100 + " 1000000 25 18446744073709551615\n");
    }

    private void io(int pid, long read, long written) throws IOException {
        recorded.write(
                "proc/" + pid + "/io", "rchar: 9\nwchar: 9\nread_bytes: " + read + "\nwrite_bytes: " + written + "\n");
    }

    private void end(int pid) throws IOException {
        Files.delete(recorded.path("proc/" + pid + "/stat"));
    }

    private static Map<String, Double> read(Collector collector) throws IOException {
        return PointList.of(collector).points();
    }

    private static String series(String name, String group) {
        return "host_process_" + name + "{group=\"" + group + "\"}";
    }

    @Test
    void withoutGroupsNothingIsReadAndNothingServed() throws IOException {
        recorded.write("proc/1/stat", "nonsense");
        PointList list = PointList.of(collector("", false));
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void addsUpTheProcessesOfAGroup() throws IOException {
        process(10, "postgres", 100, 250);
        process(11, "postgres", 50, 50);
        process(12, "nginx", 1, 9999);
        Files.createDirectories(recorded.path("proc/10/fd"));
        recorded.write("proc/10/fd/0", "");
        recorded.write("proc/10/fd/1", "");
        Files.createDirectories(recorded.path("proc/11/fd"));
        io(10, 4096, 1);
        io(11, 0, 2);
        assertThat(read(collector(POSTGRES, false)))
                .containsOnly(
                        Map.entry(series("count", "postgres"), 2.0),
                        Map.entry(series("cpu_seconds_total", "postgres"), 3.0),
                        Map.entry(series("threads", "postgres"), 6.0),
                        Map.entry(series("resident_memory_bytes", "postgres"), 2 * 25 * 4096.0),
                        Map.entry(series("oldest_start_time_seconds", "postgres"), 1767225650.0),
                        Map.entry(series("open_fds", "postgres"), 2.0),
                        Map.entry(series("read_bytes_total", "postgres"), 4096.0),
                        Map.entry(series("written_bytes_total", "postgres"), 3.0));
    }

    @Test
    void aGroupWithoutAProcessHasNoneOfThem() throws IOException {
        process(12, "nginx", 1, 9999);
        assertThat(read(collector(POSTGRES, false)))
                .containsEntry(series("count", "postgres"), 0.0)
                .containsEntry(series("cpu_seconds_total", "postgres"), 0.0)
                .doesNotContainKeys(
                        series("oldest_start_time_seconds", "postgres"), series("read_bytes_total", "postgres"));
    }

    @Test
    void countersKeepWhatProcessesHadUsedThatEnded() throws IOException {
        Collector collector = collector(POSTGRES, false);
        process(10, "postgres", 100, 300);
        process(11, "postgres", 100, 200);
        io(10, 1000, 0);
        io(11, 500, 0);
        assertThat(read(collector)).containsEntry(series("cpu_seconds_total", "postgres"), 5.0);
        end(10);
        process(11, "postgres", 100, 260);
        assertThat(read(collector))
                .containsEntry(series("count", "postgres"), 1.0)
                .containsEntry(series("cpu_seconds_total", "postgres"), 5.6)
                .containsEntry(series("read_bytes_total", "postgres"), 1500.0);
    }

    @Test
    void aNumberThatIsGivenToAnotherProcessIsAnotherProcess() throws IOException {
        Collector collector = collector(POSTGRES, false);
        process(10, "postgres", 100, 300);
        read(collector);
        process(10, "postgres", 200, 10);
        assertThat(read(collector)).containsEntry(series("cpu_seconds_total", "postgres"), 3.1);
    }

    @Test
    void aProcessThatCannotBeReadForAWhileIsNotCountedTwice() throws IOException {
        Collector collector = collector(POSTGRES, false);
        process(10, "postgres", 100, 300);
        read(collector);
        recorded.write("proc/10/stat", "?");
        PointList meanwhile = PointList.of(collector);
        assertThat(meanwhile.points())
                .containsEntry(series("count", "postgres"), 0.0)
                .containsEntry(series("cpu_seconds_total", "postgres"), 3.0);
        assertThat(meanwhile.problems()).singleElement().asString().startsWith("processes: 1 cannot be read");
        process(10, "postgres", 100, 310);
        assertThat(read(collector)).containsEntry(series("cpu_seconds_total", "postgres"), 3.1);
    }

    @Test
    void theFirstGroupThatMatchesHasTheProcessAlone() throws IOException {
        process(10, "postgres", 100, 300);
        recorded.write("proc/10/cmdline", "postgres: writer\0");
        String writer = "{name = writer, match {cmdline = writer}}";
        assertThat(read(collector(writer + "," + POSTGRES, false)))
                .containsEntry(series("count", "writer"), 1.0)
                .containsEntry(series("count", "postgres"), 0.0);
        assertThat(read(collector(POSTGRES + "," + writer, false)))
                .containsEntry(series("count", "writer"), 0.0)
                .containsEntry(series("count", "postgres"), 1.0);
    }

    @Test
    void matchesByProgramAndByArgumentsAndByBoth() throws IOException {
        process(10, "java", 100, 1);
        Files.createSymbolicLink(recorded.path("proc/10/exe"), Path.of("/usr/lib/jvm/17/bin/java (deleted)"));
        recorded.write("proc/10/cmdline", "java\0-jar\0two words.jar\0\n--last\0");
        assertThat(read(collector("{name = a, match {exe = \"/bin/java$\"}}", false)))
                .containsEntry(series("count", "a"), 1.0);
        assertThat(read(collector("{name = a, match {cmdline = \"^java -jar two words.jar .--last$\"}}", false)))
                .containsEntry(series("count", "a"), 1.0);
        assertThat(read(collector("{name = a, match {exe = \"/bin/java$\", cmdline = \"kafka\"}}", false)))
                .containsEntry(series("count", "a"), 0.0);
    }

    @Test
    void aThreadOfTheKernelMatchesByNameAlone() throws IOException {
        recorded.write(
                "proc/9/stat", "9 (nfsd) I 2 0 0 0 -1 2129984 0 0 0 0 0 700 0 0 20 0 1 0 5 0 0 18446744073709551615\n");
        recorded.write("proc/9/cmdline", "");
        assertThat(read(collector("{name = a, match {cmdline = \".*\"}}, {name = nfs, match {comm = nfsd}}", false)))
                .containsEntry(series("count", "a"), 0.0)
                .containsEntry(series("count", "nfs"), 1.0)
                .containsEntry(series("cpu_seconds_total", "nfs"), 7.0)
                .containsEntry(series("open_fds", "nfs"), 0.0);
    }

    @Test
    void aProcessThatRunsAnotherProgramIsLookedAtAgainAndBringsNothingAlong() throws IOException {
        Collector collector = collector(POSTGRES, false);
        process(10, "bash", 100, 300);
        assertThat(read(collector)).containsEntry(series("count", "postgres"), 0.0);
        process(10, "postgres", 100, 310);
        assertThat(read(collector))
                .containsEntry(series("count", "postgres"), 1.0)
                .containsEntry(series("cpu_seconds_total", "postgres"), 0.1);
        process(10, "bash", 100, 320);
        assertThat(read(collector))
                .containsEntry(series("count", "postgres"), 0.0)
                .containsEntry(series("cpu_seconds_total", "postgres"), 0.1);
    }

    @Test
    void otherArgumentsAreNoticedSoonForAYoungProcessAndWithinTwoMinutesForAnOld() throws IOException {
        String writer = "{name = writer, match {cmdline = writer}}";
        Collector collector = collector(writer, false);
        process(10, "postgres", 86_400 - 4, 1);
        process(11, "postgres", 100, 1);
        recorded.write("proc/10/cmdline", "postgres\0");
        recorded.write("proc/11/cmdline", "postgres\0");
        assertThat(read(collector)).containsEntry(series("count", "writer"), 0.0);
        recorded.write("proc/10/cmdline", "postgres: writer\0");
        recorded.write("proc/11/cmdline", "postgres: writer\0");
        recorded.advance(Duration.ofSeconds(5));
        assertThat(read(collector)).containsEntry(series("count", "writer"), 1.0);
        recorded.advance(Duration.ofSeconds(115));
        assertThat(read(collector)).containsEntry(series("count", "writer"), 2.0);
    }

    @Test
    void aZombieCountsNoMoreButWhatItUsedDoes() throws IOException {
        Collector collector = collector("{name = x, match {cmdline = serve}}", false);
        process(10, "x", 100, 300);
        recorded.write("proc/10/cmdline", "x\0serve\0");
        assertThat(read(collector)).containsEntry(series("count", "x"), 1.0);
        process(10, "x", 'Z', 100, 350);
        recorded.write("proc/10/cmdline", "");
        recorded.advance(Duration.ofMinutes(2));
        assertThat(read(collector))
                .containsEntry(series("count", "x"), 0.0)
                .containsEntry(series("threads", "x"), 0.0)
                .containsEntry(series("cpu_seconds_total", "x"), 3.5);
    }

    @Test
    void whatIsRefusedForOneProcessIsAbsentForItsGroupWithOneProblem() throws IOException {
        process(10, "postgres", 100, 300);
        process(11, "postgres", 100, 300);
        process(12, "nginx", 100, 300);
        for (int pid : new int[] {10, 11}) {
            recorded.write("proc/" + pid + "/fd", "no folder");
            recorded.eio("proc/" + pid + "/io");
        }
        Files.createDirectories(recorded.path("proc/12/fd"));
        io(12, 1, 1);
        PointList list = PointList.of(collector(POSTGRES + ", {name = web, match {comm = nginx}}", false));
        assertThat(list.points())
                .containsEntry(series("count", "postgres"), 2.0)
                .containsEntry(series("open_fds", "web"), 0.0)
                .containsEntry(series("read_bytes_total", "web"), 1.0)
                .doesNotContainKeys(
                        series("open_fds", "postgres"),
                        series("read_bytes_total", "postgres"),
                        series("written_bytes_total", "postgres"));
        assertThat(list.problems())
                .hasSize(2)
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("/proc/[pid]/io: ").endsWith(" for 2 processes in groups"));
    }

    /** The first looks at the text for ages, the second calls itself once a character. */
    @ParameterizedTest
    @ValueSource(strings = {"(.*,){12}P", "(x+)*\\1y", "(a|x|,|\\s)*Z"})
    void anExpressionThatIsTooDearCostsItsGroupAlone(String expression) throws IOException {
        process(10, "python", 100, 300);
        recorded.write("proc/10/cmdline", "python\0" + "x,".repeat(1000) + "x".repeat(5_000_000));
        String escaped = expression.replace("\\", "\\\\");
        Collector collector = collector(
                "{name = dear, match {cmdline = \"" + escaped + "\"}}, {name = b, match {comm = nginx}}", false);
        Map<String, Double> points = read(collector);
        assertThat(points).containsEntry(series("count", "b"), 0.0);
        assertThat(points.getOrDefault(series("count", "dear"), 0.0)).isZero();
    }

    @Test
    void aGroupThatAsksForAProgramThatMayNotBeSeenIsAbsentAndNotTheOthers() throws IOException {
        process(10, "postgres", 100, 300);
        recorded.write("proc/10/exe", "no link");
        Collector collector = collector("{name = a, match {exe = postgres}}, {name = b, match {comm = nginx}}", false);
        for (int reading = 0; reading < 2; reading++) {
            PointList list = PointList.of(collector);
            assertThat(list.points())
                    .doesNotContainKeys(series("count", "a"), series("cpu_seconds_total", "a"))
                    .containsEntry(series("count", "b"), 0.0);
            assertThat(list.problems())
                    .singleElement()
                    .asString()
                    .startsWith("/proc/[pid]/exe: ")
                    .contains(" for 1 that may be in a group");
        }
    }

    @Test
    void proportionalMemoryIsReadOnRequestAndKeptForAMinute() throws IOException {
        process(10, "postgres", 100, 300);
        recorded.write("proc/10/smaps_rollup", "55-7f ---p 00000000 00:00 0 [rollup]\nRss: 900 kB\nPss: 300 kB\n");
        assertThat(read(collector(POSTGRES, false))).doesNotContainKey(series("proportional_memory_bytes", "postgres"));
        Collector collector = collector(POSTGRES, true);
        assertThat(read(collector)).containsEntry(series("proportional_memory_bytes", "postgres"), 300.0 * 1024);
        recorded.write("proc/10/smaps_rollup", "55-7f ---p 00000000 00:00 0 [rollup]\nRss: 900 kB\nPss: 200 kB\n");
        recorded.advance(Duration.ofSeconds(59));
        assertThat(read(collector)).containsEntry(series("proportional_memory_bytes", "postgres"), 300.0 * 1024);
        recorded.advance(Duration.ofSeconds(1));
        assertThat(read(collector)).containsEntry(series("proportional_memory_bytes", "postgres"), 200.0 * 1024);
    }
}
