package dev.hostgauge.machine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that several collectors need: whoever comes first in a cycle reads it, the others get the same bytes. What was
 * read in another cycle is never given out. Thread-safe.
 */
public final class SharedFile {
    private static final long NONE = Long.MIN_VALUE;

    private final KernelFile file;
    private final Text content = new Text();
    private long readIn = NONE;
    private boolean present;

    SharedFile(KernelFile file) {
        this.file = file;
    }

    public Path path() {
        return file.path();
    }

    /**
     * Puts what the file says in this cycle into the text, whose cursor is then before the first line.
     *
     * @param cycle what tells this cycle from others
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if it cannot be read
     */
    public void read(long cycle, Text text) throws IOException {
        if (!readIfPresent(cycle, text)) {
            throw new NoSuchFileException(file.path().toString());
        }
    }

    /** Like {@link #read}, but false if there is no such file. */
    public synchronized boolean readIfPresent(long cycle, Text text) throws IOException {
        if (cycle != readIn) {
            readIn = NONE;
            present = file.readIfPresent(content);
            readIn = cycle;
        }
        if (present) {
            text.copy(content);
        }
        return present;
    }
}
