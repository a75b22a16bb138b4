package dev.hostgauge.collector.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The collectors {@code uname} and {@code filefd}. */
class SmallSourcesTest {
    private static final Registration UNAME = SystemCollectors.ALL.get(0);
    private static final Registration FILEFD = SystemCollectors.ALL.get(3);

    @TempDir
    private Path folder;

    private Map<String, Double> read(Registration registration, String machine) throws IOException {
        return PointList.of(
                        registration,
                        RecordedMachine.unpackText(machine, folder).machine())
                .points();
    }

    @Test
    void unameIsServedInItsLabels() throws IOException {
        assertThat(read(UNAME, "== uname Linux|db1|6.1.0|#1 SMP|x86_64|(none)\n"))
                .containsOnly(Map.entry(
                        "node_uname_info{sysname=\"Linux\",release=\"6.1.0\",version=\"#1 SMP\",machine=\"x86_64\","
                                + "nodename=\"db1\",domainname=\"(none)\"}",
                        1.0));
    }

    @Test
    void aSystemThatRefusesUnameFails() {
        assertThatThrownBy(() -> read(UNAME, "")).isInstanceOf(IOException.class);
    }

    @Test
    void openFilesAreTheFirstNumberAndTheirLimitTheThird() throws IOException {
        assertThat(read(FILEFD, "== file proc/sys/fs/file-nr\n1024\t0\t18446744073709551615\t7\n"))
                .containsOnly(Map.entry("node_filefd_allocated", 1024.0), Map.entry("node_filefd_maximum", 0x1p64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "1024\n", "1024\t0\n", "many\t0\t1\n", "1\t0\t-1\n"})
    void aFileThatMakesNoSenseIsNamed(String content) {
        assertThatThrownBy(() -> read(FILEFD, "== file proc/sys/fs/file-nr\n" + content))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("file-nr: want");
    }
}
