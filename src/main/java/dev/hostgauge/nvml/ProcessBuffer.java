package dev.hostgauge.nvml;

/** The processes that use a GPU, after {@link NvmlReturn#SUCCESS}; for one thread at a time. */
public final class ProcessBuffer {
    private static final int FIRST_ROOM = 64;
    private static final int MOST = 4096;
    private static final long NOT_AVAILABLE = -1;

    private final NativeBuffer count = new NativeBuffer(Integer.BYTES);
    private NativeBuffer entries = new NativeBuffer(FIRST_ROOM * Layout.PROCESS_BYTES);
    private int entryBytes = Layout.PROCESS_BYTES;
    private int size;

    /** How many. */
    public int size() {
        return size;
    }

    /** In the namespace of the host. */
    public long pid(int index) {
        return Integer.toUnsignedLong(entries.getInt(at(index) + Layout.PROCESS_PID));
    }

    /** Of the GPU's memory; NaN where the system does not let the driver know, as on Windows. */
    public double memoryBytes(int index) {
        long bytes = entries.getLong(at(index) + Layout.PROCESS_MEMORY);
        return bytes == NOT_AVAILABLE ? Double.NaN : Unsigned.number(bytes);
    }

    /** Empty, for entries of this size. */
    void begin(int bytesPerEntry) {
        entryBytes = bytesPerEntry;
        size = 0;
        count.putInt(0, room());
    }

    /** After success: takes over as many as were told. False if that is more than there was room for. */
    boolean end() {
        long told = Integer.toUnsignedLong(count.getInt(0));
        if (told > room()) {
            return false;
        }
        size = (int) told;
        return true;
    }

    /** Twice the room. False if that is more than anybody needs. */
    boolean grow() {
        if (room() >= MOST) {
            return false;
        }
        entries = new NativeBuffer(Math.min(2 * room(), MOST) * Layout.PROCESS_BYTES);
        return true;
    }

    NativeBuffer count() {
        return count;
    }

    NativeBuffer entries() {
        return entries;
    }

    /** By the larger of the entries, so that either fits. */
    private int room() {
        return entries.size() / Layout.PROCESS_BYTES;
    }

    private int at(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return index * entryBytes;
    }
}
