package dev.hostgauge.collector.custom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CompatSettings;
import dev.hostgauge.config.GivenSettings;
import dev.hostgauge.machine.OpenedFiles;
import dev.hostgauge.machine.RecordedMachine;
import dev.hostgauge.metric.Catalogue;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.MetricPattern;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TextfileTest {
    private static final String ERROR = "node_textfile_scrape_error";
    private static final String GOOD = "# TYPE jobs_waiting gauge\njobs_waiting{queue=\"mail\"} 17\n";
    private static final String GOOD_SERIES = "jobs_waiting{queue=\"mail\"}";
    private static final Instant WRITTEN = Instant.parse("2026-03-04T05:06:07.89Z");

    @TempDir
    private Path folder;

    private final Crew crew = new Crew();
    private RecordedMachine machine;

    @BeforeEach
    void unpack() throws IOException {
        machine = RecordedMachine.unpackText("== clock 2026-03-04T06:00:00Z\n", folder);
    }

    @AfterEach
    void closeAll() throws IOException {
        crew.close();
        machine.close();
    }

    private Collector collector(String directories, int mostBytes, int mostFiles, int mostSeries) {
        Catalogue ours = new Catalogue();
        ours.add(
                "a",
                List.of(
                        MetricDef.gauge("node_load1", "Load."),
                        MetricDef.histogram("hostgauge_requests_seconds", "Requests."),
                        MetricPattern.of(Kind.GAUGE, "node_memory_<field>_bytes", "Memory.")));
        String block = "directory = [" + directories + "], max-file-bytes = " + mostBytes + ", max-files = " + mostFiles
                + ", max-series = " + mostSeries;
        TrailingWindow window = new TrailingWindow(machine);
        return new Textfile(
                new Context(machine.machine(), GivenSettings.of(block), crew, window, ours, CompatSettings.DEFAULTS));
    }

    private Collector collector() {
        return collector("\"" + folder + "\"", 1 << 20, 100, 1000);
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, content.getBytes(UTF_8));
        Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
        return file;
    }

    private static String mtime(Path file) {
        return "node_textfile_mtime_seconds{file=\"" + file + "\"}";
    }

    @Test
    void whatAFileSaysIsServedWithTheTimeItWasWritten() throws IOException {
        Path file = write("jobs.prom", GOOD);
        write("jobs.prom.tmp", "half a lin");
        write("notes.txt", "none of ours");
        PointList list = PointList.of(collector());
        assertThat(list.points()).isEqualTo(Map.of(GOOD_SERIES, 17.0, mtime(file), 1772600767.0, ERROR, 0.0));
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void withoutAFolderThereIsNoError() throws IOException {
        assertThat(PointList.of(collector("", 1, 1, 1)).points()).isEqualTo(Map.of(ERROR, 0.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jobs_waiting 1\\nbad{ 2\\n | line 2: want the name of a label",
                "jobs_waiting 1\\nbad 2 | line 2: want a line feed at the end",
                "jobs_waiting 1 1700000000000\\n | line 1: want no timestamp",
                "jobs_waiting 1\\njobs_waiting 2\\n | line 2: want another series than in line 1",
                "ok 1\\nnode_load1 2\\n | line 2: want a name that is none of HostGauge's own, got 'node_load1'",
                "node_memory_Mine_bytes 2\\n | line 1: want a name that is none of HostGauge's own",
                "hostgauge_requests_seconds_count 2\\n | line 1: want a name that is none of HostGauge's own",
                "hostgauge_made_up 2\\n | line 1: want a name that is none of HostGauge's own",
                "up 2\\n | line 1: want a name that Prometheus does not give its own series",
                "scrape_duration_seconds 2\\n | line 1: want a name that Prometheus does not give its own series",
                "# TYPE jobs_waiting counter\\njobs_waiting 2\\n | line 2: want the type GAUGE that 'jobs_waiting' has in ",
                "ok 1\\n# TYPE jobs_waiting gauge\\njobs_waiting{queue=\"mail\",x=\"\"} 2\\n"
                        + " | line 3: want another series than ",
                "# TYPE jobs summary\\njobs_sum 1\\njobs_waiting_count 3\\n# TYPE jobs_waiting_count gauge\\n"
                        + " | line 4: want one TYPE for each metric",
                "ok_sum 1\\n# TYPE ok summary\\nok_count 3\\n"
                        + " | line 3: want a name that is not taken by the samples of 'ok_sum', got 'ok_sum'"
            })
    void aFileThatCannotBeServedCostsItselfAloneAndIsNamedWithTheLine(String content, String why) throws IOException {
        Path good = write("a.prom", GOOD);
        Path bad = write("b.prom", content.replace("\\n", "\n"));
        for (PointList list : List.of(PointList.of(collector()))) {
            assertThat(list.points()).isEqualTo(Map.of(GOOD_SERIES, 17.0, mtime(good), 1772600767.0, ERROR, 1.0));
            assertThat(list.problems()).singleElement().asString().startsWith(bad + ": " + why);
        }
    }

    @Test
    void whatIsNoFileCostsNothingElseAndHoldsNobodyUp() throws IOException {
        write("good.prom", GOOD);
        machine.fifo("fifo.prom");
        Files.createDirectory(folder.resolve("folder.prom"));
        Files.createSymbolicLink(folder.resolve("device.prom"), Path.of("/dev/zero"));
        Files.createSymbolicLink(folder.resolve("nowhere.prom"), Path.of("gone"));
        Files.createSymbolicLink(folder.resolve("round.prom"), Path.of("round.prom"));
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("large.prom").toFile(), "rw")) {
            large.setLength(1L << 30);
        }
        Collector collector = collector();
        for (int cycle = 0; cycle < 3; cycle++) {
            PointList list = PointList.of(collector);
            assertThat(list.points())
                    .containsEntry(GOOD_SERIES, 17.0)
                    .containsEntry(ERROR, 1.0)
                    .hasSize(3);
            assertThat(list.problems())
                    .extracting(problem -> problem.replace(folder + "/", ""))
                    .containsExactlyInAnyOrder(
                            "fifo.prom: want a file, got 'a FIFO, socket or device'",
                            "device.prom: want a file, got 'a FIFO, socket or device'",
                            "folder.prom: want a file, got 'a folder'",
                            "nowhere.prom: want a file, got 'a link to nowhere'",
                            "round.prom: too many levels of symbolic links or unable to access attributes of symbolic link",
                            "large.prom: the file: want at most 1048576 bytes (collectors.textfile.max-file-bytes), got 'more'");
        }
        assertThat(crew.stuck()).isZero();
        // JUnit would warn of a link that leads out of its folder.
        Files.delete(folder.resolve("device.prom"));
    }

    @Test
    void aLinkToAFileIsServedLikeIt() throws IOException {
        write("elsewhere", GOOD);
        Files.createSymbolicLink(folder.resolve("link.prom"), Path.of("elsewhere"));
        assertThat(PointList.of(collector()).points()).containsKeys(GOOD_SERIES, mtime(folder.resolve("link.prom")));
    }

    @Test
    void anUnchangedFileIsNotReadAgainGoodOrBad() throws IOException {
        write("good.prom", GOOD);
        write("bad.prom", "bad\n");
        Collector collector = collector();
        Map<String, Double> first = PointList.of(collector).points();
        try (OpenedFiles opened = new OpenedFiles(folder)) {
            assertThat(PointList.of(collector).points()).isEqualTo(first).containsKey(GOOD_SERIES);
            assertThat(opened.counts()).doesNotContainKeys("good.prom", "bad.prom");
        }
    }

    @Test
    void aFileWrittenAMomentAgoIsReadAgainForItMayBeWrittenAgain() throws IOException {
        write("good.prom", GOOD);
        machine.jumpTo(WRITTEN.plusMillis(10));
        Collector collector = collector();
        PointList.of(collector);
        write("good.prom", GOOD.replace("17", "18"));
        assertThat(PointList.of(collector).points()).containsEntry(GOOD_SERIES, 18.0);
    }

    @Test
    void filesMayComeChangeAndGo() throws IOException {
        Collector collector = collector();
        assertThat(PointList.of(collector).points()).hasSize(1);
        write("b.prom", GOOD);
        assertThat(PointList.of(collector).points()).containsKey(GOOD_SERIES);
        write("b.prom", GOOD + "jobs_waiting{queue=\"print\"} 3\n");
        assertThat(PointList.of(collector).points()).containsKey("jobs_waiting{queue=\"print\"}");
        write("a.prom", GOOD);
        PointList clash = PointList.of(collector);
        assertThat(clash.points()).containsKey(GOOD_SERIES).doesNotContainKey("jobs_waiting{queue=\"print\"}");
        assertThat(clash.problems()).singleElement().asString().contains("b.prom: line 2: want another series");
        Files.delete(folder.resolve("a.prom"));
        assertThat(PointList.of(collector).points())
                .containsKey("jobs_waiting{queue=\"print\"}")
                .containsEntry(ERROR, 0.0);
        Files.delete(folder.resolve("b.prom"));
        assertThat(PointList.of(collector).points()).hasSize(1);
    }

    @Test
    void oneMetricMayStandInSeveralFilesWithOtherLabels() throws IOException {
        write("a.prom", "# HELP age Age.\n# TYPE age gauge\nage{volume=\"/srv\"} 1\n");
        write("b.prom", "# TYPE age gauge\nage{host=\"x\",volume=\"/srv\"} 2\n");
        write("c.prom", "# HELP age Other.\n# TYPE age gauge\nage 3\n");
        PointList list = PointList.of(collector());
        assertThat(list.points())
                .containsEntry("age{volume=\"/srv\",host=\"\"}", 1.0)
                .containsEntry("age{volume=\"/srv\",host=\"x\"}", 2.0)
                .containsEntry("age{volume=\"\",host=\"\"}", 3.0)
                .containsEntry(ERROR, 1.0);
        assertThat(list.problems()).singleElement().asString().contains("c.prom: line 3: want the HELP that 'age' has");
    }

    @Test
    void valuesThatAreNoNumbersAreServedAsTheyAre() throws IOException {
        write("a.prom", "nothing NaN\nall +Inf\n# TYPE less_total counter\nless_total -1\n");
        assertThat(PointList.of(collector()).points())
                .containsEntry("nothing", Double.NaN)
                .containsEntry("all", Double.POSITIVE_INFINITY)
                .containsEntry("less_total", -1.0)
                .containsEntry(ERROR, 0.0);
    }

    @Test
    void foldersMayBeSeveralByGlobAndMissing() throws IOException {
        for (String name : List.of("one", "two", "other")) {
            Files.createDirectories(folder.resolve(name).resolve("prom"));
            write(name + "/prom/" + name + ".prom", name + " 1\n");
        }
        PointList list = PointList.of(collector(
                "\"" + folder + "/t*/prom\", \"" + folder + "/[a-o]ne/prom\", \"" + folder + "/one/./prom\", \""
                        + folder + "/none\", \"" + folder + "/x*\", \"" + folder + "/one/prom/one.prom\"",
                1 << 20,
                100,
                100));
        assertThat(list.points())
                .containsKeys("one", "two")
                .doesNotContainKey("other")
                .containsEntry(ERROR, 1.0);
        assertThat(list.problems())
                .extracting(problem -> problem.replace(folder + "/", ""))
                .containsExactlyInAnyOrder(
                        "none: no such file",
                        "x*: no such file",
                        "one/prom/one.prom: want a folder, got 'something else'");
    }

    @Test
    void ofTooManyFilesTheFirstAreServed() throws IOException {
        for (int i = 0; i < 20; i++) {
            write("f" + (char) ('a' + i) + ".prom", "x" + i + " 1\n");
        }
        PointList list = PointList.of(collector("\"" + folder + "\"", 100, 3, 100));
        assertThat(list.points()).containsKeys("x0", "x1", "x2").hasSize(7);
        assertThat(list.problems())
                .singleElement()
                .asString()
                .contains("collectors.textfile.max-files", "at most 3 files");
    }

    @Test
    void aFileThatBringsTooManySeriesIsServedOnceThereIsRoom() throws IOException {
        write("a.prom", "a{n=\"1\"} 1\na{n=\"2\"} 1\n");
        write("b.prom", "b{n=\"1\"} 1\nb{n=\"2\"} 1\n");
        Collector collector = collector("\"" + folder + "\"", 1000, 10, 3);
        PointList tooMany = PointList.of(collector);
        assertThat(tooMany.points()).containsKey("a{n=\"2\"}").doesNotContainKey("b{n=\"1\"}");
        assertThat(tooMany.problems()).singleElement().asString().contains("b.prom: line 2: ", "max-series");
        Files.delete(folder.resolve("a.prom"));
        assertThat(PointList.of(collector).points()).containsKey("b{n=\"2\"}").containsEntry(ERROR, 0.0);
    }

    @Test
    void oddNamesOfFilesAreServed() throws IOException {
        Path odd = write("näme \"with\" \\ odd\tthings.prom", GOOD);
        assertThat(PointList.of(collector()).points()).containsKeys(GOOD_SERIES, mtime(odd));
    }
}
