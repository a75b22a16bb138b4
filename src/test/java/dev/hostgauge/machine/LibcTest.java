package dev.hostgauge.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void whereALongHas32BitsTheLargeFormIsAskedAndItsFieldsAreFound() {
        assertThat(Libc.symbol("statvfs", 4)).isEqualTo("statvfs64");
        assertThat(Libc.symbol("statvfs", 8)).isEqualTo("statvfs");
        assertThat(Libc.symbol("uname", 4)).isEqualTo("uname");
        try (Memory struct = new Memory(96)) {
            struct.clear();
            struct.setInt(0, 1 << 20);
            struct.setInt(4, 4096);
            long[] counts = {3L << 32, 2L << 32, 1L << 32, 5_000_000_000L, 4_000_000_000L, 3_999_999_999L};
            struct.write(8, counts, 0, counts.length);
            struct.setLong(56, -1);
            struct.setInt(64, 1);
            struct.setInt(68, 255);
            assertThat(Libc.size(struct, 4))
                    .isEqualTo(new SystemCalls.FilesystemSize(4096, 3L << 32, 2L << 32, 1L << 32, 5e9, 4e9, true));
        }
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

    @Test
    void adjtimexAsksWithoutPrivilegeAndChangesNothing() throws IOException {
        SystemCalls.Timex before = libc.adjtimex().orElseThrow();
        SystemCalls.Timex after = libc.adjtimex().orElseThrow();
        // A tick is 10 ms, which only an administrator changes, by a tenth at most.
        assertThat(before.tick()).isBetween(9_000L, 11_000L);
        assertThat(before.state()).isBetween(0, 5);
        assertThat(before.maximumError()).isPositive();
        assertThat(after.frequency()).isEqualTo(before.frequency());
        assertThat(after.tick()).isEqualTo(before.tick());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void theFieldsOfTimexAreFoundWhateverTheSizeOfALong(int longBytes) {
        try (Memory struct = new Memory(21L * longBytes)) {
            struct.clear();
            for (int place = 0; place <= 20; place++) {
                // Below zero, to see that the sign is kept.
                if (longBytes == Integer.BYTES) {
                    struct.setInt((long) place * longBytes, -100 - place);
                } else {
                    struct.setLong((long) place * longBytes, -100 - place);
                }
            }
            assertThat(TimexStruct.read(3, struct, longBytes))
                    .isEqualTo(new SystemCalls.Timex(
                            3, -101, -102, -103, -104, -105, -106, -111, -112, -113, -114, -115, -116, -117, -118, -119,
                            -120));
        }
    }

    @Test
    void aPageHasAPowerOfTwoOfBytes() throws IOException {
        assertThat(libc.pageBytes()).isGreaterThanOrEqualTo(4096);
        assertThat(Long.bitCount(libc.pageBytes())).isEqualTo(1);
    }
}
