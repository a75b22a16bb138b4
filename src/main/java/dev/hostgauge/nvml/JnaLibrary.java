package dev.hostgauge.nvml;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** JNA's own native library, without which no other can be called: loaded once or never. */
public final class JnaLibrary {
    private static final Optional<String> FAILURE = load();

    private JnaLibrary() {}

    /** Why it cannot be loaded; empty if it is. */
    public static Optional<String> failure() {
        return FAILURE;
    }

    private static Optional<String> load() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        // With this the library lies ready and need not be unpacked.
        if (System.getProperty("jna.boot.library.path") == null && !windows) {
            List<Path> folders = Stream.of(
                            System.getProperty("jna.tmpdir"),
                            System.getProperty("java.io.tmpdir"),
                            "/dev/shm",
                            "/var/tmp")
                    .filter(Objects::nonNull)
                    .map(Path::of)
                    .distinct()
                    .toList();
            Optional<Path> folder = NativeFolder.firstOf(folders);
            if (folder.isEmpty()) {
                return Optional.of("in none of " + folders + " may JNA unpack and execute its library;"
                        + " HOSTGAUGE_JAVA_OPTS=-Djna.tmpdir=FOLDER names another");
            }
            System.setProperty("jna.tmpdir", folder.get().toString());
        }
        // Anything but null keeps JNA from asking ldconfig for more folders.
        if (System.getProperty("jna.platform.library.path") == null && Platform.isLinux()) {
            System.setProperty("jna.platform.library.path", "/usr/lib");
        }
        try {
            // Its class does it when it is first used.
            return Native.POINTER_SIZE > 0 ? Optional.empty() : Optional.of("JNA knows of no pointers");
        } catch (LinkageError refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
