package dev.hostgauge.collector.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.storage.MountTable.Mount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MountTableTest {
    private static MountTable parse(String mountinfo) {
        return MountTable.parse("mountinfo", mountinfo.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Mount only(String line) {
        MountTable table = parse(line + "\n");
        assertThat(table.problem()).isEmpty();
        assertThat(table.mounts()).hasSize(1);
        return table.mounts().get(0);
    }

    private static String path(Mount mount) {
        return new String(mount.path(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aLineHasItsPartsBeforeAndBehindAnyNumberOfOptionalFields() {
        for (String optional : List.of("", "shared:1 ", "shared:1 master:2 propagate_from:3 brandnew ")) {
            Mount mount = only("27 1 254:7 / /data rw,relatime " + optional + "- ext4 /dev/vda rw,discard");
            assertThat(mount.major()).isEqualTo("254");
            assertThat(mount.minor()).isEqualTo("7");
            assertThat(path(mount)).isEqualTo("/data");
            assertThat(mount.type()).isEqualTo("ext4");
            assertThat(mount.device()).isEqualTo("/dev/vda");
            assertThat(mount.readOnly()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"rw,relatime\", \"rw,ro_compat\", false",
                "\"ro,relatime\", \"rw\", true",
                "\"rw\", \"ro,size=1k\", true",
                "\"rw\", \"rw,emergency_ro\", true",
                "\"rw,errors=remount-ro\", \"rw,errors=ro\", false",
            })
    void readOnlyIsTheMountsOptionOrTheFilesystems(String options, String superOptions, boolean readOnly) {
        assertThat(only("1 1 8:1 / / " + options + " - ext4 /dev/sda1 " + superOptions)
                        .readOnly())
                .isEqualTo(readOnly);
    }

    @Test
    void escapesAreTheBytesTheyStandFor() {
        assertThat(path(only("1 1 8:1 / /a\\040b\\011c\\012d\\134e rw - ext4 /dev/x rw")))
                .isEqualTo("/a b\tc\nd\\e");
        assertThat(path(only("1 1 8:1 / /a\\134040 rw - ext4 /dev/x rw"))).isEqualTo("/a\\040");
        assertThat(path(only("1 1 8:1 / /a\\04 rw - ext4 /dev/x rw"))).isEqualTo("/a\\04");
        assertThat(path(only("1 1 8:1 / /a\\x rw - ext4 /dev/x rw"))).isEqualTo("/a\\x");
    }

    @Test
    void bytesThatAreNotUtf8AreKeptInThePath() {
        assertThat(only("1 1 8:1 / /\u00ff\u00c3\u00a4 rw - ext4 /dev/x rw").path())
                .containsExactly('/', 0xff, 0xc3, 0xa4);
    }

    @Test
    void aDeviceIsDecodedAndKeepsItsEscapes() {
        assertThat(only("1 1 0:9 / /m rw - cifs //s/\u00c3\u00a4\\040b rw").device())
                .isEqualTo("//s/ä\\040b");
        assertThat(only("1 1 0:9 / /m rw - tmpfs  rw").device()).isEmpty();
    }

    @Test
    void blanksInSuperOptionsDoNoHarm() {
        Mount mount = only("1 1 0:9 / /m rw - 9p C:\\134Program\\040Files rw,path=C:\\Program Files\\x,ro");
        assertThat(mount.device()).isEqualTo("C:\\134Program\\040Files");
        assertThat(mount.type()).isEqualTo("9p");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "27 1 254:0 / / rw,relatime",
                "27 1 254:0 / / rw,relatime - ext4",
                "27 1 254:0 / / rw,relatime - ext4 /dev/vda",
                "27 1 254:0 / / rw,relatime ext4 /dev/vda rw",
                "27 1 x:0 / / rw - ext4 /dev/vda rw",
                "27 1 254: / / rw - ext4 /dev/vda rw",
                "27 1 254 / / rw - ext4 /dev/vda rw",
            })
    void aLineThatMakesNoSenseCostsItselfAlone(String line) {
        MountTable table = parse(line + "\n28 1 8:1 / /ok rw - ext4 /dev/sda1 rw\n");
        assertThat(table.mounts()).extracting(MountTableTest::path).containsExactly("/ok");
        assertThat(table.problem()).hasValueSatisfying(what -> assertThat(what).startsWith("mountinfo: want "));
    }

    @Test
    void anEmptyFileHasNoMounts() {
        assertThat(parse("").mounts()).isEmpty();
        assertThat(parse("").problem()).isEmpty();
    }

    @Test
    void aMountStaysTheSameWhenItsOptionsChange() {
        String before = only("5 1 8:1 / /m rw shared:1 - ext4 /dev/sda1 rw").identity();
        assertThat(only("5 1 8:1 / /m ro - ext4 /dev/sda1 rw,emergency_ro").identity())
                .isEqualTo(before);
        assertThat(only("6 1 8:1 / /m rw shared:1 - ext4 /dev/sda1 rw").identity())
                .isNotEqualTo(before);
    }
}
