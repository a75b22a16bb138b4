package dev.hostgauge.nvml;

import com.sun.jna.Native;

/**
 * Numbers that are asked for by field ids, all in one call, each with a return code of its own; for one thread at a
 * time.
 */
public final class FieldBatch {
    private static final int DOUBLE = 0;
    private static final int UNSIGNED_INT = 1;
    private static final int UNSIGNED_LONG = 2;
    private static final int UNSIGNED_LONG_LONG = 3;
    private static final int SIGNED_LONG_LONG = 4;
    private static final int SIGNED_INT = 5;
    private static final int UNSIGNED_SHORT = 6;

    /** From here to the largest number of its size are ways to say that there is no value. */
    private static final int BLANK_INT = 0x7ffffff0;

    private static final long BLANK_LONG = 0x7ffffffffffffff0L;

    /** All ones: what NVML says where a number without sign is not available. */
    private static final int NOT_AVAILABLE = -1;

    private static final int UNTOUCHED = 999;
    private static final int NO_TYPE = -1;

    private final NativeBuffer buffer;
    private final int size;

    /** With room for as many as this. */
    public FieldBatch(int size) {
        this.size = size;
        buffer = new NativeBuffer(size * Layout.FIELD_BYTES);
        reset();
    }

    public int size() {
        return size;
    }

    /** Asks at this place for a field, of a scope such as a link, 0 if it has none. */
    public void set(int index, int fieldId, int scopeId) {
        buffer.putInt(at(index, Layout.FIELD_ID), fieldId);
        buffer.putInt(at(index, Layout.FIELD_SCOPE), scopeId);
    }

    /** How the driver answered for this one; {@link NvmlReturn#UNKNOWN} if it did not. */
    public NvmlReturn code(int index) {
        return NvmlReturn.of(buffer.getInt(at(index, Layout.FIELD_RETURN)));
    }

    /** NaN if there is none: without success, of a type that no header names, blank, or all ones without a sign. */
    public double value(int index) {
        if (code(index) != NvmlReturn.SUCCESS) {
            return Double.NaN;
        }
        int value = at(index, Layout.FIELD_VALUE);
        return switch (buffer.getInt(at(index, Layout.FIELD_TYPE))) {
            case DOUBLE -> buffer.getDouble(value);
            case UNSIGNED_INT -> {
                int bits = buffer.getInt(value);
                yield bits >= BLANK_INT || bits == NOT_AVAILABLE ? Double.NaN : Integer.toUnsignedLong(bits);
            }
            case SIGNED_INT -> {
                int number = buffer.getInt(value);
                yield number >= BLANK_INT ? Double.NaN : number;
            }
            case UNSIGNED_LONG ->
                Native.LONG_SIZE == Integer.BYTES
                        ? Integer.toUnsignedLong(buffer.getInt(value))
                        : unsigned(buffer.getLong(value));
            case UNSIGNED_LONG_LONG -> unsigned(buffer.getLong(value));
            case SIGNED_LONG_LONG -> {
                long number = buffer.getLong(value);
                yield number >= BLANK_LONG ? Double.NaN : number;
            }
            case UNSIGNED_SHORT -> Short.toUnsignedInt(buffer.getShort(value));
            default -> Double.NaN;
        };
    }

    private static double unsigned(long bits) {
        return bits >= BLANK_LONG || bits == NOT_AVAILABLE ? Double.NaN : Unsigned.number(bits);
    }

    /** What the driver does not touch in the next call is no success of the last. */
    void reset() {
        for (int index = 0; index < size; index++) {
            buffer.putInt(at(index, Layout.FIELD_RETURN), UNTOUCHED);
            buffer.putInt(at(index, Layout.FIELD_TYPE), NO_TYPE);
        }
    }

    NativeBuffer buffer() {
        return buffer;
    }

    private int at(int index, int offset) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return index * Layout.FIELD_BYTES + offset;
    }
}
