package dev.hostgauge.http;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses at the fast level, with buffers that are kept. For one thread at a time. */
final class Gzip {
    /** RFC 1952: deflate, no time stamp, fastest, of no particular system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 255};

    private static final int TRAILER_BYTES = 8;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final CRC32 checksum = new CRC32();
    private byte[] out = Arrays.copyOf(HEADER, 16 << 10);
    private int size;

    void begin() {
        deflater.reset();
        checksum.reset();
        size = HEADER.length;
    }

    void add(byte[] bytes, int count) {
        checksum.update(bytes, 0, count);
        deflater.setInput(bytes, 0, count);
        while (!deflater.needsInput()) {
            deflate();
        }
    }

    /** The whole: header, what was added, trailer. */
    byte[] end() {
        deflater.finish();
        while (!deflater.finished()) {
            deflate();
        }
        appendLittleEndian((int) checksum.getValue());
        appendLittleEndian((int) deflater.getBytesRead());
        return Arrays.copyOf(out, size);
    }

    private void deflate() {
        if (out.length - size < TRAILER_BYTES + 1) {
            out = Arrays.copyOf(out, out.length * 2);
        }
        size += deflater.deflate(out, size, out.length - size - TRAILER_BYTES);
    }

    private void appendLittleEndian(int number) {
        for (int shift = 0; shift < 32; shift += 8) {
            out[size++] = (byte) (number >> shift);
        }
    }
}
