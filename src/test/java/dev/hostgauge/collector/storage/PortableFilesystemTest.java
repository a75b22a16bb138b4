package dev.hostgauge.collector.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.oshi.Fake;
import dev.hostgauge.machine.oshi.FakeMac;
import dev.hostgauge.machine.oshi.FakeSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import oshi.software.os.OSFileStore;

class PortableFilesystemTest {
    private static final String AVAILABLE = "node_filesystem_avail_bytes";
    private static final String ERROR = "node_filesystem_device_error";

    private final FakeSystem mac = FakeMac.make();
    private final Crew crew = new Crew();
    private final CountDownLatch serverIsBack = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        serverIsBack.countDown();
        crew.close();
    }

    private PortableFilesystem standing() {
        CollectorSettings settings = CollectorSettings.defaults("filesystem");
        Context context = new Context(mac.machine(), settings, crew, new TrailingWindow(mac));
        return new PortableFilesystem(context, Duration.ofMillis(300));
    }

    private static Fake<OSFileStore> volume(String device, String mount, boolean local) {
        return FakeSystem.space(FakeSystem.store(device, mount, "apfs", "rw", local), 1000, 500, 400);
    }

    private void mounted(List<Fake<OSFileStore>> volumes) {
        mac.fileSystem.with("getFileStores", FakeSystem.list(volumes));
    }

    private static String series(String metric, String device, String mount, String error) {
        return metric + "{device=\"" + device + "\",mountpoint=\"" + mount + "\",fstype=\"apfs\",device_error=\""
                + error + "\"}";
    }

    private Object hang() {
        try {
            serverIsBack.await();
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    @Test
    void aMountThatHangsCostsItsOwnNumbers() throws IOException {
        mounted(List.of(
                volume("/dev/disk1", "/", true),
                volume("//nas/dead", "/Volumes/dead", false).with("updateAttributes", (Supplier<Object>) this::hang)));
        PointList read = PointList.of(standing());
        assertThat(read.points())
                .containsEntry(series(AVAILABLE, "/dev/disk1", "/", ""), 400.0)
                .containsEntry(series(ERROR, "//nas/dead", "/Volumes/dead", "mountpoint timeout"), 1.0)
                .doesNotContainKey(series(AVAILABLE, "//nas/dead", "/Volumes/dead", ""));
    }

    @Test
    void oneThatHangsIsNotAskedASecondTime() throws IOException {
        mounted(List.of(
                volume("/dev/disk1", "/", true),
                volume("//nas/dead", "/Volumes/dead", false).with("updateAttributes", (Supplier<Object>) this::hang)));
        PortableFilesystem standing = standing();
        PointList.of(standing);
        mac.advance(Duration.ofMinutes(1));
        PointList.of(standing);
        assertThat(crew.stuck()).isEqualTo(1);
    }

    @Test
    void whatIsMountedLaterIsFoundAndWhatIsGoneIsForgotten() throws IOException {
        mounted(List.of(volume("/dev/disk1", "/", true), volume("/dev/disk9", "/Volumes/stick", true)));
        PortableFilesystem standing = standing();
        PointList.of(standing);
        mounted(List.of(volume("/dev/disk1", "/", true), volume("/dev/disk7", "/Volumes/other", true)));
        mac.advance(Duration.ofMinutes(1));
        assertThat(PointList.of(standing).points())
                .containsKey(series(AVAILABLE, "/dev/disk7", "/Volumes/other", ""))
                .doesNotContainKey(series(AVAILABLE, "/dev/disk9", "/Volumes/stick", ""));
    }

    @Test
    void oneThatIsGoneIsLookedForAtOnce() throws IOException {
        Fake<OSFileStore> stick = volume("/dev/disk9", "/Volumes/stick", true);
        mounted(List.of(volume("/dev/disk1", "/", true), stick));
        PortableFilesystem standing = standing();
        PointList.of(standing);
        stick.with("updateAttributes", false);
        mounted(List.of(volume("/dev/disk1", "/", true)));
        PointList.of(standing);
        assertThat(PointList.of(standing).points().keySet()).noneMatch(series -> series.contains("stick"));
    }

    @Test
    void whatTheFiltersLeaveOutIsNeverAsked() throws IOException {
        mounted(List.of(
                volume("/dev/disk1", "/", true),
                volume("devfs", "/dev", true).with("updateAttributes", new AssertionError("asked"))));
        assertThat(PointList.of(standing()).points().keySet()).noneMatch(series -> series.contains("/dev\""));
    }
}
