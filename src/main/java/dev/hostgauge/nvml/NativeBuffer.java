package dev.hostgauge.nvml;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory that the driver writes to, with a margin at either side that it must leave alone. Freed when the object is
 * no longer reachable, so whoever lends its address holds it, by a fence, until the call is over.
 */
final class NativeBuffer {
    private static final int MARGIN = 32;
    private static final byte CANARY = (byte) 0xc5;

    private final Memory memory;
    private final ByteBuffer bytes;
    private final long address;
    private final int size;

    NativeBuffer(int size) {
        this.size = size;
        memory = new Memory(size + 2L * MARGIN);
        memory.setMemory(0, MARGIN, CANARY);
        memory.setMemory(MARGIN, size, (byte) 0);
        memory.setMemory(MARGIN + (long) size, MARGIN, CANARY);
        bytes = memory.getByteBuffer(MARGIN, size).order(ByteOrder.nativeOrder());
        address = Pointer.nativeValue(memory) + MARGIN;
    }

    long address() {
        return address;
    }

    int size() {
        return size;
    }

    int getInt(int offset) {
        return bytes.getInt(offset);
    }

    long getLong(int offset) {
        return bytes.getLong(offset);
    }

    double getDouble(int offset) {
        return bytes.getDouble(offset);
    }

    short getShort(int offset) {
        return bytes.getShort(offset);
    }

    byte getByte(int offset) {
        return bytes.get(offset);
    }

    void putInt(int offset, int value) {
        bytes.putInt(offset, value);
    }

    void putLong(int offset, long value) {
        bytes.putLong(offset, value);
    }

    void putByte(int offset, byte value) {
        bytes.put(offset, value);
    }

    /** Whether nobody wrote outside. */
    boolean intact() {
        for (int distance = 0; distance < MARGIN; distance++) {
            if (memory.getByte(distance) != CANARY || memory.getByte(MARGIN + (long) size + distance) != CANARY) {
                return false;
            }
        }
        return true;
    }
}
