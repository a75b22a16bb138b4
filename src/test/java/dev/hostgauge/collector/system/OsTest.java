package dev.hostgauge.collector.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OsTest {
    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        return PointList.of(
                SystemCollectors.ALL.get(1),
                RecordedMachine.unpackText(machine, folder).machine());
    }

    @Test
    void servesTheFieldsOfOsRelease() throws IOException {
        assertThat(read("""
                        == file root/etc/os-release
                        # who we are
                        NAME="Ubuntu"
                        VERSION="20.04.2 LTS (Focal Fossa)"
                        ID=ubuntu
                        ID_LIKE=debian
                        PRETTY_NAME='Ubuntu 20.04.2 LTS'
                        VERSION_ID="20.04"
                        VERSION_CODENAME=focal

                        HOME_URL="https://example.org/?a=b"
                        SUPPORT_END=2030-12-31
                        """).points())
                .containsEntry(
                        "node_os_info{build_id=\"\",id=\"ubuntu\",id_like=\"debian\",image_id=\"\",image_version=\"\","
                                + "name=\"Ubuntu\",pretty_name=\"Ubuntu 20.04.2 LTS\",variant=\"\",variant_id=\"\","
                                + "version=\"20.04.2 LTS (Focal Fossa)\",version_codename=\"focal\",version_id=\"20.04\"}",
                        1.0)
                .containsEntry("node_os_version{id=\"ubuntu\",id_like=\"debian\",name=\"Ubuntu\"}", 20.04)
                .containsEntry("node_os_support_end_timestamp_seconds", 1_924_905_600.0)
                .hasSize(3);
    }

    @Test
    void theAdministratorsFileWinsOverTheDistributions() throws IOException {
        String lib = "== file root/usr/lib/os-release\nID=lib\nVERSION_ID=1\n";
        assertThat(read(lib).points()).containsKey("node_os_version{id=\"lib\",id_like=\"\",name=\"\"}");
        assertThat(read(lib + "== file root/etc/os-release\nID=etc\nVERSION_ID=1\n")
                        .points())
                .containsKey("node_os_version{id=\"etc\",id_like=\"\",name=\"\"}");
    }

    @Test
    void aMachineWithoutTheFileHasNone() throws IOException {
        assertThat(read("").points()).isEmpty();
    }

    @Test
    void aDistributionWithoutVersionHasNone() throws IOException {
        assertThat(read("== file root/etc/os-release\nID=arch\nVERSION_ID=rolling\n")
                        .points())
                .hasSize(1);
    }

    @Test
    void anEndOfSupportThatIsNoDayCostsItselfAlone() throws IOException {
        PointList list = read("== file root/etc/os-release\nID=x\nSUPPORT_END=soon\n");
        assertThat(list.points()).hasSize(1);
        assertThat(list.problems()).singleElement().asString().contains("SUPPORT_END: want a day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing\n", "no assignment\n", "=x\n"})
    void aFileThatMakesNoSenseIsNamed(String content) {
        assertThatThrownBy(() -> read("== file root/etc/os-release\n" + content))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("os-release: want lines such as NAME=value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain|plain",
                "\"a b\"|a b",
                "'a \"b\" \\n'|a \"b\" \\n",
                "\"a \\\"b\\\" \\$c \\\\ \\n\"|a \"b\" $c \\ \\n",
                "a\\ b|a b",
                "\"half|half",
                "12 (bookworm)|12 (bookworm)"
            })
    void quotesAreReadAsAShellReadsThem(String written, String meant) {
        assertThat(OsRelease.unquote(written)).isEqualTo(meant);
    }

    @Test
    void aVersionIsItsMajorAndMinorNumber() {
        assertThat(Os.parseVersion("9.10")).hasValue(9.1);
        assertThat(Os.parseVersion("12")).hasValue(12);
        assertThat(Os.parseVersion("20.04.2")).hasValue(20.04);
        assertThat(Os.parseVersion("8-stream")).hasValue(8);
        assertThat(Os.parseVersion("0")).isEmpty();
        assertThat(Os.parseVersion("")).isEmpty();
        assertThat(Os.parseVersion("v3")).isEmpty();
    }
}
