package dev.hostgauge.collector.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.SystemCalls;
import dev.hostgauge.machine.SystemClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same mounts from cycle to cycle: their names, their coming and going, and hanging. */
class MountedFilesystemsTest {
    @TempDir
    private Path folder;

    private final Crew crew = new Crew();
    private final FakeCalls calls = new FakeCalls();

    @AfterEach
    void letEveryoneGo() {
        calls.hanging.values().forEach(CountDownLatch::countDown);
        crew.close();
    }

    /** Answers for every mount, and hangs in some; a mount point is one char a byte. */
    private static final class FakeCalls implements SystemCalls {
        private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
        private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();

        @Override
        public FilesystemSize statvfs(byte[] path) {
            String mountPoint = new String(path, StandardCharsets.ISO_8859_1);
            asked.add(mountPoint);
            CountDownLatch latch = hanging.get(mountPoint);
            if (latch != null) {
                try {
                    latch.await();
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
            }
            return new FilesystemSize(1024, 100, 50, 40, 10, 5, false);
        }

        @Override
        public Uname uname() {
            return new Uname("", "", "", "", "", "");
        }

        @Override
        public Optional<Timex> adjtimex() {
            return Optional.empty();
        }

        @Override
        public long pageBytes() {
            return 4096;
        }
    }

    /** A collector that stands on a machine with {@link #calls}, seen from below this root, with a limit of 400 ms. */
    private Filesystem standing(String rootfs) {
        return new Filesystem(machine(rootfs), crew, Filter.ALL, Filter.ALL, Duration.ofMillis(400));
    }

    private Machine machine(String rootfs) {
        Machine.Paths paths = new Machine.Paths(
                folder.resolve("proc"), folder.resolve("sys"), Path.of(rootfs), folder.resolve("udev"));
        return new Machine(paths, calls, new SystemClock());
    }

    private void mountinfo(String content) throws IOException {
        Path file = folder.resolve("proc/1/mountinfo");
        Files.createDirectories(file.getParent());
        Files.writeString(file, content, StandardCharsets.ISO_8859_1);
    }

    private static String mount(int id, String path, String type, String device) {
        return id + " 1 0:" + id + " / " + path + " rw - " + type + " " + device + " rw\n";
    }

    private static List<String> seriesOf(String metric, PointList read) {
        return read.points().keySet().stream()
                .filter(series -> series.startsWith(metric + "{"))
                .toList();
    }

    @Test
    void namesWithBlanksNewlinesAndBytesThatAreNotUtf8AreAskedByTheirBytes() throws IOException {
        mountinfo(mount(1, "/a\\040b\\011c\\012d\\134e", "ext4", "/dev/a") + mount(2, "/\u00ff", "ext4", "/dev/b"));
        PointList read = PointList.of(standing("/"));
        assertThat(calls.asked).containsExactly("/a b\tc\nd\\e", "/\u00ff");
        assertThat(seriesOf("node_filesystem_size_bytes", read))
                .containsExactly(
                        "node_filesystem_size_bytes{device=\"/dev/a\",mountpoint=\"/a b\tc\nd\\e\",fstype=\"ext4\",device_error=\"\"}",
                        "node_filesystem_size_bytes{device=\"/dev/b\",mountpoint=\"/\uFFFD\",fstype=\"ext4\",device_error=\"\"}");
    }

    @Test
    void whatTheFiltersLeaveOutIsNeverAsked() throws IOException {
        mountinfo(mount(1, "/", "ext4", "/dev/a")
                + mount(2, "/proc", "proc", "proc")
                + mount(3, "/mnt/dead", "nfs", "s:/x"));
        Filesystem collector = new Filesystem(
                machine("/"),
                crew,
                new Filter(Optional.empty(), Optional.of(Pattern.compile("^/mnt($|/)"))),
                new Filter(Optional.empty(), Optional.of(Pattern.compile("^proc$"))),
                Duration.ofSeconds(2));
        PointList.of(collector);
        PointList.of(collector);
        assertThat(calls.asked).containsExactly("/", "/");
    }

    @Test
    void mountsAreAskedBelowTheRootFilesystemsPathAndNamedWithoutIt() throws IOException {
        mountinfo(mount(1, "/host", "ext4", "/dev/a")
                + mount(2, "/host/data", "ext4", "/dev/b")
                + mount(3, "/hostile", "ext4", "/dev/c"));
        PointList read = PointList.of(standing("/host"));
        assertThat(calls.asked).containsExactly("/host/", "/host/data", "/host/hostile");
        assertThat(seriesOf("host_filesystem_size_bytes", read))
                .containsExactly(
                        "host_filesystem_size_bytes{mountpoint=\"/\",device=\"/dev/a\",fstype=\"ext4\"}",
                        "host_filesystem_size_bytes{mountpoint=\"/data\",device=\"/dev/b\",fstype=\"ext4\"}",
                        "host_filesystem_size_bytes{mountpoint=\"/hostile\",device=\"/dev/c\",fstype=\"ext4\"}");
    }

    @Test
    void aLineThatMakesNoSenseIsAProblemInEveryCycleAndTheRestIsServed() throws IOException {
        mountinfo("what is this\n" + mount(1, "/", "ext4", "/dev/a"));
        Filesystem collector = standing("/");
        for (int cycle = 0; cycle < 2; cycle++) {
            PointList read = PointList.of(collector);
            assertThat(read.points()).hasSize(12);
            assertThat(read.problems()).singleElement().asString().contains("got 'what is this'");
        }
    }

    @Test
    void mountsThatComeAndGoAreFollowed() throws IOException {
        mountinfo(mount(1, "/", "ext4", "/dev/a"));
        Filesystem collector = standing("/");
        assertThat(PointList.of(collector).points()).hasSize(12);
        mountinfo(mount(1, "/", "ext4", "/dev/a") + mount(2, "/data", "ext4", "/dev/b"));
        assertThat(PointList.of(collector).points()).hasSize(24);
        mountinfo(mount(2, "/data", "ext4", "/dev/b"));
        assertThat(PointList.of(collector).points()).hasSize(12);
    }

    @Test
    void aMountThatBecomesReadOnlySaysSo() throws IOException {
        mountinfo(mount(1, "/", "ext4", "/dev/a"));
        Filesystem collector = standing("/");
        String series =
                "node_filesystem_readonly{device=\"/dev/a\",mountpoint=\"/\",fstype=\"ext4\",device_error=\"\"}";
        assertThat(PointList.of(collector).points()).containsEntry(series, 0.0);
        mountinfo(mount(1, "/", "ext4", "/dev/a").replace(" rw\n", " rw,emergency_ro\n"));
        assertThat(PointList.of(collector).points()).containsEntry(series, 1.0);
    }

    @Test
    void aHungMountCostsItselfAloneAndIsServedAgainWhenItComesBack() throws Exception {
        mountinfo(mount(1, "/dead", "nfs4", "s:/x") + mount(2, "/", "ext4", "/dev/a"));
        calls.hanging.put("/dead", new CountDownLatch(1));
        Filesystem collector = standing("/");
        String dead =
                "node_filesystem_device_error{device=\"s:/x\",mountpoint=\"/dead\",fstype=\"nfs4\",device_error=\"%s\"}";
        for (int cycle = 0; cycle < 3; cycle++) {
            // Others come and go meanwhile, which does not make it another mount.
            mountinfo(mount(1, "/dead", "nfs4", "s:/x")
                    + mount(2, "/", "ext4", "/dev/a")
                    + mount(3 + cycle, "/c", "ext4", "/dev/c"));
            assertThat(PointList.of(collector).points())
                    .containsEntry(dead.formatted("mountpoint timeout"), 1.0)
                    .containsKey("host_filesystem_size_bytes{mountpoint=\"/\",device=\"/dev/a\",fstype=\"ext4\"}")
                    .hasSize(2 + 12 + 12);
        }
        assertThat(Collections.frequency(calls.asked, "/dead")).isEqualTo(1);
        assertThat(crew.stuck()).isEqualTo(1);

        calls.hanging.get("/dead").countDown();
        awaitNoneStuck();
        assertThat(PointList.of(collector).points())
                .containsEntry(dead.formatted(""), 0.0)
                .containsKey("host_filesystem_size_bytes{mountpoint=\"/dead\",device=\"s:/x\",fstype=\"nfs4\"}");
    }

    private void awaitNoneStuck() throws InterruptedException {
        while (crew.stuck() > 0) {
            Thread.sleep(1);
        }
    }

    @Test
    void anotherMountInAHungOnesPlaceIsAsked() throws IOException {
        mountinfo(mount(1, "/m", "nfs4", "s:/x"));
        calls.hanging.put("/m", new CountDownLatch(1));
        Filesystem collector = standing("/");
        assertThat(PointList.of(collector).points()).hasSize(2);
        calls.hanging.put("/m", new CountDownLatch(0));
        mountinfo(mount(2, "/m", "ext4", "/dev/a"));
        assertThat(PointList.of(collector).points()).hasSize(12);
    }

    @Test
    void aServerThatIsGoneWithManyMountsNeitherDelaysTheOthersNorTakesAllThreads() throws IOException {
        StringBuilder mounts = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            mounts.append(mount(100 + i, "/dead" + i, "nfs4", "s:/x" + i));
            calls.hanging.put("/dead" + i, new CountDownLatch(1));
        }
        mountinfo(mounts + mount(2, "/", "ext4", "/dev/a") + mount(3, "/well", "nfs4", "other:/x"));
        Filesystem collector = standing("/");
        String local = "host_filesystem_size_bytes{mountpoint=\"/\",device=\"/dev/a\",fstype=\"ext4\"}";
        assertThat(PointList.of(collector).points()).containsKey(local);
        int stuck = crew.stuck();
        assertThat(stuck).isBetween(4, 40);
        for (int cycle = 0; cycle < 3; cycle++) {
            PointList read = PointList.of(collector);
            assertThat(read.points())
                    .containsKey(local)
                    .containsKey("host_filesystem_size_bytes{mountpoint=\"/well\",device=\"other:/x\",fstype=\"nfs4\"}")
                    .hasSize(80 * 2 + 12 + 12);
        }
        assertThat(crew.stuck()).isEqualTo(stuck);
    }
}
