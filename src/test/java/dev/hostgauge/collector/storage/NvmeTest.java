package dev.hostgauge.collector.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NvmeTest {
    private static final Registration NVME = StorageCollectors.ALL.get(3);
    private static final String DISK = """
            == file sys/class/nvme/nvme0/firmware_rev
            1.2.3  \s
            == file sys/class/nvme/nvme0/model
            Fast Disk 1 TB          \s
            == file sys/class/nvme/nvme0/serial
            S1
            == file sys/class/nvme/nvme0/state
            live
            == file sys/class/nvme/nvme0/cntlid
            8
            """;
    private static final String INFO =
            "node_nvme_info{device=\"nvme0\",firmware_revision=\"1.2.3\",model=\"Fast Disk 1 TB\",serial=\"S1\",state=\"%s\",cntlid=\"8\"}";

    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        return PointList.of(NVME, RecordedMachine.unpackText(machine, folder).machine());
    }

    private static String namespace(String folder, String size, String blockSize, String used) {
        return "== file sys/class/nvme/" + folder + "/size\n" + size + "\n== file sys/class/nvme/" + folder
                + "/queue/logical_block_size\n" + blockSize + "\n"
                + (used.isEmpty() ? "" : "== file sys/class/nvme/" + folder + "/nuse\n" + used + "\n");
    }

    private static String of(String fact, String device, String id) {
        return "node_nvme_namespace_" + fact + "{device=\"" + device + "\",nsid=\"" + id + "\"}";
    }

    @Test
    void aDiskIsItsControllerAndItsNamespaces() throws IOException {
        PointList list = read(DISK + namespace("nvme0/nvme0n1", "2000", "512", "1500")
                + "== dir sys/class/nvme/nvme0/hwmon3\n== dir sys/class/nvme/nvme0/ng0n1\n");
        assertThat(list.problems()).isEmpty();
        assertThat(list.points())
                .containsOnly(
                        Map.entry(INFO.formatted("live"), 1.0),
                        Map.entry("node_nvme_namespace_info{device=\"nvme0\",nsid=\"1\",ana_state=\"unknown\"}", 1.0),
                        Map.entry(of("capacity_bytes", "nvme0", "1"), 1_024_000.0),
                        Map.entry(of("size_bytes", "nvme0", "1"), 1_024_000.0),
                        Map.entry(of("used_bytes", "nvme0", "1"), 768_000.0),
                        Map.entry(of("logical_block_size_bytes", "nvme0", "1"), 512.0));
    }

    @Test
    void sizesCountIn512BytesAndUseInBlocks() throws IOException {
        assertThat(read(DISK + namespace("nvme0/nvme0n2", "16000", "4096", "1000"))
                        .points())
                .containsEntry(of("size_bytes", "nvme0", "2"), 16_000 * 512.0)
                .containsEntry(of("used_bytes", "nvme0", "2"), 1000 * 4096.0);
    }

    @Test
    void aKernelThatDoesNotTellTheUseHasNone() throws IOException {
        PointList list = read(DISK + namespace("nvme0/nvme0n1", "2000", "512", ""));
        assertThat(list.problems()).isEmpty();
        assertThat(list.points())
                .containsKey(of("size_bytes", "nvme0", "1"))
                .doesNotContainKey(of("used_bytes", "nvme0", "1"));
    }

    @Test
    void aNamespaceOfSeveralPathsIsServedUnderEachController() throws IOException {
        PointList list = read(namespace("nvme1/nvme1c1n1", "2000", "512", "0")
                + "== file sys/class/nvme/nvme1/nvme1c1n1/ana_state\noptimized\n"
                + namespace("nvme2/nvme1c2n1", "2000", "512", "0")
                + "== file sys/class/nvme/nvme2/nvme1c2n1/ana_state\ninaccessible\n");
        assertThat(list.points())
                .containsKey("node_nvme_namespace_info{device=\"nvme1\",nsid=\"1\",ana_state=\"optimized\"}")
                .containsKey("node_nvme_namespace_info{device=\"nvme2\",nsid=\"1\",ana_state=\"inaccessible\"}")
                .containsKey(of("size_bytes", "nvme2", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "18446744073709551616"})
    void aSizeThatMakesNoSenseCostsItselfAlone(String size) throws IOException {
        PointList list = read(DISK + namespace("nvme0/nvme0n1", size, "512", "1500"));
        assertThat(list.points())
                .containsKey(of("used_bytes", "nvme0", "1"))
                .doesNotContainKeys(of("size_bytes", "nvme0", "1"), of("capacity_bytes", "nvme0", "1"));
        assertThat(list.problems()).singleElement().asString().contains("nvme0n1/size: want");
    }

    @Test
    void whatCannotBeReadIsAnEmptyLabelAndAProblem() throws IOException {
        PointList list = read(DISK + "== unreadable sys/class/nvme/nvme1/serial\n"
                + "== file sys/class/nvme/nvme1/state\nresetting\n");
        assertThat(list.points())
                .containsKey(INFO.formatted("live"))
                .containsKey("node_nvme_info{device=\"nvme1\",firmware_revision=\"\",model=\"\",serial=\"\","
                        + "state=\"resetting\",cntlid=\"\"}");
        assertThat(list.problems())
                .singleElement()
                .asString()
                .startsWith("nvme1 serial: ")
                .contains("want a file");
    }

    @Test
    void aStateThatCannotBeReadCostsItsControllerAlone() throws IOException {
        String broken = "== eio sys/class/nvme/nvme1/state\n";
        try (RecordedMachine recorded = RecordedMachine.unpackText(DISK + broken, folder)) {
            PointList list = PointList.of(NVME, recorded.machine());
            assertThat(list.points()).containsOnlyKeys(INFO.formatted("live"));
            assertThat(list.problems()).singleElement().asString().startsWith("nvme1: input/output error");
        }
    }

    @Test
    void aMachineWithoutHasNone() throws IOException {
        assertThat(read("").points()).isEmpty();
        assertThat(read("== dir sys/class/nvme\n").points()).isEmpty();
    }

    @Test
    void theStateIsOfThisCycleAndFirmwareAtMostAMinuteOld() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText(DISK, folder);
        Machine machine = recorded.machine();
        try (Crew crew = new Crew()) {
            CollectorSettings settings = CollectorSettings.defaults("nvme");
            Nvme nvme = new Nvme(new Context(machine, settings, crew, new TrailingWindow(machine.clock())));
            PointList.of(nvme);
            recorded.write("sys/class/nvme/nvme0/state", "dead\n");
            recorded.write("sys/class/nvme/nvme0/firmware_rev", "1.2.4\n");
            assertThat(PointList.of(nvme).points()).containsOnlyKeys(INFO.formatted("dead"));
            recorded.advance(Duration.ofMinutes(1));
            assertThat(PointList.of(nvme).points())
                    .containsOnlyKeys(INFO.formatted("dead").replace("1.2.3", "1.2.4"));
        }
    }

    @Test
    void anotherDiskUnderTheSameNameIsKnownAtOnce() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText(DISK, folder);
        Machine machine = recorded.machine();
        try (Crew crew = new Crew()) {
            CollectorSettings settings = CollectorSettings.defaults("nvme");
            Nvme nvme = new Nvme(new Context(machine, settings, crew, new TrailingWindow(machine.clock())));
            PointList.of(nvme);
            Files.move(recorded.path("sys/class/nvme/nvme0"), recorded.path("sys/unplugged"));
            RecordedMachine.unpackText(DISK.replace("S1", "S2"), folder);
            assertThat(PointList.of(nvme).points())
                    .containsOnlyKeys(INFO.formatted("live").replace("S1", "S2"));
        }
    }
}
