package dev.hostgauge.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntriesTest {
    @TempDir
    private Path folder;

    private final List<String> events = new ArrayList<>();
    private Entries<Thing> entries;

    private record Thing(String name, List<String> events) implements Closeable {
        @Override
        public void close() {
            events.add("close " + name);
        }
    }

    @BeforeEach
    void look() throws IOException {
        Machine machine = RecordedMachine.unpackText("", folder).machine();
        entries = new Entries<>(machine.sys(), "things", this::make);
    }

    private Optional<Thing> make(String name) {
        events.add("make " + name);
        return name.startsWith(".") ? Optional.empty() : Optional.of(new Thing(name, events));
    }

    private List<String> names() throws IOException {
        return entries.refresh().stream().map(Thing::name).toList();
    }

    private Path thing(String name) {
        return folder.resolve("sys/things").resolve(name);
    }

    @Test
    void aFolderThatIsNotThereHasNone() throws IOException {
        assertThat(names()).isEmpty();
    }

    @Test
    void eachIsMadeOnceAndClosedWhenItIsGone() throws IOException {
        Files.createDirectories(thing("b"));
        Files.createDirectories(thing("a"));
        Files.createDirectories(thing(".hidden"));
        assertThat(names()).containsExactly("a", "b");
        assertThat(names()).containsExactly("a", "b");
        assertThat(events).containsExactly("make .hidden", "make a", "make b");

        Files.delete(thing("a"));
        Files.createDirectories(thing("c"));
        assertThat(names()).containsExactly("b", "c");
        assertThat(events).endsWith("make c", "close a");
    }

    @Test
    void whatComesBackIsMadeAnew() throws IOException {
        Files.createDirectories(thing("a"));
        names();
        Files.delete(thing("a"));
        assertThat(names()).isEmpty();
        Files.createDirectories(thing("a"));
        assertThat(names()).containsExactly("a");
        assertThat(events).containsExactly("make a", "close a", "make a");
    }

    @Test
    void closingClosesAll() throws IOException {
        Files.createDirectories(thing("a"));
        Files.createDirectories(thing("b"));
        names();
        entries.close();
        assertThat(events).contains("close a", "close b");
    }
}
