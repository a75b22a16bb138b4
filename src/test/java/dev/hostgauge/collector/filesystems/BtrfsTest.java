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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BtrfsTest {
    private static final String UUID = "0abb23a9-579b-43e6-ad30-227ef47fcb9d";
    private static final String ERRORS =
            "write_errs 1\nread_errs 2\nflush_errs 3\ncorruption_errs 4\ngeneration_errs 18446744073709551615\n";

    @TempDir
    private Path folder;

    private PointList read(String... machine) throws IOException {
        return PointList.of(
                FilesystemsCollectors.ALL.get(1),
                RecordedMachine.unpackText(String.join("", machine), folder).machine());
    }

    private static String file(String name, Object content) {
        return "== file sys/fs/btrfs/" + UUID + "/" + name + "\n" + content + "\n";
    }

    private static String device(String name, String numbers) {
        return "== file sys/block/" + name + "/size\n2048\n== file sys/block/" + name + "/dev\n" + numbers
                + "\n== link sys/fs/btrfs/" + UUID + "/devices/" + name + " -> ../../../../block/" + name + "\n";
    }

    private static String point(String fact, String... labels) {
        StringBuilder point = new StringBuilder("node_btrfs_" + fact + "{uuid=\"" + UUID + "\"");
        for (int i = 0; i < labels.length; i += 2) {
            point.append(',')
                    .append(labels[i])
                    .append("=\"")
                    .append(labels[i + 1])
                    .append('"');
        }
        return point.append('}').toString();
    }

    @Test
    void spaceIsServedByWhatForAndProfile() throws IOException {
        PointList list = read(
                file("label", "data of all"),
                file("allocation/global_rsv_size", 16777216),
                file("allocation/data/bytes_reserved", 4096),
                file("allocation/data/flags", 1),
                file("allocation/data/raid1/total_bytes", 2147483648L),
                file("allocation/data/raid1/used_bytes", 808189952));
        assertThat(list.problems()).isEmpty();
        assertThat(list.points())
                .containsOnlyKeys(
                        point("info", "label", "data of all"),
                        point("global_rsv_size_bytes"),
                        point("reserved_bytes", "block_group_type", "data"),
                        point("size_bytes", "block_group_type", "data", "mode", "raid1"),
                        point("used_bytes", "block_group_type", "data", "mode", "raid1"),
                        point("allocation_ratio", "block_group_type", "data", "mode", "raid1"))
                .containsEntry(point("global_rsv_size_bytes"), 16777216.0)
                .containsEntry(point("reserved_bytes", "block_group_type", "data"), 4096.0)
                .containsEntry(point("size_bytes", "block_group_type", "data", "mode", "raid1"), 2147483648.0)
                .containsEntry(point("used_bytes", "block_group_type", "data", "mode", "raid1"), 808189952.0);
    }

    @ParameterizedTest
    @CsvSource({
        "single, 1",
        "raid0, 1",
        "dup, 2",
        "raid1, 2",
        "raid10, 2",
        "raid1c3, 3",
        "raid1c4, 4",
        "raid5, 1.5",
        "raid6, 3"
    })
    void howOftenAByteStandsOnThreeDevicesIsUpToTheProfile(String profile, double ratio) throws IOException {
        assertThat(read(
                                device("sda", "8:0"),
                                device("sdb", "8:16"),
                                device("sdc", "8:32"),
                                file("allocation/metadata/" + profile + "/total_bytes", 1))
                        .points())
                .containsEntry(point("allocation_ratio", "block_group_type", "metadata", "mode", profile), ratio);
    }

    @Test
    void aProfileThatIsConvertedToAnotherHasBoth() throws IOException {
        assertThat(read(file("allocation/mixed/single/used_bytes", 5), file("allocation/mixed/dup/used_bytes", 6))
                        .points())
                .containsEntry(point("used_bytes", "block_group_type", "mixed", "mode", "single"), 5.0)
                .containsEntry(point("used_bytes", "block_group_type", "mixed", "mode", "dup"), 6.0);
    }

    @Test
    void commitsAreCountedAndTimedInSeconds() throws IOException {
        assertThat(read(file(
                                "commit_stats",
                                "commits 13\ncur_commit_ms 0\nlast_commit_ms 3\nmax_commit_ms 25\ntotal_commit_ms 46"))
                        .points())
                .containsEntry(point("commits_total"), 13.0)
                .containsEntry(point("last_commit_seconds"), 0.003)
                .containsEntry(point("max_commit_seconds"), 0.025)
                .containsEntry(point("commit_seconds_total"), 0.046);
    }

    @Test
    void aKernelWithoutThemHasNoCommitsAndNoErrors() throws IOException {
        PointList list = read(file("label", ""));
        assertThat(list.problems()).isEmpty();
        assertThat(list.points()).containsOnlyKeys(point("info", "label", ""));
    }

    @Test
    void aDeviceHasItsSizeAndWhatUdevCallsIt() throws IOException {
        assertThat(read(
                                device("sda", "8:0"),
                                device("sdb", "8:16"),
                                "== file udev/b8:16\nI:1\nE:ID_FS_TYPE=btrfs\nE:ID_FS_UUID_SUB=1234-5678\nG:x\n")
                        .points())
                .containsEntry(point("device_size_bytes", "device", "sda", "btrfs_dev_uuid", ""), 1048576.0)
                .containsEntry(point("device_size_bytes", "device", "sdb", "btrfs_dev_uuid", "1234-5678"), 1048576.0);
    }

    private static String errors(String devid, String device, String deviceUuid, String type) {
        return point(
                "device_errors_total", "devid", devid, "device", device, "btrfs_dev_uuid", deviceUuid, "type", type);
    }

    @Test
    void theErrorsOfTheOnlyDeviceAreThatDevices() throws IOException {
        assertThat(read(
                                device("sda", "8:0"),
                                "== file udev/b8:0\nE:ID_FS_UUID_SUB=1234-5678\n",
                                file("devinfo/1/error_stats", ERRORS))
                        .points())
                .containsAllEntriesOf(Map.of(
                        errors("1", "sda", "1234-5678", "write"), 1.0,
                        errors("1", "sda", "1234-5678", "read"), 2.0,
                        errors("1", "sda", "1234-5678", "flush"), 3.0,
                        errors("1", "sda", "1234-5678", "corruption"), 4.0,
                        errors("1", "sda", "1234-5678", "generation"), 0x1p64));
    }

    @Test
    void theErrorsOfSeveralDevicesAreToldApartByNumber() throws IOException {
        PointList list = read(
                device("sda", "8:0"),
                file("devinfo/1/error_stats", ERRORS),
                file("devinfo/2/error_stats", "invalid"),
                file("devinfo/3/error_stats", "write_errs 0\nother_errs 9"));
        assertThat(list.problems()).isEmpty();
        assertThat(list.points())
                .containsEntry(errors("1", "", "", "corruption"), 4.0)
                .containsEntry(errors("3", "", "", "write"), 0.0)
                .doesNotContainKey(errors("2", "", "", "write"));
    }

    @Test
    void theUuidIsTheMetadatas() throws IOException {
        assertThat(read(file("label", "x"), file("metadata_uuid", "7f07c59f-6136-449c-ab87-e1cf2328731b"))
                        .points())
                .containsOnlyKeys("node_btrfs_info{uuid=\"7f07c59f-6136-449c-ab87-e1cf2328731b\",label=\"x\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allocation/global_rsv_size",
                "allocation/data/bytes_reserved",
                "allocation/data/single/used_bytes",
                "commit_stats",
                "devinfo/1/error_stats",
            })
    void aFileThatMakesNoSenseCostsItselfAlone(String name) throws IOException {
        PointList list = read(file("label", "x"), file(name, "write_errs x"));
        assertThat(list.points()).containsKey(point("info", "label", "x"));
        assertThat(list.problems()).singleElement().asString().contains(name + ": want");
    }

    @Test
    void aMachineWithoutHasNone() throws IOException {
        assertThat(read("").points()).isEmpty();
        assertThat(read("== file sys/fs/btrfs/features/raid1c34\n0\n").points()).isEmpty();
    }
}
