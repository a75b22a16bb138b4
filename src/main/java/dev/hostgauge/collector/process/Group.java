package dev.hostgauge.collector.process;

import dev.hostgauge.config.ProcessGroup;
import dev.hostgauge.machine.ProcessStat;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One group: what its processes have and hold at the moment, and what they have used since this exporter knows them. The
 * latter only grows: what a process had used stays when it ends, and a process that comes from another group brings
 * nothing along.
 */
final class Group {
    private final ProcessGroup rule;

    private long count;
    private long threads;
    private long residentPages;
    private OptionalLong oldestStartTicks = OptionalLong.empty();
    private final Sum openFds = new Sum();
    private final Sum proportionalBytes = new Sum();

    private long cpuTicks;
    private long readBytes;
    private long writtenBytes;
    private boolean ioKnown;
    private boolean ioHidden;
    private boolean hidden;

    /** A sum over the processes of a reading, none unless all of them are in it. */
    static final class Sum {
        private long sum;
        private boolean whole;

        void begin() {
            sum = 0;
            whole = true;
        }

        void add(long value) {
            sum += value;
        }

        /** A part of it cannot be had. */
        void spoil() {
            whole = false;
        }

        OptionalDouble value() {
            return whole ? OptionalDouble.of((double) sum) : OptionalDouble.empty();
        }
    }

    Group(ProcessGroup rule) {
        this.rule = rule;
    }

    String name() {
        return rule.name();
    }

    ProcessGroup rule() {
        return rule;
    }

    /** A new reading of all processes begins. */
    void begin() {
        count = 0;
        threads = 0;
        residentPages = 0;
        oldestStartTicks = OptionalLong.empty();
        openFds.begin();
        proportionalBytes.begin();
        ioHidden = false;
        hidden = false;
    }

    /** A process may be in it of which that cannot be told, so that nothing is known of the whole. */
    void hide() {
        hidden = true;
    }

    boolean isHidden() {
        return hidden;
    }

    /** Counts a process that lives. */
    void count(ProcessStat process) {
        count++;
        threads += process.threads();
        residentPages += process.residentPages();
        oldestStartTicks = OptionalLong.of(Math.min(oldestStartTicks.orElse(Long.MAX_VALUE), process.startTicks()));
    }

    void addCpu(long ticks) {
        cpuTicks += ticks;
    }

    void addIo(long moreRead, long moreWritten) {
        readBytes += moreRead;
        writtenBytes += moreWritten;
        ioKnown = true;
    }

    /** What one of its processes read and wrote is refused. */
    void hideIo() {
        ioHidden = true;
    }

    double processes() {
        return (double) count;
    }

    double threads() {
        return (double) threads;
    }

    double residentPages() {
        return (double) residentPages;
    }

    /** Empty if it has no process. */
    OptionalLong oldestStartTicks() {
        return oldestStartTicks;
    }

    Sum openFds() {
        return openFds;
    }

    Sum proportionalBytes() {
        return proportionalBytes;
    }

    double cpuSeconds() {
        return cpuTicks / ProcessStat.TICKS_PER_SECOND;
    }

    /** Whether what it read and wrote is known of every process that it has. */
    boolean knowsIo() {
        return ioKnown && !ioHidden;
    }

    double readBytes() {
        return (double) readBytes;
    }

    double writtenBytes() {
        return (double) writtenBytes;
    }
}
