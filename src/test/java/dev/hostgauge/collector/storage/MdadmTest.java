package dev.hostgauge.collector.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MdadmTest {
    private static final Registration MDADM = StorageCollectors.ALL.get(2);
    private static final String FIRST =
            "== file proc/mdstat\nPersonalities : [raid1] [raid6] [raid5] [raid4] [raid0]\n";
    private static final String LAST = "\nunused devices: <none>\n";

    @TempDir
    private Path folder;

    private PointList read(String arrays) throws IOException {
        return read(arrays, "");
    }

    private PointList read(String arrays, String others) throws IOException {
        return PointList.of(
                MDADM,
                RecordedMachine.unpackText(FIRST + arrays + LAST + others, folder)
                        .machine());
    }

    /** What is said of md0, by name and state, without {@code node_md_}. */
    private static Map<String, Double> facts(PointList list) {
        Map<String, Double> facts = new TreeMap<>();
        list.points().forEach((series, value) -> {
            if (series.contains("device=\"md0\"")) {
                facts.put(
                        series.replace("node_md_", "")
                                .replace("{device=\"md0\"}", "")
                                .replaceAll("\\{.*state=\"(.*)\"}", " $1"),
                        value);
            }
        });
        return facts;
    }

    private static Set<String> statesAtOne(PointList list) {
        return facts(list).entrySet().stream()
                .filter(fact -> fact.getKey().startsWith("state ") && fact.getValue() == 1)
                .map(fact -> fact.getKey().substring("state ".length()))
                .collect(Collectors.toSet());
    }

    @Test
    void aDegradedMirrorLacksADisk() throws IOException {
        PointList list = read(
                "md0 : active raid1 sdb1[2](F) sda1[0]\n      1048512 blocks super 1.2 [2/1] [U_]\n      \n",
                "== file sys/block/md0/md/raid_disks\n2\n== file sys/block/md0/md/degraded\n1\n");
        assertThat(list.problems()).isEmpty();
        assertThat(facts(list))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("state active", 1.0),
                        Map.entry("state inactive", 0.0),
                        Map.entry("state recovering", 0.0),
                        Map.entry("state resync", 0.0),
                        Map.entry("state check", 0.0),
                        Map.entry("disks active", 1.0),
                        Map.entry("disks failed", 1.0),
                        Map.entry("disks spare", 0.0),
                        Map.entry("disks_required", 2.0),
                        Map.entry("blocks", 1048512.0),
                        Map.entry("blocks_synced", 1048512.0),
                        Map.entry("raid_disks", 2.0),
                        Map.entry("degraded", 1.0)));
    }

    @Test
    void aSpareThatIsBeingRebuiltCountsAsNeitherSpareNorActive() throws IOException {
        PointList list = read("""
                md0 : active raid5 sdd1[4] sdc1[2] sdb1[1](F) sda1[0] sde1[5](S)
                      5860147200 blocks super 1.2 level 5, 512k chunk, algorithm 2 [4/3] [U_UU]
                      [=>...................]  recovery =  8.5% (166037509/1953382400) finish=170.2min speed=175000K/sec
                      bitmap: 3/15 pages [12KB], 65536KB chunk
                """);
        assertThat(list.problems()).isEmpty();
        assertThat(statesAtOne(list)).containsExactly("recovering");
        assertThat(facts(list))
                .containsEntry("disks_required", 4.0)
                .containsEntry("disks active", 3.0)
                .containsEntry("disks failed", 1.0)
                .containsEntry("disks spare", 1.0)
                .containsEntry("blocks", 5860147200.0)
                .containsEntry("blocks_synced", 166037509.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[==>......]  check = 12.6% (250/1984) finish=0.2min speed=114176K/sec | check | 250",
                "[>........]  resync =  0.0% (1/1984) finish=9.9min speed=1K/sec | resync | 1",
                "[=========>]  recovery =100.0% (1984/1984) finish=0.0min speed=1K/sec | recovering | 1984",
                "[>........]  reshape =  0.1% (2/1984) finish=9.9min speed=1K/sec | '' | 2",
                "resync=DELAYED | resync | 0",
                "resync=PENDING | resync | 0",
                "recovery=DELAYED | recovering | 0",
                "bitmap: 0/1 pages [0KB], 65536KB chunk | active | 1984",
            })
    void whatIsGoingOnIsItsState(String line, String state, double synced) throws IOException {
        PointList list =
                read("md0 : active raid1 sdb1[1] sda1[0]\n      1984 blocks [2/2] [UU]\n      \t" + line + "\n");
        assertThat(list.problems()).isEmpty();
        assertThat(statesAtOne(list)).isEqualTo(state.isEmpty() ? Set.of() : Set.of(state));
        assertThat(facts(list)).containsEntry("blocks_synced", synced);
    }

    @Test
    void howFarAnotherNodeOfAClusterIsIsNotKnown() throws IOException {
        PointList list =
                read("md0 : active raid1 sdb1[1] sda1[0]\n      1984 blocks [2/2] [UU]\n      \tresync=REMOTE\n");
        assertThat(statesAtOne(list)).containsExactly("resync");
        assertThat(facts(list)).doesNotContainKey("blocks_synced").containsEntry("blocks", 1984.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "active raid0 sdb[1] sda[0] | 3886394368 blocks super 1.2 512k chunks",
                "active (read-only) raid0 sdb[1] sda[0] | 322560 blocks super external:/md127/0 128k chunks",
                "active linear sdb1[1] sda1[0] | 2095104 blocks super 1.2 0k rounding",
                "active raid10 sdb1[1] sda1[0] | 2095104 blocks super 1.2 2 near-copies [2/2] [UU]",
                "active raid1 sdb[1] sda[0] | 1953511424 blocks super external:/md127/0 [2/2] [UU]",
                "active (auto-read-only) raid1 sdb1[1](W) sda1[0] | 4190208 blocks super 1.2 [2/2] [UU]",
            })
    void aWholeArrayHasAsManyDisksAsItNeedsWhateverItsLevel(String what, String size) throws IOException {
        PointList list = read("md0 : " + what + "\n      " + size + "\n      \n");
        assertThat(list.problems()).isEmpty();
        assertThat(statesAtOne(list)).containsExactly("active");
        assertThat(facts(list))
                .containsEntry("disks active", 2.0)
                .containsEntry("disks_required", 2.0)
                .containsEntry("disks failed", 0.0);
    }

    @Test
    void aContainerOfAnotherKindOfMetadataIsInactiveAndNeedsNoDisks() throws IOException {
        PointList list = read(
                "md0 : inactive sdb[1](S) sda[0](S)\n      10402 blocks super external:imsm\n       \n",
                "== file sys/block/md0/md/raid_disks\n");
        assertThat(list.problems()).isEmpty();
        assertThat(statesAtOne(list)).containsExactly("inactive");
        assertThat(facts(list))
                .containsEntry("disks spare", 2.0)
                .containsEntry("disks active", 0.0)
                .containsEntry("blocks", 10402.0)
                .doesNotContainKeys("disks_required", "raid_disks", "degraded");
    }

    @Test
    void aLevelThatDoesNotSayHowManyDisksItHasHasNone() throws IOException {
        PointList list = read("md0 : active faulty sda1[0]\n      1024 blocks WriteTransient=10(1) nfaults=0\n");
        assertThat(list.problems()).isEmpty();
        assertThat(facts(list)).containsEntry("blocks", 1024.0).doesNotContainKeys("disks active", "disks_required");
    }

    @Test
    void aBrokenArrayIsInNoneOfTheStates() throws IOException {
        assertThat(statesAtOne(read("md0 : broken raid0 sdb[1] sda[0]\n      512 blocks super 1.2 512k chunks\n")))
                .isEmpty();
    }

    @Test
    void anArrayThatGrowsHasItsNewNumberOfDisks() throws IOException {
        PointList list = read(
                "md0 : active raid5 sdc[3] sdb[1] sda[0]\n      512 blocks [3/3] [UUU]\n",
                "== file sys/block/md0/md/raid_disks\n3 (2)\n== file sys/block/md0/md/degraded\n0\n");
        assertThat(facts(list)).containsEntry("raid_disks", 3.0).containsEntry("degraded", 0.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "md0 :\n",
                "md0 : active raid1 sda[0]\n      many blocks [2/2] [UU]\n",
                "md0 : active raid1 sda[0]\n      -1 blocks [2/2 [UU]\n",
                "md0 : active raid1 sda[0]\n      18446744073709551615 blocks [2/2] [UU]\n",
                "md0 : active raid1 sda[0]\n      512 blocks [two/2] [UU]\n",
                "md0 : active raid1 sda[0]\n      512 blocks [2]\n",
                "md0 : active raid1 sda[0]\n      512 blocks [1/1] [U]\n      [>...]  check =  0.1%\n",
                "md0 : active raid1 sda[0]\n      512 blocks [1/1] [U]\n      [>...]  check =  0.1% (x/2)\n",
            })
    void anArrayThatMakesNoSenseCostsItselfAlone(String broken) throws IOException {
        PointList list = read(broken + "\nmd1 : active raid1 sdb[0]\n      512 blocks [1/1] [U]\n");
        assertThat(facts(list)).isEmpty();
        assertThat(list.points()).containsEntry("node_md_blocks{device=\"md1\"}", 512.0);
        assertThat(list.problems())
                .singleElement()
                .asString()
                .startsWith("md0: ")
                .contains("proc/mdstat: want");
    }

    @Test
    void aFileOfSysfsThatMakesNoSenseCostsItselfAlone() throws IOException {
        PointList list = read(
                "md0 : active raid1 sda[0]\n      512 blocks [1/1] [U]\n",
                "== file sys/block/md0/md/raid_disks\nx\n== unreadable sys/block/md0/md/degraded\n");
        assertThat(facts(list)).containsEntry("blocks", 512.0).doesNotContainKeys("raid_disks", "degraded");
        assertThat(list.problems()).hasSize(2).allMatch(problem -> problem.contains("sys/block/md0/md/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "md0 : active raid1 sda[0]\n", "Personality\n"})
    void aFileThatIsNotMdstatIsNamed(String content) {
        assertThatThrownBy(() -> PointList.of(
                        MDADM,
                        RecordedMachine.unpackText("== file proc/mdstat\n" + content, folder)
                                .machine()))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("mdstat: want");
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() throws IOException {
        PointList list = read("""
                ../../etc : active raid1 sda[0]
                      512 blocks [1/1] [U]
                md1 : active raid1 sdb[0]
                      512 blocks [1/1] [U]
                """);
        assertThat(list.points()).containsKey("node_md_blocks{device=\"md1\"}");
        assertThat(list.points().keySet()).allMatch(series -> series.contains("md1"));
        assertThat(list.problems()).singleElement().asString().contains("want an array's name, got '../../etc'");
    }

    @Test
    void aMachineWithoutSoftwareRaidHasNone() throws IOException {
        assertThat(read("").points()).isEmpty();
        assertThat(PointList.of(MDADM, RecordedMachine.unpackText("", folder).machine())
                        .points())
                .isEmpty();
    }

    @Test
    void anArrayThatIsStoppedIsGone() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText(
                FIRST + "md0 : active raid1 sda[0]\n      512 blocks [1/1] [U]\n" + LAST, folder);
        Machine machine = recorded.machine();
        try (Crew crew = new Crew()) {
            CollectorSettings settings = CollectorSettings.defaults("mdadm");
            Mdadm mdadm = new Mdadm(new Context(machine, settings, crew, new TrailingWindow(machine.clock())));
            assertThat(PointList.of(mdadm).points()).isNotEmpty();
            recorded.write("proc/mdstat", "Personalities : [raid1]\nunused devices: sda\n");
            assertThat(PointList.of(mdadm).points()).isEmpty();
        }
    }
}
