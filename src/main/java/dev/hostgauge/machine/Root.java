package dev.hostgauge.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A directory under which the machine's kernel files are found, such as {@code /proc}. */
public final class Root {
    private final Path path;
    private final Descriptors descriptors;
    private final Map<String, SharedFile> shared = new ConcurrentHashMap<>();

    Root(Path path, Descriptors descriptors) {
        this.path = path;
        this.descriptors = descriptors;
    }

    public Path path() {
        return path;
    }

    /** A file to be read in every cycle; hold on to it. */
    public KernelFile file(String relative) {
        return new KernelFile(resolve(relative), descriptors);
    }

    /** A file that several collectors read: the same object for all who ask, so that one reading serves a cycle. */
    public SharedFile shared(String relative) {
        return shared.computeIfAbsent(relative, name -> new SharedFile(file(name)));
    }

    /** A name that no file here can have, with a zero byte or beyond this process's character set, becomes another. */
    private Path resolve(String relative) {
        try {
            return path.resolve(relative);
        } catch (InvalidPathException unusable) {
            return path.resolve(relative.replaceAll("[^\\x20-\\x7e]", "?"));
        }
    }

    /** Names in a directory, sorted; empty if there is no such directory. */
    public List<String> list(String relative) {
        String[] names = resolve(relative).toFile().list();
        if (names == null) {
            return List.of();
        }
        Arrays.sort(names);
        return List.of(names);
    }

    public boolean exists(String relative) {
        return resolve(relative).toFile().exists();
    }

    /**
     * Tells a folder from every other that had or will have its name: its inode, which sysfs never uses twice. Null if there
     * is no such folder.
     */
    public @Nullable Object folderKey(String relative) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(resolve(relative), BasicFileAttributes.class);
            return attributes.isDirectory() ? attributes.fileKey() : null;
        } catch (IOException gone) {
            return null;
        }
    }

    /** Where a symbolic link points, as it is written; empty if it is none. */
    public Optional<Path> link(String relative) {
        try {
            return Optional.of(Files.readSymbolicLink(resolve(relative)));
        } catch (IOException | UnsupportedOperationException notALink) {
            return Optional.empty();
        }
    }

    /**
     * A fact that is read once and not in every cycle, without blanks at its ends; empty if there is no such file.
     *
     * @throws IOException if it is there and cannot be read
     */
    public Optional<String> fact(String relative) throws IOException {
        Text text = new Text();
        try (KernelFile file = file(relative)) {
            if (!file.readIfPresent(text)) {
                return Optional.empty();
            }
            return Optional.of(text.nextLine() ? text.rest() : "");
        }
    }
}
