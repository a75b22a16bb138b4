package dev.hostgauge.collector.process;

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
import org.junit.jupiter.params.provider.ValueSource;

class CgroupTest {
    private static final Registration CGROUP = ProcessCollectors.ALL.get(0);
    private static final String UNIFIED = "30 25 0:29 / /sys/fs/cgroup rw shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";
    private static final String TOP = "own/sys/fs/cgroup";

    @TempDir
    private Path folder;

    private PointList read(RecordedMachine recorded) throws IOException {
        return PointList.of(CGROUP, recorded.machine());
    }

    /** A process in this cgroup of version 2, with this mountinfo. */
    private RecordedMachine unified(String path, String mounts) throws IOException {
        return RecordedMachine.unpackText(
                "== file own/proc/self/cgroup\n0::" + path + "\n== file own/proc/self/mountinfo\n" + mounts, folder);
    }

    @Test
    void servesLimitsAndUseOfAContainerOfVersionTwo() throws IOException {
        assertThat(read(RecordedMachine.unpack("docker-cgroup2", folder)).points())
                .containsOnly(
                        Map.entry("host_cgroup_cpu_quota_cores", 1.5),
                        Map.entry("host_cgroup_cpu_usage_seconds_total", 712.345678),
                        Map.entry("host_cgroup_cpu_periods_total", 91234.0),
                        Map.entry("host_cgroup_cpu_throttled_periods_total", 1234.0),
                        Map.entry("host_cgroup_cpu_throttled_seconds_total", 45.678901),
                        Map.entry("host_cgroup_memory_limit_bytes", 536870912.0),
                        Map.entry("host_cgroup_memory_usage_bytes", 301989888.0),
                        Map.entry("host_cgroup_memory_working_set_bytes", 301989888.0 - 60129280),
                        Map.entry("host_cgroup_memory_oom_kills_total", 2.0),
                        Map.entry("host_cgroup_pids", 31.0),
                        Map.entry("host_cgroup_pids_limit", 200.0));
    }

    @Test
    void servesLimitsAndUseOfAContainerOfVersionOneWhosePathIsTheHosts() throws IOException {
        assertThat(read(RecordedMachine.unpack("kubernetes-cgroup1", folder)).points())
                .containsEntry("host_cgroup_cpu_quota_cores", 0.25)
                .containsEntry("host_cgroup_cpu_throttled_seconds_total", 9123.456789012)
                .containsEntry("host_cgroup_memory_limit_bytes", 134217728.0)
                .containsEntry("host_cgroup_memory_working_set_bytes", 95420416.0 - 8192000)
                .containsEntry("host_cgroup_memory_oom_kills_total", 1.0)
                .containsEntry("host_cgroup_pids", 28.0)
                .doesNotContainKey("host_cgroup_pids_limit");
    }

    @Test
    void withBothVersionsEachServesWhatItControls() throws IOException {
        assertThat(read(RecordedMachine.unpack("service-cgroup-hybrid", folder)).points())
                .containsEntry("host_cgroup_pids", 19.0)
                .containsEntry("host_cgroup_pids_limit", 4915.0)
                .containsEntry("host_cgroup_cpu_usage_seconds_total", 12.345678901)
                .containsEntry("host_cgroup_memory_usage_bytes", 91234304.0)
                .as("the limit around all services, its own being none")
                .containsEntry("host_cgroup_memory_limit_bytes", 1073741824.0)
                .doesNotContainKey("host_cgroup_cpu_quota_cores");
    }

    @Test
    void ofLimitsOnTheWayUpTheSmallestCounts() throws IOException {
        RecordedMachine recorded = unified("/a.slice/b.slice/c.service", UNIFIED);
        String own = TOP + "/a.slice/b.slice/c.service";
        recorded.write(own + "/cgroup.events", "populated 1\n");
        recorded.write(own + "/cpu.max", "max 100000\n");
        recorded.write(TOP + "/a.slice/b.slice/cpu.max", "300000 100000\n");
        recorded.write(TOP + "/a.slice/cpu.max", "100000 50000\n");
        recorded.write(own + "/memory.max", "2000\n");
        recorded.write(TOP + "/a.slice/memory.max", "3000\n");
        recorded.write(own + "/pids.max", "max\n");
        recorded.write(TOP + "/a.slice/pids.max", "max\n");
        assertThat(read(recorded).points())
                .containsOnly(
                        Map.entry("host_cgroup_cpu_quota_cores", 2.0),
                        Map.entry("host_cgroup_memory_limit_bytes", 2000.0));
    }

    @Test
    void theRootOfAMachineIsNoCgroup() throws IOException {
        RecordedMachine recorded = unified("/", UNIFIED);
        recorded.write(TOP + "/cpu.stat", "usage_usec 5\n");
        PointList list = read(recorded);
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void theRootOfAHierarchyOfVersionOneIsNone() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText("""
                == file own/proc/self/cgroup
                4:memory:/
                1:pids:/x
                == file own/proc/self/mountinfo
                35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
                39 31 0:36 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids
                """, folder);
        recorded.write(TOP + "/memory/release_agent", "\n");
        recorded.write(TOP + "/memory/memory.usage_in_bytes", "5000\n");
        recorded.write(TOP + "/pids/x/pids.current", "3\n");
        assertThat(read(recorded).points()).containsOnly(Map.entry("host_cgroup_pids", 3.0));
    }

    @Test
    void aPathOutsideOfWhatMayBeSeenIsNotGuessed() throws IOException {
        RecordedMachine recorded = unified("/../../system.slice/x", UNIFIED);
        recorded.write(TOP + "/cgroup.events", "populated 1\n");
        recorded.write(TOP + "/memory.current", "5000\n");
        assertThat(read(recorded).points()).isEmpty();
    }

    @Test
    void aMountOfTheHostsHierarchyBesideTheOwnIsLeftAlone() throws IOException {
        RecordedMachine recorded =
                unified("/", "40 25 0:29 /../../.. /host/sys/fs/cgroup ro - cgroup2 cgroup2 rw\n" + UNIFIED);
        recorded.write(TOP + "/cgroup.events", "populated 1\n");
        recorded.write(TOP + "/pids.current", "7\n");
        recorded.write("own/host/sys/fs/cgroup/cgroup.events", "populated 1\n");
        recorded.write("own/host/sys/fs/cgroup/pids.current", "9\n");
        assertThat(read(recorded).points()).containsOnly(Map.entry("host_cgroup_pids", 7.0));
    }

    @Test
    void aNameThatTheKernelEscapesInMountinfoIsFound() throws IOException {
        RecordedMachine recorded = unified(
                "/machine.slice/my\\x2dbox.scope",
                "30 25 0:29 /machine.slice/my\\134x2dbox.scope /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
        recorded.write(TOP + "/cgroup.events", "populated 1\n");
        recorded.write(TOP + "/pids.current", "7\n");
        assertThat(read(recorded).points()).containsOnly(Map.entry("host_cgroup_pids", 7.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "-5\n", "5k\n", "many\n", "184467440737095516150\n"})
    void aNumberThatIsNoneCostsItself(String content) throws IOException {
        RecordedMachine recorded = unified("/", UNIFIED);
        recorded.write(TOP + "/cgroup.events", "populated 1\n");
        recorded.write(TOP + "/pids.current", content);
        recorded.write(TOP + "/memory.max", content);
        recorded.write(TOP + "/cpu.stat", "usage_usec 2000000\nnr_periods " + content);
        PointList list = read(recorded);
        assertThat(list.points()).containsOnly(Map.entry("host_cgroup_cpu_usage_seconds_total", 2.0));
        assertThat(list.problems()).hasSize(3);
    }

    @Test
    void aCountAtTheEndOfItsRangeIsServedAndAPeriodOfZeroIsNone() throws IOException {
        RecordedMachine recorded = unified("/", UNIFIED);
        recorded.write(TOP + "/cgroup.events", "populated 1\n");
        recorded.write(TOP + "/pids.current", "18446744073709551615 more\n");
        recorded.write(TOP + "/cpu.max", "50000 0\n");
        PointList list = read(recorded);
        assertThat(list.points()).containsOnly(Map.entry("host_cgroup_pids", 1.8446744073709552E19));
        assertThat(list.problems()).singleElement().asString().contains("a period above 0");
    }

    @Test
    void withoutCgroupsThereIsNothing() throws IOException {
        PointList list = read(RecordedMachine.unpackText("", folder));
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).isEmpty();
    }
}
