package dev.hostgauge.nvml;

import java.lang.ref.Reference;

/**
 * Waits for what GPUs report of themselves, on a thread of its own: once that is started, all methods are for it. Before,
 * whoever starts it may say what is waited for. From {@link Nvml#xidEvents}.
 */
public final class XidEvents implements AutoCloseable {
    /** Bit of the event that is an Xid, a critical error; its data is the Xid's number. */
    public static final long XID = 0x8;

    /** Bit of the event that the division into MIG devices changed. */
    public static final long MIG_CONFIGURATION = 0x100;

    /** Bit of the event that the GPU became unavailable. */
    public static final long UNAVAILABLE = 0x4000;

    /** Bit of the event that what the GPU needs for its recovery changed. */
    public static final long RECOVERY_ACTION = 0x8000;

    private final boolean available;
    private final NativeBuffer buffer = new NativeBuffer(Layout.EVENT_BYTES);
    private long set;

    XidEvents(boolean available) {
        this.available = available;
    }

    /** The set of events to wait for, to be called first. */
    public NvmlReturn create() {
        if (!available) {
            return NvmlReturn.FUNCTION_NOT_FOUND;
        }
        close();
        buffer.putLong(0, 0);
        try {
            NvmlReturn answer = NvmlReturn.of(Extras.Events.nvmlEventSetCreate(buffer.address()));
            if (answer == NvmlReturn.SUCCESS) {
                set = buffer.getLong(0);
            }
            return answer;
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    /**
     * Waits for these events of a device too, bits of those that {@link NvmlCall#SUPPORTED_EVENT_TYPES} tells: NVML
     * refuses all where one is not supported.
     */
    public NvmlReturn register(long device, long events) {
        return set == 0
                ? NvmlReturn.UNINITIALIZED
                : NvmlReturn.of(Extras.Events.nvmlDeviceRegisterEvents(device, events, set));
    }

    /** {@link NvmlReturn#TIMEOUT} if there was none in this time. */
    public NvmlReturn await(int millis) {
        if (set == 0) {
            return NvmlReturn.UNINITIALIZED;
        }
        for (int offset = 0; offset < Layout.EVENT_BYTES; offset += Long.BYTES) {
            buffer.putLong(offset, 0);
        }
        try {
            return NvmlReturn.of(Extras.Events.nvmlEventSetWait_v2(set, buffer.address(), millis));
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    /** The handle of the device that the event is of. */
    public long device() {
        return buffer.getLong(Layout.EVENT_DEVICE);
    }

    /** One bit. */
    public long eventType() {
        return buffer.getLong(Layout.EVENT_TYPE);
    }

    /** Of an Xid its number. */
    public long eventData() {
        return buffer.getLong(Layout.EVENT_DATA);
    }

    /** Frees the set; to be called before {@link Nvml#shutdown}, and by the thread that waits. */
    @Override
    public void close() {
        if (set != 0) {
            Extras.Events.nvmlEventSetFree(set);
            set = 0;
        }
    }

    boolean intact() {
        return buffer.intact();
    }
}
