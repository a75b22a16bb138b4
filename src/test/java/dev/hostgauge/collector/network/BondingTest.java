package dev.hostgauge.collector.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BondingTest {
    private static final String SLAVES = "node_bonding_slaves{master=\"bond0\"}";
    private static final String ACTIVE = "node_bonding_active{master=\"bond0\"}";

    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        return Network.read("bonding", machine, folder);
    }

    private static String bond(String slaves) {
        return "== file sys/class/net/bonding_masters\nbond0\n== file sys/class/net/bond0/bonding/slaves\n" + slaves
                + "\n";
    }

    private static String state(String link, String state) {
        return "== file sys/class/net/bond0/" + link + "/bonding_slave/mii_status\n" + state + "\n";
    }

    @Test
    void countsTheInterfacesWhoseLinkIsUp() throws IOException {
        assertThat(read(bond("eth1 eth2 eth3")
                                + state("lower_eth1", "up")
                                + state("lower_eth2", "down")
                                + state("lower_eth3", "going back"))
                        .points())
                .containsEntry(SLAVES, 3.0)
                .containsEntry(ACTIVE, 1.0);
    }

    @Test
    void anOldKernelsLinksHaveAnotherName() throws IOException {
        assertThat(read(bond("eth1") + state("slave_eth1", "up")).points()).containsEntry(ACTIVE, 1.0);
    }

    @Test
    void aBondOfNothingHasNothing() throws IOException {
        assertThat(read(bond("")).points()).containsEntry(SLAVES, 0.0).containsEntry(ACTIVE, 0.0);
    }

    @Test
    void aBondThatHasJustGoneIsAbsent() throws IOException {
        PointList list = read("== file sys/class/net/bonding_masters\nbond0 \n");
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void aMachineWithoutBondsIsNoFailure() throws IOException {
        assertThat(read("").points()).isEmpty();
    }

    @Test
    void anInterfaceWithoutAStateLeavesTheNumberThatIsActiveUnknown() throws IOException {
        PointList list = read(bond("eth1 eth2") + state("lower_eth1", "up"));
        assertThat(list.points()).containsOnlyKeys(SLAVES);
        assertThat(list.problems()).containsExactly("bond bond0: no state of eth2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc", "..", "a/b"})
    void aNameThatIsNoneIsNotFollowed(String name) throws IOException {
        PointList list = read(bond(name));
        assertThat(list.points()).containsOnlyKeys(SLAVES);
        assertThat(list.problems()).singleElement().asString().contains("no name of an interface: " + name);
    }
}
