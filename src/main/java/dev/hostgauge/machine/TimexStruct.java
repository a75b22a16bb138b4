package dev.hostgauge.machine;

import com.sun.jna.Pointer;
import dev.hostgauge.machine.SystemCalls.Timex;

/**
 * {@code struct timex} as the kernel lays it out: one place for each field, of the size of a long, ints included; the
 * precision, the tolerance and the two longs of the time, places 7 to 10, nobody asks for.
 */
final class TimexStruct {
    private final Pointer struct;
    private final int longBytes;

    private TimexStruct(Pointer struct, int longBytes) {
        this.struct = struct;
        this.longBytes = longBytes;
    }

    /**
     * @param state what the call returned
     * @param longBytes size of the C library's long
     */
    static Timex read(int state, Pointer struct, int longBytes) {
        return new TimexStruct(struct, longBytes).timex(state);
    }

    private Timex timex(int state) {
        return new Timex(
                state,
                longAt(1),
                longAt(2),
                longAt(3),
                longAt(4),
                intAt(5),
                longAt(6),
                longAt(11),
                longAt(12),
                longAt(13),
                intAt(14),
                longAt(15),
                longAt(16),
                longAt(17),
                longAt(18),
                longAt(19),
                intAt(20));
    }

    private long longAt(int place) {
        return longBytes == Integer.BYTES ? intAt(place) : struct.getLong((long) place * longBytes);
    }

    private int intAt(int place) {
        return struct.getInt((long) place * longBytes);
    }
}
