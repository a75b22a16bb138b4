package dev.hostgauge.nvml;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a function of NVML told: one or a few numbers, a handle or a text. Valid after {@link NvmlReturn#SUCCESS} until
 * the next question; for one thread at a time.
 */
public final class Answer {
    /** The longest text that NVML gives: of a name or a UUID, its end included. */
    static final int TEXT_BYTES = 96;

    private static final int BYTES = 128;
    private static final int NUMBERS_BYTES = 40;

    private final NativeBuffer buffer = new NativeBuffer(BYTES);
    private int first;

    /** The number at this place, of 32 bits without sign. */
    public long number(int index) {
        return Integer.toUnsignedLong(buffer.getInt(first + index * Integer.BYTES));
    }

    /** The first number, of 32 bits with sign. */
    public int signed() {
        return buffer.getInt(first);
    }

    /** All 64 bits. */
    public long bits() {
        return buffer.getLong(0);
    }

    /** The number of 64 bits without sign. */
    public double unsigned64() {
        return Unsigned.number(bits());
    }

    /** Of a device. */
    public long handle() {
        return bits();
    }

    /**
     * The text up to its end or as far as NVML may write: what is no UTF-8 is U+FFFD, and a control character is '?'.
     */
    public String text() {
        return text(0, TEXT_BYTES);
    }

    /** The text that begins here and has at most as many bytes as this. */
    String text(int start, int most) {
        byte[] bytes = new byte[most];
        int length = 0;
        while (length < most && buffer.getByte(start + length) != 0) {
            bytes[length] = buffer.getByte(start + length);
            length++;
        }
        StringBuilder text = new StringBuilder(StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, length)));
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                text.setCharAt(i, '?');
            }
        }
        return text.toString();
    }

    /** Puts ASCII here. */
    void write(int start, String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            buffer.putByte(start + i, (byte) ascii.charAt(i));
        }
    }

    /** Room for numbers, all 0. */
    NativeBuffer numbers() {
        for (int offset = 0; offset < NUMBERS_BYTES; offset += Long.BYTES) {
            buffer.putLong(offset, 0);
        }
        first = 0;
        return buffer;
    }

    /** Room for a struct that begins with its version, and whose answer begins at this offset. */
    NativeBuffer struct(int version, int answerAt) {
        numbers().putInt(0, version);
        first = answerAt;
        return buffer;
    }

    /** Room for a text, empty. */
    NativeBuffer clearText() {
        for (int offset = 0; offset < BYTES; offset += Long.BYTES) {
            buffer.putLong(offset, 0);
        }
        first = 0;
        return buffer;
    }

    NativeBuffer buffer() {
        return buffer;
    }
}
