package dev.hostgauge.nvml;

/** How much memory there is and who has it, in bytes, after {@link NvmlReturn#SUCCESS}; for one thread at a time. */
public final class MemoryInfo {
    private final NativeBuffer buffer = new NativeBuffer(Layout.MEMORY_V2_BYTES);
    private double total = Double.NaN;
    private double reserved = Double.NaN;
    private double free = Double.NaN;
    private double used = Double.NaN;

    public double total() {
        return total;
    }

    /** What the driver keeps for itself; NaN where it counts that as used. */
    public double reserved() {
        return reserved;
    }

    public double free() {
        return free;
    }

    /** What the driver gave away; with what it keeps for itself where {@link #reserved} is NaN. */
    public double used() {
        return used;
    }

    NativeBuffer buffer() {
        return buffer;
    }

    /** The address of a struct that is empty but for its version, 0 if it has none. */
    long begin(int version) {
        for (int offset = 0; offset < Layout.MEMORY_V2_BYTES; offset += Long.BYTES) {
            buffer.putLong(offset, 0);
        }
        buffer.putInt(0, version);
        return buffer.address();
    }

    /** Takes over what a call told. */
    void readVersion2() {
        total = Unsigned.number(buffer.getLong(Layout.MEMORY_V2_TOTAL));
        reserved = Unsigned.number(buffer.getLong(Layout.MEMORY_V2_RESERVED));
        free = Unsigned.number(buffer.getLong(Layout.MEMORY_V2_FREE));
        used = Unsigned.number(buffer.getLong(Layout.MEMORY_V2_USED));
    }

    /** The same for the older struct and for BAR1's, which look alike. */
    void readVersion1() {
        total = Unsigned.number(buffer.getLong(Layout.MEMORY_TOTAL));
        reserved = Double.NaN;
        free = Unsigned.number(buffer.getLong(Layout.MEMORY_FREE));
        used = Unsigned.number(buffer.getLong(Layout.MEMORY_USED));
    }
}
