package dev.hostgauge.prometheus;

import java.io.OutputStream;
import java.util.Arrays;

/** Bytes appended one after the other to an array that is kept when cleared. For one thread at a time. */
public final class ByteBuilder extends OutputStream {
    private byte[] bytes = new byte[64 << 10];
    private int size;

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** The array itself, of which the first {@link #size} bytes count. */
    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
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
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) character;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        // First: it may replace the array.
        int at = extend(count);
        System.arraycopy(source, offset, bytes, at, count);
    }

    /** Makes the builder longer by bytes that the caller then sets; where in {@link #array} they begin. */
    int extend(int count) {
        int at = size;
        if (bytes.length - at < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + count));
        }
        size = at + count;
        return at;
    }
}
