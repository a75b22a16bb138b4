package dev.hostgauge.collector.filesystems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZfsTest {
    private static final Registration ZFS = FilesystemsCollectors.ALL.get(2);
    private static final String HEAD = "6 1 0x01 91 4368 5266997922 97951858082072\nname   type data\n";

    @TempDir
    private Path folder;

    private PointList read(String... files) throws IOException {
        return PointList.of(
                ZFS, RecordedMachine.unpackText(String.join("", files), folder).machine());
    }

    private static String file(String name, String content) {
        return "== file proc/spl/kstat/zfs/" + name + "\n" + content + "\n";
    }

    @ParameterizedTest
    @CsvSource({
        "abdstats, abd",
        "arcstats, arc",
        "dbufstats, dbuf",
        "dmu_tx, dmu_tx",
        "dnodestats, dnode",
        "fm, fm",
        "vdev_cache_stats, vdev_cache",
        "vdev_mirror_stats, vdev_mirror",
        "xuio_stats, xuio",
        "zfetchstats, zfetch",
        "zil, zil",
    })
    void everyFieldOfAFileIsServedUnderItsSubsystem(String name, String subsystem) throws IOException {
        assertThat(read(file(name, HEAD + "hits  4  123\nnew-in_this3 4 7\n")).points())
                .containsOnly(
                        Map.entry("node_zfs_" + subsystem + "_hits", 123.0),
                        Map.entry("node_zfs_" + subsystem + "_new_in_this3", 7.0));
    }

    @Test
    void numbersOf64BitsAreServedSignedOrNotAndOtherKindsLeftOut() throws IOException {
        PointList list = read(file(
                "arcstats", HEAD + "all 4 18446744073709551615\navailable 3 -1184976896\nname 7 text here\nold 2 5\n"));
        assertThat(list.problems()).isEmpty();
        assertThat(list.points())
                .containsOnly(
                        Map.entry("node_zfs_arc_all", 0x1p64), Map.entry("node_zfs_arc_available", -1184976896.0));
    }

    @Test
    void aPoolIsInOneOfItsStates() throws IOException {
        Map<String, Double> points = read(file("rpool/state", "ONLINE"), file("tank/state", "DEGRADED"))
                .points();
        assertThat(points)
                .hasSize(14)
                .containsEntry("node_zfs_zpool_state{zpool=\"tank\",state=\"degraded\"}", 1.0)
                .containsEntry("node_zfs_zpool_state{zpool=\"tank\",state=\"online\"}", 0.0)
                .containsEntry("node_zfs_zpool_state{zpool=\"rpool\",state=\"online\"}", 1.0);
        assertThat(points.values().stream().mapToDouble(Double::doubleValue).sum())
                .isEqualTo(2);
    }

    @Test
    void aPoolsTrafficStandsInColumns() throws IOException {
        assertThat(read(file("tank/io", "12 3 0x00 1 80 79 39\nnread    nwritten wcnt \n1884160  3206144  0  \n"))
                        .points())
                .containsOnly(
                        Map.entry("node_zfs_zpool_nread{zpool=\"tank\"}", 1884160.0),
                        Map.entry("node_zfs_zpool_nwritten{zpool=\"tank\"}", 3206144.0),
                        Map.entry("node_zfs_zpool_wcnt{zpool=\"tank\"}", 0.0));
    }

    @Test
    void aDatasetIsNamedByItsFile() throws IOException {
        PointList list = read(
                file("tank/objset-0x36", HEAD + "dataset_name 7 tank\nwrites 4 1\n"),
                file("tank/objset-0x81", HEAD + "dataset_name      7    tank/time machine\nwrites 4 2\nnread 4 3\n"),
                file("tank/txgs", "no kstat"));
        assertThat(list.problems()).isEmpty();
        assertThat(list.points())
                .containsOnly(
                        Map.entry("node_zfs_zpool_dataset_writes{zpool=\"tank\",dataset=\"tank\"}", 1.0),
                        Map.entry("node_zfs_zpool_dataset_writes{zpool=\"tank\",dataset=\"tank/time machine\"}", 2.0),
                        Map.entry("node_zfs_zpool_dataset_nread{zpool=\"tank\",dataset=\"tank/time machine\"}", 3.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "hits 4 1\n",
                HEAD + "hits 4\n",
                HEAD + "hits 4 x\n",
                HEAD + "hits 4 -1\n",
                HEAD + "bad{name 4 1\n"
            })
    void aFileThatMakesNoSenseCostsItselfAlone(String content) throws IOException {
        PointList list = read(file("arcstats", content), file("zil", HEAD + "zil_commit_count 4 9\n"));
        assertThat(list.points()).containsOnly(Map.entry("node_zfs_zil_zil_commit_count", 9.0));
        assertThat(list.problems()).singleElement().asString().contains("zfs/arcstats: want");
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "io", "objset-0x36"})
    void aPoolsFileThatMakesNoSenseCostsItselfAlone(String name) throws IOException {
        PointList list = read(file("tank/" + name, ""), file("rpool/state", "ONLINE"));
        assertThat(list.points())
                .hasSize(7)
                .allSatisfy((series, value) -> assertThat(series).contains("rpool"));
        assertThat(list.problems()).singleElement().asString().contains("tank/" + name + ": want");
    }

    @Test
    void aMachineWithoutHasNone() throws IOException {
        assertThat(read("").points()).isEmpty();
        assertThat(read("== dir proc/spl/kstat/zfs\n").points()).isEmpty();
    }
}
