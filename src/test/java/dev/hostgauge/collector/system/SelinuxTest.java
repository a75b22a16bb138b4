package dev.hostgauge.collector.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registrations;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelinuxTest {
    private static final String ON = """
            == file sys/fs/selinux/enforce
            1
            == base64 proc/self/attr/current
            c3lzdGVtX3U6c3lzdGVtX3I6aW5pdF90OnMwAA==
            """;
    private static final String CONFIG = "== file root/etc/selinux/config\n";

    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        try (RecordedMachine recorded = RecordedMachine.unpackText(machine, folder)) {
            return PointList.of(Registrations.named("selinux", SystemCollectors.ALL), recorded.machine());
        }
    }

    @Test
    void aMachineWithoutSelinuxSaysThatItIsOff() throws IOException {
        assertThat(read(CONFIG + "SELINUX=enforcing\n").points()).containsOnly(Map.entry("node_selinux_enabled", 0.0));
    }

    @Test
    void withoutAPolicyItIsOff() throws IOException {
        assertThat(read("== file sys/fs/selinux/enforce\n0\n== base64 proc/self/attr/current\na2VybmVsAA==\n")
                        .points())
                .containsOnly(Map.entry("node_selinux_enabled", 0.0));
    }

    @ParameterizedTest
    @CsvSource({"SELINUX=enforcing, 1", "SELINUX=permissive, 0", "SELINUX=disabled, -1", "  SELINUX=\"enforcing\" , 1"})
    void modesAreServedAsNumbers(String line, double configMode) throws IOException {
        assertThat(read(ON + CONFIG + "# SELINUX= can be one of three\n\nSELINUXTYPE=targeted\n" + line + "\n")
                        .points())
                .containsOnly(
                        Map.entry("node_selinux_enabled", 1.0),
                        Map.entry("node_selinux_current_mode", 1.0),
                        Map.entry("node_selinux_config_mode", configMode));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", CONFIG, CONFIG + "SELINUXTYPE=targeted\n"})
    void aModeThatNobodyConfiguredIsAbsent(String config) throws IOException {
        PointList list = read(ON + config);
        assertThat(list.points()).containsOnlyKeys("node_selinux_enabled", "node_selinux_current_mode");
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CONFIG + "SELINUX=strict\n",
                CONFIG + "SELINUX=\n",
                "== unreadable root/etc/selinux/config\n",
                "== eio root/etc/selinux/config\n"
            })
    void aConfigurationThatMakesNoSenseCostsItsMetricAlone(String config) throws IOException {
        PointList list = read(ON + config);
        assertThat(list.points()).containsOnlyKeys("node_selinux_enabled", "node_selinux_current_mode");
        assertThat(list.problems()).singleElement().asString().contains("etc/selinux/config: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "== file sys/fs/selinux/enforce\n",
                "== file sys/fs/selinux/enforce\nyes\n",
                "== file sys/fs/selinux/enforce\n2\n",
                "== unreadable sys/fs/selinux/enforce\n",
                "== fifo sys/fs/selinux/enforce\n"
            })
    void aModeThatCannotBeReadIsAbsent(String enforce) throws IOException {
        PointList list = read(enforce + CONFIG + "SELINUX=permissive\n");
        assertThat(list.points()).containsOnlyKeys("node_selinux_enabled", "node_selinux_config_mode");
        assertThat(list.problems()).singleElement().asString().contains("selinux/enforce: ");
    }
}
