package dev.hostgauge.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class LibcTest {
    private final Libc libc = new Libc();

    @Test
    void statvfsAgreesWithJava(@TempDir Path folder) throws IOException {
        FileStore store = Files.getFileStore(folder);
        SystemCalls.FilesystemSize size = libc.statvfs(folder.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(size.blocks() * size.fragmentSize()).isEqualTo((double) store.getTotalSpace());
        assertThat(size.blocksAvailable()).isBetween(0.0, size.blocksFree());
        assertThat(size.filesFree()).isBetween(0.0, size.files());
        assertThat(size.readOnly()).isFalse();
    }

    @Test
    void anErrorHasTheLibrarysWords() {
        assertThatThrownBy(() -> libc.statvfs("/no/such/mount".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessage("no such file or directory");
    }

    @Test
    void unameAgreesWithTheKernelsFiles() throws IOException {
        SystemCalls.Uname uname = libc.uname();
        assertThat(uname.sysname()).isEqualTo("Linux");
        assertThat(uname.release())
                .isEqualTo(
                        Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
        assertThat(uname.nodename())
                .isEqualTo(
                        Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
        assertThat(uname.machine()).isNotBlank();
    }
}
