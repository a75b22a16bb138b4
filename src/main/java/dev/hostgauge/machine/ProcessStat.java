package dev.hostgauge.machine;

import java.nio.charset.StandardCharsets;

/**
 * What {@code /proc/PID/stat} says of a process, or of a thread below its {@code task} folder.
 *
 * @param pid its number, which the kernel gives to another process once it is free again
 * @param name what it calls itself, at most 15 bytes for all but threads of the kernel; any bytes but zero
 * @param state one letter, such as R, S, D, T, Z or I
 * @param isKernelThread whether it is the kernel's own, with neither program nor memory
 * @param threads how many threads it has
 * @param cpuTicks processor time that it used in user and kernel mode, in hundredths of a second
 * @param startTicks when it started, in hundredths of a second since the machine did: with the pid its identity
 * @param residentPages pages of memory that it holds
 */
public record ProcessStat(
        int pid,
        String name,
        char state,
        boolean isKernelThread,
        long threads,
        long cpuTicks,
        long startTicks,
        long residentPages) {

    /** USER_HZ, in which the kernel tells processes' times on every architecture, whatever its own tick. */
    public static final double TICKS_PER_SECOND = 100;

    /** PF_KTHREAD. */
    private static final long KERNEL_THREAD = 0x00200000;

    // Fields behind the state, the fourth of proc(5) being the first.
    private static final int FLAGS = 5;
    private static final int USER_TICKS = 10;
    private static final int SYSTEM_TICKS = 11;
    private static final int THREADS = 16;
    private static final int START = 18;
    private static final int RESIDENT = 20;

    private static final String WANTED = "a process such as '1 (init) S 0 1 …' with 24 fields";

    /** Whether it has ended and waits for its parent to take notice. */
    public boolean hasEnded() {
        // A process whose first thread ended before the others lives on, and is Z all the same.
        return state == 'X' || (state == 'Z' && threads <= 1);
    }

    /**
     * Parses the whole file: names may hold blanks, brackets and newlines, so that the last bracket ends them.
     *
     * @param numbers room for the fields, to be reused
     */
    static ProcessStat parse(String source, byte[] bytes, int length, Words words, long[] numbers) throws Malformed {
        int open = indexOf(bytes, 0, length, '(');
        int close = length - 1;
        while (close > open && bytes[close] != ')') {
            close--;
        }
        if (open < 2 || close <= open || close + 3 >= length) {
            throw malformed(source, bytes, length);
        }
        boolean whole = parseNumbers(bytes, 0, open, numbers, 1);
        int pid = (int) numbers[0];
        if (!whole || pid != numbers[0] || !parseNumbers(bytes, close + 3, length, numbers, RESIDENT + 1)) {
            throw malformed(source, bytes, length);
        }
        return new ProcessStat(
                pid,
                words.get(bytes, open + 1, close),
                (char) bytes[close + 2],
                (numbers[FLAGS] & KERNEL_THREAD) != 0,
                numbers[THREADS],
                numbers[USER_TICKS] + numbers[SYSTEM_TICKS],
                numbers[START],
                Math.max(0, numbers[RESIDENT]));
    }

    private static Malformed malformed(String source, byte[] bytes, int length) {
        // Only the name is text of others, and no secret.
        return new Malformed(source, WANTED, new String(bytes, 0, length, StandardCharsets.UTF_8));
    }

    /** Parses so many numbers, which may be negative; false if there are fewer, or one that is none or too large. */
    private static boolean parseNumbers(byte[] bytes, int start, int end, long[] numbers, int wanted) {
        int at = start;
        for (int i = 0; i < wanted; i++) {
            while (at < end && bytes[at] == ' ') {
                at++;
            }
            boolean negative = at < end && bytes[at] == '-';
            int first = negative ? at + 1 : at;
            long value = 0;
            at = first;
            while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
                value = value * 10 + (bytes[at] - '0');
                at++;
            }
            boolean over = at == end || bytes[at] == ' ' || bytes[at] == '\n';
            // Eighteen digits always fit; the kernel's counters of ticks and pages do not get near.
            if (at == first || at - first > 18 || !over) {
                return false;
            }
            numbers[i] = negative ? -value : value;
        }
        return true;
    }

    private static int indexOf(byte[] bytes, int start, int end, char wanted) {
        int at = start;
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return at;
    }
}
