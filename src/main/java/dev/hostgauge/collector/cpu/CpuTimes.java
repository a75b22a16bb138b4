package dev.hostgauge.collector.cpu;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import java.util.Arrays;

/**
 * The counters of one line of {@code /proc/stat}, held so that none falls: the kernel's own do now and then, because it
 * estimates idle and iowait of other CPUs, and a counter that falls looks like a restart to whoever computes rates.
 */
final class CpuTimes {
    /** Columns of a line: eight modes that add up to all time, and two that are parts of user and nice. */
    static final int COLUMNS = 10;

    static final int MODES = 8;

    private static final int FEWEST_COLUMNS = 4;
    private static final int IDLE = 3;
    private static final int IOWAIT = 4;

    /** USER_HZ, which is 100 on every architecture whatever the kernel's own tick. */
    private static final double TICKS_PER_SECOND = 100;

    /** An idle time that falls this far is no estimate mended: the CPU was unplugged and counts anew. */
    private static final double HOTPLUG_TICKS = 3 * TICKS_PER_SECOND;

    /** From here on a counter has run below zero and not up. */
    private static final double UNDERFLOW = 0x1p63;

    /** NaN where the kernel prints no such column. */
    private final double[] ticks = new double[COLUMNS];

    CpuTimes() {
        Arrays.fill(ticks, Double.NaN);
    }

    /**
     * Reads the counters from the cursor on.
     *
     * @param ticks receives them, NaN for those that the line lacks
     */
    static void parse(Text text, double[] ticks) throws Malformed {
        int count = 0;
        while (count < COLUMNS && !text.atLineEnd()) {
            ticks[count++] = text.count();
        }
        if (count < FEWEST_COLUMNS) {
            throw text.malformed("at least " + FEWEST_COLUMNS + " counters");
        }
        Arrays.fill(ticks, count, COLUMNS, Double.NaN);
    }

    /** Takes in newer counters. */
    void advance(double[] newer) {
        if (ticks[IDLE] - newer[IDLE] >= HOTPLUG_TICKS) {
            Arrays.fill(ticks, Double.NaN);
        }
        for (int i = 0; i < COLUMNS; i++) {
            boolean falls = newer[i] < ticks[i];
            if (!falls && newer[i] < UNDERFLOW) {
                ticks[i] = newer[i];
            }
        }
    }

    /** The ticks that so many seconds are. */
    static double ticks(double seconds) {
        return seconds * TICKS_PER_SECOND;
    }

    /** Seconds of a column; NaN where there are none. */
    double seconds(int column) {
        return ticks[column] / TICKS_PER_SECOND;
    }

    /** Seconds without work: idle, and idle while some task waits for I/O. */
    double idleSeconds() {
        return orZero(seconds(IDLE)) + orZero(seconds(IOWAIT));
    }

    /** Seconds of all modes; guests' time is part of user and nice. */
    double allSeconds() {
        double sum = 0;
        for (int i = 0; i < MODES; i++) {
            sum += orZero(seconds(i));
        }
        return sum;
    }

    private static double orZero(double seconds) {
        return Double.isNaN(seconds) ? 0 : seconds;
    }
}
