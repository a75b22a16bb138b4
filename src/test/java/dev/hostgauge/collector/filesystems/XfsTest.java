package dev.hostgauge.collector.filesystems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XfsTest {
    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        return PointList.of(
                FilesystemsCollectors.ALL.get(0),
                RecordedMachine.unpackText(machine, folder).machine());
    }

    private static String file(String device, String content) {
        return "== file sys/fs/xfs/" + device + "/stats/stats\n" + content + "\n";
    }

    @Test
    void eachNumberOfALineHasItsName() throws IOException {
        PointList list = read(file("sda1", "extent_alloc 1 2 3 4\ntrans 7 8 9\nrw 107739 94045\n"));
        assertThat(list.problems()).isEmpty();
        assertThat(list.points())
                .containsOnly(
                        Map.entry("node_xfs_extent_allocation_extents_allocated_total{device=\"sda1\"}", 1.0),
                        Map.entry("node_xfs_extent_allocation_blocks_allocated_total{device=\"sda1\"}", 2.0),
                        Map.entry("node_xfs_extent_allocation_extents_freed_total{device=\"sda1\"}", 3.0),
                        Map.entry("node_xfs_extent_allocation_blocks_freed_total{device=\"sda1\"}", 4.0),
                        Map.entry("node_xfs_write_calls_total{device=\"sda1\"}", 107739.0),
                        Map.entry("node_xfs_read_calls_total{device=\"sda1\"}", 94045.0));
    }

    @Test
    void shorterAndLongerLinesOfOtherKernelsServeWhatTheyHave() throws IOException {
        PointList list = read(file("dm-0", "ig 1 2\nrw 3 4 5 6\ngc xpc 3\nbrandnew x\n\n"));
        assertThat(list.problems()).isEmpty();
        assertThat(list.points())
                .containsOnlyKeys(
                        "node_xfs_inode_operation_attempts_total{device=\"dm-0\"}",
                        "node_xfs_inode_operation_found_total{device=\"dm-0\"}",
                        "node_xfs_write_calls_total{device=\"dm-0\"}",
                        "node_xfs_read_calls_total{device=\"dm-0\"}");
    }

    @Test
    void countersGoUpToTheirLimit() throws IOException {
        assertThat(read(file("sda1", "rw 4294967295 18446744073709551615")).points())
                .containsEntry("node_xfs_write_calls_total{device=\"sda1\"}", 4294967295.0)
                .containsEntry("node_xfs_read_calls_total{device=\"sda1\"}", 0x1p64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "rw x", "rw -1 1", "rw 18446744073709551616", "nothing 1 2"})
    void aFileThatMakesNoSenseCostsItsFilesystemAlone(String content) throws IOException {
        PointList list = read(file("sda1", content) + file("sdb1", "rw 1 2"));
        assertThat(list.points())
                .containsOnlyKeys(
                        "node_xfs_write_calls_total{device=\"sdb1\"}", "node_xfs_read_calls_total{device=\"sdb1\"}");
        assertThat(list.problems()).singleElement().asString().contains("fs/xfs/sda1/stats/stats: want");
    }

    @Test
    void theSumsOfAllFilesystemsAreNoFilesystem() throws IOException {
        PointList list = read("== file sys/fs/xfs/stats/stats\nrw 1 2\n== file sys/fs/xfs/debug/bug_on_assert\n0\n");
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void aMachineWithoutHasNone() throws IOException {
        assertThat(read("").points()).isEmpty();
    }
}
