package dev.hostgauge.prometheus;

import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes appended one after the other to an array that is kept. It grows, or, if there is somewhere to spill to, is handed
 * on when full, so that a large answer never stands in memory as a whole. For one thread at a time.
 */
public final class ByteBuilder extends OutputStream {
    private static final int FIRST_CAPACITY = 64 << 10;

    private final @Nullable Spill spill;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;

    /** Where the bytes of a full builder go. */
    public interface Spill {
        /** Takes the first {@code count} bytes of an array that is written over afterwards. */
        void take(byte[] bytes, int count);
    }

    /** One that grows. */
    public ByteBuilder() {
        spill = null;
    }

    /** One that spills; {@link #flush} spills the rest. */
    public ByteBuilder(Spill spill) {
        this.spill = spill;
    }

    public void clear() {
        size = 0;
    }

    /** How many bytes there are that have not been spilled. */
    public int size() {
        return size;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Spills what there is. */
    @Override
    public void flush() {
        if (spill != null && size > 0) {
            spill.take(bytes, size);
            size = 0;
        }
    }

    public void append(byte[] more) {
        write(more, 0, more.length);
    }

    public void append(char ascii) {
        write(ascii);
    }

    public void append(String ascii) {
        int at = extend(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[at + i] = (byte) ascii.charAt(i);
        }
    }

    @Override
    public void write(int character) {
        int at = extend(1);
        bytes[at] = (byte) character;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        // First: it may replace the array.
        int at = extend(count);
        System.arraycopy(source, offset, bytes, at, count);
    }

    /** The array itself, of which the first {@link #size} bytes count, until more is appended. */
    public byte[] array() {
        return bytes;
    }

    /** Makes the builder longer by bytes that the caller then sets; where in {@link #array} they begin. */
    int extend(int count) {
        if (bytes.length - size < count) {
            flush();
            if (bytes.length - size < count) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + count));
            }
        }
        int at = size;
        size = at + count;
        return at;
    }
}
