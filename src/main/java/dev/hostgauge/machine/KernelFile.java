package dev.hostgauge.machine;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file of the kernel, read whole each time.
 *
 * <p>Its descriptor is kept while it works, as long as {@link Descriptors} has room: reading again from offset 0 makes
 * the kernel print anew and costs a tenth of opening. Plain files, as in a recorded machine, are opened each time,
 * because they may be replaced. For one thread at a time.
 */
public final class KernelFile implements Closeable {
    /** More than any file that a collector wants has; the heap of 32 MiB must hold it and the buffer it grew from. */
    static final int MOST_BYTES = 4 << 20;

    /** The kernel prints at most a page at a time; more room spares calls for what is no kernel's. */
    private static final int PORTION_BYTES = 16 << 10;

    private final Path path;
    private final Descriptors descriptors;
    private @Nullable FileChannel kept;

    /** Whether the file that was opened last claims a size. */
    private boolean sized;

    /** The file once it was found not to exist: asking so whether it has appeared makes no exception. */
    private @Nullable File absent;

    KernelFile(Path path, Descriptors descriptors) {
        this.path = path;
        this.descriptors = descriptors;
    }

    public Path path() {
        return path;
    }

    /**
     * Reads the file into the text, whose cursor is then before the first line.
     *
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if it cannot be read
     */
    public void read(Text text) throws IOException {
        if (!readIfPresent(text)) {
            throw new NoSuchFileException(path.toString());
        }
    }

    /** Like {@link #read}, but false if there is no such file: an exception would cost more than a reading. */
    public boolean readIfPresent(Text text) throws IOException {
        return read(text, null);
    }

    /**
     * Like {@link #readIfPresent}, and false too if the driver behind the file has no value at the moment or goes away,
     * which it says by one of a few errors. Any other {@link Refusal} is one.
     */
    public boolean readIfGiven(Text text) throws IOException {
        try {
            return readIfPresent(text);
        } catch (IOException failure) {
            if (Refusal.of(failure) == Refusal.FAULT) {
                throw failure;
            }
            return false;
        }
    }

    /** Takes a long file piece by piece. */
    public interface Portions {
        /** Forgets what was taken: the file is read from its start, for the first time or because it was in vain. */
        void begin();

        /** Takes some whole lines, before the first of which the text's cursor is. */
        void take(Text lines) throws IOException;
    }

    /** Reads a file that may be longer than fits, some thousand bytes at a time. False if there is no such file. */
    public boolean readInPortions(Text text, Portions portions) throws IOException {
        return read(text, portions);
    }

    private boolean read(Text text, @Nullable Portions portions) throws IOException {
        FileChannel channel = kept;
        if (channel != null) {
            try {
                take(text, channel, portions);
                return true;
            } catch (IOException stale) {
                // The device went away, or came back as another: the path says what is true now.
                close();
            }
        }
        return open(text, portions);
    }

    /** How many bytes there were. */
    private long take(Text text, FileChannel channel, @Nullable Portions portions) throws IOException {
        text.reset(path.toString());
        if (portions == null) {
            fill(text, channel, sized);
            return text.length();
        }
        portions.begin();
        return pass(text, channel, portions);
    }

    private long pass(Text text, FileChannel channel, Portions portions) throws IOException {
        long position = 0;
        boolean more = true;
        while (more) {
            text.ensureRoom(PORTION_BYTES);
            int room = text.buffer().length - text.length();
            int count = channel.read(ByteBuffer.wrap(text.buffer(), text.length(), room), position);
            more = count > 0;
            position += Math.max(count, 0);
            text.grow(Math.max(count, 0));
            int whole = more ? endOfLastLine(text) : text.length();
            if (text.length() - whole > MOST_BYTES) {
                throw new Malformed(path.toString(), "lines", "more than " + MOST_BYTES + " bytes without an end");
            }
            if (whole > 0) {
                give(text, whole, portions);
            }
        }
        return position;
    }

    private static int endOfLastLine(Text text) {
        int end = text.length();
        while (end > 0 && text.buffer()[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** Has the first bytes taken, which are whole lines, and keeps the rest. */
    private static void give(Text text, int whole, Portions portions) throws IOException {
        int rest = text.length() - whole;
        text.grow(-rest);
        text.rewind();
        portions.take(text);
        byte[] buffer = text.buffer();
        System.arraycopy(buffer, whole, buffer, 0, rest);
        text.grow(rest - whole);
    }

    /** Whether there is a file; throws if it is none that can be read, for opening a FIFO would wait for ever. */
    private boolean isThere() throws Malformed {
        if (absent != null && !absent.exists()) {
            return false;
        }
        absent = null;
        if (Files.isRegularFile(path)) {
            return true;
        }
        if (Files.notExists(path)) {
            absent = path.toFile();
            return false;
        }
        throw new Malformed(path.toString(), "a file", "something else or no permission");
    }

    private boolean open(Text text, @Nullable Portions portions) throws IOException {
        if (!isThere()) {
            return false;
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(path);
        } catch (NoSuchFileException justGone) {
            return false;
        }
        boolean keep = false;
        try {
            long size = channel.size();
            sized = size > 0;
            long length = take(text, channel, portions);
            // The kernel's files claim a size of 0 or of a page, whatever they print; a plain file's size is true.
            keep = size != length && descriptors.take();
        } catch (IOException failure) {
            throw named(failure);
        } finally {
            if (!keep) {
                channel.close();
            }
        }
        kept = keep ? channel : null;
        return true;
    }

    /** What fails at opening says of which file, what fails at reading does not; that a driver has no value needs no name. */
    private IOException named(IOException failure) {
        boolean isBare = failure.getClass() == IOException.class;
        return isBare && Refusal.of(failure) == Refusal.FAULT
                ? new FileSystemException(path.toString(), null, failure.getMessage())
                : failure;
    }

    /**
     * Reads until there is no more. Files without a size, those of {@code /proc}, print as much as they like at a time, so
     * that only an empty read is their end; the others, those of {@code /sys}, print all at once if there is room.
     */
    private void fill(Text text, FileChannel channel, boolean allAtOnce) throws IOException {
        boolean more = true;
        while (more) {
            text.ensureRoom(512);
            int length = text.length();
            byte[] buffer = text.buffer();
            int room = buffer.length - length;
            int count = channel.read(ByteBuffer.wrap(buffer, length, room), length);
            text.grow(Math.max(count, 0));
            more = allAtOnce ? count == room : count > 0;
            if (text.length() > MOST_BYTES) {
                throw new Malformed(path.toString(), "at most " + MOST_BYTES + " bytes", "more");
            }
        }
    }

    /** Gives the descriptor back; the next read opens the file anew. */
    @Override
    public void close() throws IOException {
        FileChannel channel = kept;
        if (channel != null) {
            kept = null;
            descriptors.giveBack();
            channel.close();
        }
    }
}
