package dev.hostgauge.collector.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemTest {
    private static final Registration FILESYSTEM = StorageCollectors.ALL.get(1);
    private static final String ROOT = "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n";
    private static final String ROOT_SIZE =
            "== statvfs / fragment=4096 blocks=1000 free=400 available=200 files=50 filesfree=40\n";
    private static final String ROOT_LABELS =
            "{device=\"/dev/vda\",mountpoint=\"/\",fstype=\"ext4\",device_error=\"\"}";

    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        return PointList.of(
                FILESYSTEM, RecordedMachine.unpackText(machine, folder).machine());
    }

    private PointList readMounts(String mountinfo, String answers) throws IOException {
        return read(answers + "== file proc/1/mountinfo\n" + mountinfo);
    }

    private static List<String> seriesOf(String metric, PointList read) {
        return read.points().keySet().stream()
                .filter(series -> series.startsWith(metric + "{"))
                .toList();
    }

    @Test
    void aMountIsServedUnderNodeExportersNamesAndAsHostGauges() throws IOException {
        String host = "{mountpoint=\"/\",device=\"/dev/vda\",fstype=\"ext4\"}";
        assertThat(readMounts(ROOT, ROOT_SIZE).points())
                .containsEntry("node_filesystem_size_bytes" + ROOT_LABELS, 4_096_000.0)
                .containsEntry("node_filesystem_free_bytes" + ROOT_LABELS, 1_638_400.0)
                .containsEntry("node_filesystem_avail_bytes" + ROOT_LABELS, 819_200.0)
                .containsEntry("node_filesystem_files" + ROOT_LABELS, 50.0)
                .containsEntry("node_filesystem_files_free" + ROOT_LABELS, 40.0)
                .containsEntry("node_filesystem_readonly" + ROOT_LABELS, 0.0)
                .containsEntry("node_filesystem_device_error" + ROOT_LABELS, 0.0)
                .containsEntry(
                        "node_filesystem_mount_info{device=\"/dev/vda\",major=\"254\",minor=\"0\",mountpoint=\"/\"}",
                        1.0)
                .containsEntry("host_filesystem_size_bytes" + host, 4_096_000.0)
                .containsEntry("host_filesystem_available_bytes" + host, 819_200.0)
                .containsEntry("host_filesystem_used_bytes" + host, 600 * 4096.0)
                .containsEntry("host_filesystem_utilization_ratio" + host, 0.75)
                .hasSize(12);
    }

    @Test
    void aFilesystemWithoutASizeHasNoUtilization() throws IOException {
        PointList read = readMounts(ROOT, "== statvfs / blocks=0 free=0 available=0\n");
        assertThat(read.points()).containsEntry("node_filesystem_size_bytes" + ROOT_LABELS, 0.0);
        assertThat(read.points().keySet()).noneMatch(series -> series.startsWith("host_"));
    }

    @Test
    void aFilesystemThatClaimsMoreFreeThanItHasIsNotUsedLessThanNothing() throws IOException {
        PointList read = readMounts(ROOT, "== statvfs / blocks=10 free=20 available=20\n");
        assertThat(read.points()).containsEntry("node_filesystem_free_bytes" + ROOT_LABELS, 81_920.0);
        assertThat(read.points().keySet()).noneMatch(series -> series.startsWith("host_"));
    }

    @Test
    void aFilesystemThatCountsNoInodesHasNoneAsNodeExporterSays() throws IOException {
        assertThat(readMounts(ROOT, "== statvfs / blocks=10 free=5 available=5 files=0 filesfree=0\n")
                        .points())
                .containsEntry("node_filesystem_files" + ROOT_LABELS, 0.0)
                .containsEntry("node_filesystem_files_free" + ROOT_LABELS, 0.0);
    }

    @Test
    void aMountThatRefusesServesTheReason() throws IOException {
        PointList read = readMounts(
                ROOT + "28 1 0:5 / /gone ro - nfs4 server:/x rw\n",
                ROOT_SIZE + "== statvfs /gone error=stale file handle\n");
        String labels =
                "{device=\"server:/x\",mountpoint=\"/gone\",fstype=\"nfs4\",device_error=\"stale file handle\"}";
        assertThat(read.points())
                .containsEntry("node_filesystem_device_error" + labels, 1.0)
                .containsEntry("node_filesystem_readonly" + labels, 1.0)
                .containsKey("node_filesystem_size_bytes" + ROOT_LABELS)
                .hasSize(14);
    }

    @Test
    void theDefaultFiltersLeaveOutWhatHoldsNoFiles() throws IOException {
        PointList read = readMounts(
                ROOT
                        + "1 27 0:1 / /proc rw - proc proc rw\n"
                        + "2 27 0:2 / /dev/shm rw - tmpfs tmpfs rw\n"
                        + "3 27 0:3 / /run rw - tmpfs tmpfs rw\n"
                        + "4 27 7:0 / /snap/x ro - squashfs /dev/loop0 ro\n"
                        + "5 27 254:0 / /var/lib/docker/overlay2/x rw - ext4 /dev/vda rw\n",
                ROOT_SIZE + "== statvfs /run blocks=1 free=1 available=1\n");
        assertThat(seriesOf("node_filesystem_size_bytes", read))
                .containsExactly(
                        "node_filesystem_size_bytes" + ROOT_LABELS,
                        "node_filesystem_size_bytes{device=\"tmpfs\",mountpoint=\"/run\",fstype=\"tmpfs\",device_error=\"\"}");
    }

    @Test
    void oneSeriesStandsForTheMountOnTop() throws IOException {
        PointList read = readMounts(
                "30 1 0:30 / /run rw - tmpfs tmpfs ro\n31 30 0:31 / /run rw - tmpfs tmpfs rw\n",
                "== statvfs /run blocks=1 free=1 available=1\n");
        assertThat(read.problems()).isEmpty();
        assertThat(read.points())
                .containsEntry(
                        "node_filesystem_readonly{device=\"tmpfs\",mountpoint=\"/run\",fstype=\"tmpfs\",device_error=\"\"}",
                        0.0)
                .containsKey(
                        "node_filesystem_mount_info{device=\"tmpfs\",major=\"0\",minor=\"31\",mountpoint=\"/run\"}")
                .hasSize(12);
    }

    @Test
    void withoutPid1sMountsThisProcesssOwnAreServed() throws IOException {
        assertThat(read(ROOT_SIZE + "== file proc/self/mountinfo\n" + ROOT).points())
                .containsKey("node_filesystem_size_bytes" + ROOT_LABELS);
    }

    @Test
    void aFolderInMountinfosPlaceIsPassedOver() throws IOException {
        assertThat(read(ROOT_SIZE + "== dir proc/1/mountinfo\n== file proc/self/mountinfo\n" + ROOT)
                        .points())
                .containsKey("node_filesystem_size_bytes" + ROOT_LABELS);
    }

    @Test
    void withoutAnyMountsTheCollectorFails() {
        assertThatThrownBy(() -> read("== about nothing")).isInstanceOf(NoSuchFileException.class);
    }
}
