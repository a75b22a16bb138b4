package dev.hostgauge.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class NativeFolderTest {
    @Test
    void theFirstFolderThatTakesExecutablesIsChosenAndLeftEmpty(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path good = Files.createDirectory(folder.resolve("good"));
        Path later = Files.createDirectory(folder.resolve("later"));
        assertThat(NativeFolder.firstOf(List.of(folder.resolve("missing"), file, good, later)))
                .contains(good);
        assertThat(good).isEmptyDirectory();
    }

    @Test
    void aFilesystemInWhichNothingCanBeMadeIsPassedOver() {
        assertThat(NativeFolder.firstOf(List.of(Path.of("/proc/self"), Path.of("/sys"))))
                .isEmpty();
    }
}
