package dev.hostgauge.machine;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts how often each file below a folder is opened, by inotify(7). */
public final class OpenedFiles implements AutoCloseable {
    private static final int IN_NONBLOCK = 0x800;
    private static final int IN_OPEN = 0x20;
    private static final int IN_ISDIR = 0x40000000;
    /** Room for all events of one reading at once. */
    private static final int BUFFER_BYTES = 4 << 20;

    private final Path folder;
    private final int descriptor;
    private final Map<Integer, Path> watched = new HashMap<>();

    public OpenedFiles(Path folder) throws IOException {
        this.folder = folder;
        descriptor = call("inotify_init1", IN_NONBLOCK);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    watch(path);
                }
            }
        }
    }

    private void watch(Path directory) throws IOException {
        int watch = call("inotify_add_watch", descriptor, directory.toString(), IN_OPEN);
        if (watch < 0) {
            throw new IOException("cannot watch " + directory);
        }
        watched.put(watch, directory);
    }

    private static int call(String function, Object... arguments) {
        return NativeLibrary.getProcess()
                .getFunction(function, Function.C_CONVENTION)
                .invokeInt(arguments);
    }

    /** How often each file was opened so far, by its path below the folder. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        try (Memory events = new Memory(BUFFER_BYTES)) {
            int length = call("read", descriptor, events, BUFFER_BYTES);
            // struct inotify_event: watch, mask, cookie, length of the name, the name with zeros behind it
            for (int at = 0; at < length; at += 16 + events.getInt(at + 12L)) {
                Path directory = watched.get(events.getInt(at));
                if (directory != null && (events.getInt(at + 4L) & IN_ISDIR) == 0) {
                    Path file = directory.resolve(events.getString(at + 16L, StandardCharsets.UTF_8.name()));
                    counts.merge(folder.relativize(file).toString(), 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    @Override
    public void close() {
        call("close", descriptor);
    }
}
