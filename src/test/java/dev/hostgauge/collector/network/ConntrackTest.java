package dev.hostgauge.collector.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConntrackTest {
    private static final String NUMBERS = """
            == file proc/sys/net/netfilter/nf_conntrack_count
            261120
            == file proc/sys/net/netfilter/nf_conntrack_max
            262144
            """;
    private static final String STATISTICS = "== file proc/1/net/stat/nf_conntrack\n";
    private static final String HEADING =
            "entries  clashres found new invalid ignore delete chainlength insert insert_failed drop early_drop"
                    + " icmp_error  expect_new expect_create expect_delete search_restart\n";

    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        return Network.read("conntrack", machine, folder);
    }

    private static String cpu(String found, String drop) {
        return "0003fc00  00000003 " + found + " 0 00000010 0 0 2 0 0000000c " + drop + " 0000019c 1  0 0 0 00000007\n";
    }

    @Test
    void theTableIsAsFullAsTheKernelSaysAndCpusAreAddedUp() throws IOException {
        PointList list = read(NUMBERS + STATISTICS + HEADING + cpu("ffffffff", "1") + cpu("00000001", "ff"));
        assertThat(list.points())
                .hasSize(10)
                .containsEntry("node_nf_conntrack_entries", 261120.0)
                .containsEntry("node_nf_conntrack_entries_limit", 262144.0)
                .containsEntry("node_nf_conntrack_stat_found", 4294967296.0)
                .containsEntry("node_nf_conntrack_stat_drop", 256.0)
                .containsEntry("node_nf_conntrack_stat_early_drop", 824.0)
                .containsEntry("node_nf_conntrack_stat_search_restart", 14.0);
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void columnsAreKnownByTheirNames() throws IOException {
        assertThat(read(NUMBERS + STATISTICS + "entries drop newest\n00000001 0000000a 00000001\n")
                        .points())
                .containsEntry("node_nf_conntrack_stat_drop", 10.0)
                .doesNotContainKey("node_nf_conntrack_stat_found");
    }

    @Test
    void withoutStatisticsTheNumbersAreServedAllTheSame() throws IOException {
        PointList list = read(NUMBERS);
        assertThat(list.points()).hasSize(2);
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void aKernelThatTracksNothingIsAskedForNothingElse() throws IOException {
        assertThat(read(STATISTICS + HEADING + cpu("1", "1")).points()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello\n", HEADING + "00000001 2\n", HEADING + "x y z\n"})
    void statisticsThatMakeNoSenseCostThemselvesAlone(String content) throws IOException {
        PointList list = read(NUMBERS + STATISTICS + content);
        assertThat(list.points()).containsOnlyKeys("node_nf_conntrack_entries", "node_nf_conntrack_entries_limit");
        assertThat(list.problems()).singleElement().asString().startsWith("net/stat/nf_conntrack: ");
    }

    @Test
    void aNumberThatMakesNoSenseCostsItselfAlone() throws IOException {
        PointList list = read(NUMBERS.replace("262144", "many"));
        assertThat(list.points()).containsOnlyKeys("node_nf_conntrack_entries");
        assertThat(list.problems()).singleElement().asString().contains("nf_conntrack_max: want a whole number");
    }
}
