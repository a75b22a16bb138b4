package dev.hostgauge.collector.custom;

import dev.hostgauge.machine.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a file, one at a time, so that a large file never stands in memory as a whole.
 *
 * <p>A file that does not end with the end of a line is half-written: it is refused when its last line is reached.
 */
final class Lines {
    private static final int FIRST_CAPACITY = 8 << 10;

    /** Longer than any line that somebody means. */
    static final int MOST_BYTES_OF_A_LINE = 64 << 10;

    private final InputStream in;
    private final long mostBytes;
    private final Line line = new Line();
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int next;
    private int filled;
    private long read;

    /**
     * @param mostBytes how many bytes the file may have
     */
    Lines(InputStream in, long mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
    }

    /** Moves to the next line; false after the last. */
    boolean next() throws IOException {
        line.begin(line.number() + 1, bytes, next, next);
        int end = next;
        while (true) {
            while (end < filled && bytes[end] != '\n') {
                end++;
            }
            if (end < filled) {
                line.begin(line.number(), bytes, next, end);
                next = end + 1;
                return true;
            }
            int scanned = end - next;
            if (!fill()) {
                return endsHere();
            }
            end = next + scanned;
        }
    }

    private boolean endsHere() throws Malformed {
        if (next < filled) {
            line.begin(line.number(), bytes, next, filled);
            throw line.malformed("a line feed at the end, without which the file is half-written");
        }
        return false;
    }

    /** The one that {@link #next} moved to; the same object for all. */
    Line line() {
        return line;
    }

    /** Reads more behind what has not been used; false at the end of the file. */
    private boolean fill() throws IOException {
        System.arraycopy(bytes, next, bytes, 0, filled - next);
        filled -= next;
        next = 0;
        if (filled == bytes.length) {
            if (filled >= MOST_BYTES_OF_A_LINE) {
                throw line.malformed("at most " + MOST_BYTES_OF_A_LINE + " bytes", "more");
            }
            bytes = Arrays.copyOf(bytes, filled * 2);
        }
        int count = in.read(bytes, filled, bytes.length - filled);
        if (count <= 0) {
            return false;
        }
        filled += count;
        read += count;
        if (read > mostBytes) {
            throw MetricsFile.tooLarge(mostBytes);
        }
        return true;
    }
}
