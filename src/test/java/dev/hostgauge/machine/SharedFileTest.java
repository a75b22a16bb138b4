package dev.hostgauge.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFileTest {
    @TempDir
    private Path folder;

    private Path path;
    private Root root;
    private final Text text = new Text();

    @BeforeEach
    void write() throws IOException {
        path = folder.resolve("stat");
        root = new Root(folder, new Descriptors());
        Files.writeString(path, "one");
    }

    private String read(long cycle) throws IOException {
        root.shared("stat").read(cycle, text);
        return text.nextLine() ? text.rest() : "";
    }

    @Test
    void oneReadingServesEveryoneInACycleAndNobodyInAnother() throws IOException {
        assertThat(read(7)).isEqualTo("one");
        Files.writeString(path, "another");
        assertThat(read(7)).isEqualTo("one");
        assertThat(read(8)).isEqualTo("another");
        Files.writeString(path, "third");
        assertThat(read(7)).isEqualTo("third");
    }

    @Test
    void aReadingThatFailedServesNobody() throws IOException {
        assertThat(read(7)).isEqualTo("one");
        Files.delete(path);
        assertThatThrownBy(() -> read(8)).isInstanceOf(NoSuchFileException.class);
        assertThat(root.shared("stat").readIfPresent(7, text)).isFalse();
        Files.writeString(path, "back");
        assertThat(read(8)).isEqualTo("back");
    }
}
