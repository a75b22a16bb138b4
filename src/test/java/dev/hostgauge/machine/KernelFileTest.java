package dev.hostgauge.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KernelFileTest {
    @TempDir
    private Path folder;

    private final Descriptors descriptors = new Descriptors();
    private final Text text = new Text();

    private KernelFile file(Path path) {
        return new KernelFile(path, descriptors);
    }

    private String read(KernelFile file) throws IOException {
        file.read(text);
        return text.nextLine() ? text.rest() : "";
    }

    @Test
    void aPlainFileThatWasReplacedIsReadAnew() throws IOException {
        Path path = folder.resolve("stat");
        try (KernelFile file = file(path)) {
            Files.writeString(path, "one");
            assertThat(read(file)).isEqualTo("one");
            Files.delete(path);
            Files.writeString(path, "two");
            assertThat(read(file)).isEqualTo("two");
        }
    }

    @Test
    void aFileThatIsNotThereIsAbsentAndMayCome() throws IOException {
        Path path = folder.resolve("late");
        try (KernelFile file = file(path)) {
            assertThat(file.readIfPresent(text)).isFalse();
            assertThatThrownBy(() -> file.read(text)).isInstanceOf(NoSuchFileException.class);
            Files.writeString(path, "here");
            assertThat(file.readIfPresent(text)).isTrue();
        }
    }

    @Test
    void aDirectoryInItsPlaceIsNamed() throws IOException {
        try (KernelFile file = file(folder)) {
            assertThatThrownBy(() -> file.read(text))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anErrorThatMeansNoValueIsNoneAndAnyOtherIsAnError() throws IOException {
        // A loopback interface has no speed; nothing is mapped at address 0.
        try (KernelFile noValue = file(Path.of("/sys/class/net/lo/speed"));
                KernelFile broken = file(Path.of("/proc/self/mem"))) {
            assertThat(noValue.readIfGiven(text)).isFalse();
            assertThatThrownBy(() -> broken.readIfGiven(text)).hasMessage("/proc/self/mem: Input/output error");
        }
    }

    @Test
    void aFileLongerThanTheBufferIsReadWhole() throws IOException {
        Path path = folder.resolve("long");
        Files.writeString(path, "x".repeat(100_000) + "\nend");
        try (KernelFile file = file(path)) {
            file.read(text);
        }
        text.nextLine();
        assertThat(text.word()).hasSize(100_000);
        text.nextLine();
        assertThat(text.word()).isEqualTo("end");
    }

    @Test
    void aFileWithoutEndIsRefusedBeforeItFillsTheHeap() throws IOException {
        Path path = folder.resolve("endless");
        Files.write(path, new byte[KernelFile.MOST_BYTES + 1]);
        try (KernelFile file = file(path)) {
            assertThatThrownBy(() -> file.read(text))
                    .isInstanceOf(Malformed.class)
                    .hasMessageContaining("at most " + KernelFile.MOST_BYTES + " bytes");
        }
    }

    /** Writes down the lines it is given, and how often it was told to forget them. */
    private static final class Lines implements KernelFile.Portions {
        private final List<String> lines = new ArrayList<>();
        private int portions;

        @Override
        public void begin() {
            lines.clear();
        }

        @Override
        public void take(Text text) {
            portions++;
            while (text.nextLine()) {
                lines.add(text.rest());
            }
        }
    }

    @Test
    void aFileLongerThanTheHeapAllowsIsReadInPortionsOfWholeLines() throws IOException {
        Path path = folder.resolve("tcp");
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            written.add(i + ": " + "x".repeat(1 + i % 150));
        }
        Files.writeString(path, String.join("\n", written));
        Lines lines = new Lines();
        try (KernelFile file = file(path)) {
            assertThat(Files.size(path)).isGreaterThan(KernelFile.MOST_BYTES);
            assertThat(file.readInPortions(text, lines)).isTrue();
            assertThat(lines.lines).isEqualTo(written);
            assertThat(lines.portions).isGreaterThan(100);
            assertThat(text.buffer()).hasSizeLessThan(100_000);
            file.readInPortions(text, lines);
            assertThat(lines.lines).isEqualTo(written);
        }
    }

    @Test
    void aFileThatIsNotThereHasNoPortionsAndAnEmptyOneNone() throws IOException {
        Lines lines = new Lines();
        try (KernelFile file = file(folder.resolve("late"))) {
            assertThat(file.readInPortions(text, lines)).isFalse();
            Files.createFile(folder.resolve("late"));
            assertThat(file.readInPortions(text, lines)).isTrue();
        }
        assertThat(lines.portions).isZero();
    }

    @Test
    void aLineWithoutEndIsRefusedBeforeItFillsTheHeap() throws IOException {
        Path path = folder.resolve("endless");
        Files.write(path, new byte[KernelFile.MOST_BYTES + 100_000]);
        try (KernelFile file = file(path)) {
            assertThatThrownBy(() -> file.readInPortions(text, new Lines()))
                    .isInstanceOf(Malformed.class)
                    .hasMessageContaining("want lines, got 'more than " + KernelFile.MOST_BYTES);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theKernelsFileIsPrintedAnewThroughTheDescriptorThatIsKept() throws Exception {
        try (KernelFile file = file(Path.of("/proc/self/stat"))) {
            read(file);
            assertThat(descriptors.kept()).isEqualTo(1);
        }
        assertThat(descriptors.kept()).isZero();
        try (KernelFile file = file(Path.of("/proc/uptime"))) {
            String before = read(file);
            Thread.sleep(30);
            assertThat(read(file)).isNotEqualTo(before);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void moreFilesThanDescriptorsAreReadAllTheSame() throws IOException {
        KernelFile[] files = new KernelFile[Descriptors.MOST_KEPT + 5];
        for (int i = 0; i < files.length; i++) {
            files[i] = file(Path.of("/proc/uptime"));
            assertThat(read(files[i])).isNotEmpty();
        }
        assertThat(descriptors.kept()).isEqualTo(Descriptors.MOST_KEPT);
        for (KernelFile file : files) {
            file.close();
        }
    }
}
