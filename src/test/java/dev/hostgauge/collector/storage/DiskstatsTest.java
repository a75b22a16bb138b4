package dev.hostgauge.collector.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Ticking;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskstatsTest {
    private static final Registration DISKSTATS = StorageCollectors.ALL.get(0);
    private static final String SDA = "   8       0 sda 1 2 3 4000 5 6 7 8000 9 10000 11000 12 13 14 15000 16 17000\n";

    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        return PointList.of(
                DISKSTATS, RecordedMachine.unpackText(machine, folder).machine());
    }

    private PointList readLines(String diskstats) throws IOException {
        return read("== file proc/diskstats\n" + diskstats);
    }

    /** A collector that stands, with its window. */
    private record Standing(Collector collector, TrailingWindow window) {
        static Standing on(RecordedMachine recorded) {
            TrailingWindow window = new TrailingWindow(recorded);
            CollectorSettings settings = CollectorSettings.defaults("diskstats");
            Context context = new Context(recorded.machine(), settings, new Crew(), window);
            return new Standing(DISKSTATS.factory().make(context), window);
        }

        void tick() throws IOException {
            Map<String, Double> counters = new HashMap<>();
            ((Ticking) collector).tick(counters::put);
            window.add(counters);
        }

        Map<String, Double> points() throws IOException {
            return PointList.of(collector).points();
        }
    }

    @Test
    void aLineOfARecentKernelServesSeventeenFamilies() throws IOException {
        assertThat(readLines(SDA).points())
                .containsEntry("node_disk_reads_completed_total{device=\"sda\"}", 1.0)
                .containsEntry("node_disk_reads_merged_total{device=\"sda\"}", 2.0)
                .containsEntry("node_disk_read_bytes_total{device=\"sda\"}", 3 * 512.0)
                .containsEntry("node_disk_read_time_seconds_total{device=\"sda\"}", 4.0)
                .containsEntry("node_disk_writes_completed_total{device=\"sda\"}", 5.0)
                .containsEntry("node_disk_writes_merged_total{device=\"sda\"}", 6.0)
                .containsEntry("node_disk_written_bytes_total{device=\"sda\"}", 7 * 512.0)
                .containsEntry("node_disk_write_time_seconds_total{device=\"sda\"}", 8.0)
                .containsEntry("node_disk_io_now{device=\"sda\"}", 9.0)
                .containsEntry("node_disk_io_time_seconds_total{device=\"sda\"}", 10.0)
                .containsEntry("node_disk_io_time_weighted_seconds_total{device=\"sda\"}", 11.0)
                .containsEntry("node_disk_discards_completed_total{device=\"sda\"}", 12.0)
                .containsEntry("node_disk_discards_merged_total{device=\"sda\"}", 13.0)
                .containsEntry("node_disk_discarded_sectors_total{device=\"sda\"}", 14.0)
                .containsEntry("node_disk_discard_time_seconds_total{device=\"sda\"}", 15.0)
                .containsEntry("node_disk_flush_requests_total{device=\"sda\"}", 16.0)
                .containsEntry("node_disk_flush_requests_time_seconds_total{device=\"sda\"}", 17.0)
                .hasSize(18);
    }

    @Test
    void anOldKernelsShorterLineServesLess() throws IOException {
        assertThat(readLines("8 0 sda 1 2 3 4 5 6 7 8 9 10 11\n").points())
                .containsKey("node_disk_io_time_weighted_seconds_total{device=\"sda\"}")
                .doesNotContainKey("node_disk_discards_completed_total{device=\"sda\"}")
                .hasSize(12);
        assertThat(readLines("8 0 sda 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15\n").points())
                .containsKey("node_disk_discard_time_seconds_total{device=\"sda\"}")
                .doesNotContainKey("node_disk_flush_requests_total{device=\"sda\"}")
                .hasSize(16);
    }

    @Test
    void whatAFutureKernelAddsIsPassedOver() throws IOException {
        assertThat(readLines(SDA.strip() + " 18 nineteen\n").points()).hasSize(18);
    }

    @Test
    void theLargestCounterIsServed() throws IOException {
        assertThat(readLines(SDA.replace(" 1 2 ", " 18446744073709551615 2 ")).points())
                .containsEntry("node_disk_reads_completed_total{device=\"sda\"}", 0x1p64);
    }

    @Test
    void partitionsLoopsAndRamDisksAreLeftOut() throws IOException {
        PointList read = readLines(SDA
                + SDA.replace("sda", "sda1")
                + SDA.replace("sda", "loop0")
                + SDA.replace("sda", "zram0")
                + SDA.replace("sda", "nvme0n1p2")
                + SDA.replace("sda", "nvme0n1"));
        assertThat(read.points().keySet().stream().filter(series -> series.startsWith("node_disk_io_now")))
                .containsExactly("node_disk_io_now{device=\"nvme0n1\"}", "node_disk_io_now{device=\"sda\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8 16 sdb\n",
                "8 16 sdb 1 2 3 4 5 6 7 8 9 10\n",
                "8 16 sdb 1 2 3 4 five 6 7 8 9 10 11\n",
                "8 16 sdb 1 2 3 4 -5 6 7 8 9 10 11\n",
                "8 16 sdb 1 2 3 4 18446744073709551616 6 7 8 9 10 11\n",
                "8 x sdb 1 2 3 4 5 6 7 8 9 10 11\n",
                "8\n",
                "\n",
            })
    void aLineThatMakesNoSenseCostsItsDeviceAlone(String line) throws IOException {
        PointList read = readLines(line + SDA);
        assertThat(read.points())
                .containsKey("node_disk_io_now{device=\"sda\"}")
                .hasSize(18);
        assertThat(read.problems()).singleElement().asString().contains("diskstats: want");
    }

    @Test
    void aMachineWithoutBlockDevicesHasNone() throws IOException {
        assertThat(readLines("").points()).isEmpty();
        Files.delete(folder.resolve("proc/diskstats"));
        PointList read = read("== about no such file");
        assertThat(read.points()).isEmpty();
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void aFolderInDiskstatsPlaceIsNamed() {
        assertThatThrownBy(() -> read("== dir proc/diskstats"))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("/proc/diskstats: want a file");
    }

    @Test
    void udevAndSysfsSayWhatADiskIs() throws IOException {
        PointList read = read("== file udev/b8:0\nS:disk/by-id/x\nW:1\nE:ID_PATH=pci-0000:00:1f.2-ata-1\nE:ID_WWN=0x5\n"
                + "E:ID_MODEL=Disk_X\nE:ID_SERIAL=Disk_X_S123\nE:ID_SERIAL_SHORT=S123\nE:ID_REVISION=R1\nE:ID_ATA=1\n"
                + "E:ID_ATA_WRITE_CACHE=1\nE:ID_ATA_WRITE_CACHE_ENABLED=0\nE:ID_ATA_ROTATION_RATE_RPM=7200\n"
                + "E:ID_FS_TYPE=ext4\nE:ID_FS_USAGE=filesystem\nE:ID_FS_UUID=u-1\nE:ID_FS_VERSION=1.0\n"
                + "== file sys/block/sda/queue/rotational\n1\n== file proc/diskstats\n" + SDA);
        assertThat(read.points())
                .containsEntry(
                        "node_disk_info{device=\"sda\",major=\"8\",minor=\"0\",path=\"pci-0000:00:1f.2-ata-1\",wwn=\"0x5\","
                                + "model=\"Disk_X\",serial=\"S123\",revision=\"R1\",rotational=\"1\"}",
                        1.0)
                .containsEntry(
                        "node_disk_filesystem_info{device=\"sda\",type=\"ext4\",usage=\"filesystem\",uuid=\"u-1\",version=\"1.0\"}",
                        1.0)
                .containsEntry("node_disk_ata_write_cache{device=\"sda\"}", 1.0)
                .containsEntry("node_disk_ata_write_cache_enabled{device=\"sda\"}", 0.0)
                .containsEntry("node_disk_ata_rotation_rate_rpm{device=\"sda\"}", 7200.0);
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void theSerialPrintedOnTheDiskWins() throws IOException {
        assertThat(read("== file udev/b8:0\nE:ID_SERIAL_SHORT=short\nE:SCSI_IDENT_SERIAL=printed\n"
                                + "== file proc/diskstats\n" + SDA)
                        .points())
                .containsKey("node_disk_info{device=\"sda\",major=\"8\",minor=\"0\",path=\"\",wwn=\"\",model=\"\","
                        + "serial=\"printed\",revision=\"\",rotational=\"\"}");
    }

    @Test
    void aLogicalVolumeShowsItsNames() throws IOException {
        assertThat(
                        read("== file udev/b252:3\nE:DM_NAME=vg0-root\nE:DM_UUID=LVM-1\nE:DM_VG_NAME=vg0\nE:DM_LV_NAME=root\n"
                                        + "== file proc/diskstats\n" + SDA.replace("8       0 sda", "252 3 dm-3"))
                                .points())
                .containsEntry(
                        "node_disk_device_mapper_info{device=\"dm-3\",name=\"vg0-root\",uuid=\"LVM-1\",vg_name=\"vg0\","
                                + "lv_name=\"root\",lv_layer=\"\"}",
                        1.0)
                .doesNotContainKey("node_disk_ata_write_cache{device=\"dm-3\"}");
    }

    @Test
    void factsThatMakeNoSenseCostThemselvesAlone() throws IOException {
        PointList read = read("== file udev/b8:0\nE:ID_ATA=1\nE:ID_ATA_ROTATION_RATE_RPM=fast\nE:\nE:=\nE:NOTHING\n"
                + "== file sys/block/sda/queue/rotational\nperhaps\n== file proc/diskstats\n" + SDA);
        assertThat(read.points())
                .containsKey("node_disk_io_now{device=\"sda\"}")
                .hasSize(18);
        assertThat(read.problems())
                .containsExactlyInAnyOrder(
                        "ID_ATA_ROTATION_RATE_RPM of sda: want a number, got 'fast'",
                        "block/sda/queue/rotational: want 0 or 1, got 'perhaps'");
    }

    @Test
    void aFolderInAFilesPlaceIsAProblemAndNoMore() throws IOException {
        PointList read =
                read("== dir udev/b8:0\n== dir sys/block/sda/queue/rotational\n== file proc/diskstats\n" + SDA);
        assertThat(read.points()).hasSize(18);
        assertThat(read.problems()).hasSize(2);
    }

    @Test
    void aControllerWithASlashInItsNameIsFoundInSysfs() throws IOException {
        assertThat(read("== file sys/block/cciss!c0d0/queue/rotational\n1\n== file proc/diskstats\n"
                                + SDA.replace("sda", "cciss/c0d0"))
                        .points()
                        .keySet())
                .anyMatch(series -> series.startsWith("node_disk_info{device=\"cciss/c0d0\"")
                        && series.contains("rotational=\"1\""));
    }

    @Test
    void factsAreHeldForAMinuteAndReadAnewForAnotherDevice() throws IOException {
        RecordedMachine recorded =
                RecordedMachine.unpackText("== file udev/b8:0\nE:ID_MODEL=old\n== file proc/diskstats\n" + SDA, folder);
        Standing standing = Standing.on(recorded);
        assertThat(models(standing)).containsExactly("old");
        recorded.write("udev/b8:0", "E:ID_MODEL=new\n");
        recorded.advance(Duration.ofSeconds(59));
        assertThat(models(standing)).containsExactly("old");
        recorded.advance(Duration.ofSeconds(1));
        assertThat(models(standing)).containsExactly("new");

        recorded.write("udev/b8:16", "E:ID_MODEL=other\n");
        recorded.write("proc/diskstats", SDA.replace("8       0", "8 16"));
        assertThat(models(standing)).containsExactly("other");

        recorded.write("proc/diskstats", "");
        assertThat(models(standing)).isEmpty();
        recorded.write("udev/b8:16", "E:ID_MODEL=back\n");
        recorded.write("proc/diskstats", SDA.replace("8       0", "8 16"));
        assertThat(models(standing)).containsExactly("back");
    }

    private static List<String> models(Standing standing) throws IOException {
        return standing.points().keySet().stream()
                .filter(series -> series.startsWith("node_disk_info"))
                .map(series -> series.replaceAll(".*model=\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void utilizationIsTheShareOfTimeWithRequestsInFlight() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText("== file proc/diskstats\n" + SDA, folder);
        Standing standing = Standing.on(recorded);
        standing.tick();
        assertThat(standing.points()).doesNotContainKey("host_disk_utilization_ratio{device=\"sda\"}");

        recorded.advance(Duration.ofSeconds(5));
        recorded.write("proc/diskstats", SDA.replace("10000", "11000"));
        standing.tick();
        assertThat(standing.points()).containsEntry("host_disk_utilization_ratio{device=\"sda\"}", 0.2);
    }

    @Test
    void utilizationIsNeverAboveOne() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText("== file proc/diskstats\n" + SDA, folder);
        Standing standing = Standing.on(recorded);
        standing.tick();
        recorded.advance(Duration.ofSeconds(5));
        recorded.write("proc/diskstats", SDA.replace("10000", "15020"));
        standing.tick();
        assertThat(standing.points()).containsEntry("host_disk_utilization_ratio{device=\"sda\"}", 1.0);
    }

    @Test
    void aLineThatMakesNoSenseCostsTheTickItsDeviceAlone() throws IOException {
        RecordedMachine recorded =
                RecordedMachine.unpackText("== file proc/diskstats\n8\n8 16 sdb 1 2\n" + SDA, folder);
        Map<String, Double> counters = new HashMap<>();
        ((Ticking) Standing.on(recorded).collector()).tick(counters::put);
        assertThat(counters.values()).containsExactly(10.0);
    }
}
