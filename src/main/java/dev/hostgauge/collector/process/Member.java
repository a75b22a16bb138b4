package dev.hostgauge.collector.process;

import dev.hostgauge.machine.ProcessStat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One process as long as it lives: its group, and what it had used when it was read last. A number that the kernel gave
 * to another process is another member, because that one started at another time.
 */
final class Member {
    private static final double LONGEST_HOLD_SECONDS = 60;
    /** Spreads the decisions about processes that were seen first in the same reading. */
    private static final int SPREAD_SECONDS = 60;

    private static final double PROPORTIONAL_HOLD_SECONDS = 60;

    private final int pid;
    private final long startTicks;

    private Optional<Group> group = Optional.empty();
    private String nameThen = "";
    private double holdsUntil;
    private boolean decided;
    private List<Group> mayBeIn = List.of();
    private boolean joinedLater;
    private long cycle;

    private long cpuTicks;
    private long readBytes;
    private long writtenBytes;
    private OptionalLong proportionalBytes = OptionalLong.empty();
    private double proportionalAt;

    Member(ProcessStat process) {
        pid = process.pid();
        startTicks = process.startTicks();
    }

    boolean is(ProcessStat process) {
        return pid == process.pid() && startTicks == process.startTicks();
    }

    /**
     * Whether its group has to be found out: at first; when it has another name, because it runs another program; and
     * now and then, because it may run another program of the same name or have given itself other arguments. That is
     * likely soon after its start, so that a decision holds for as long as it was old then, a minute or two at most.
     *
     * @param upSeconds how long the machine is up
     */
    boolean isUndecided(ProcessStat process, double upSeconds) {
        // What has ended has neither program nor arguments any more, and stays what it was.
        boolean mayChange = !process.hasEnded()
                && (upSeconds >= holdsUntil || !process.name().equals(nameThen));
        return !decided || mayChange;
    }

    void decide(ProcessStat process, double upSeconds, Optional<Group> found, List<Group> possible) {
        double age = Math.max(0, upSeconds - startTicks / ProcessStat.TICKS_PER_SECOND);
        joinedLater = decided && found.isPresent() && !found.equals(group);
        decided = true;
        group = found;
        mayBeIn = List.copyOf(possible);
        nameThen = process.name();
        holdsUntil = upSeconds + Math.min(age, LONGEST_HOLD_SECONDS + pid % SPREAD_SECONDS);
    }

    int pid() {
        return pid;
    }

    Optional<Group> group() {
        return group;
    }

    /** Groups that ask for something of it that may not be seen. */
    List<Group> mayBeIn() {
        return mayBeIn;
    }

    /** Ticks of processor time since it was read last; at first all that it has used. */
    long takeCpuGrowth(ProcessStat process) {
        long growth = Math.max(0, process.cpuTicks() - cpuTicks);
        cpuTicks = Math.max(cpuTicks, process.cpuTicks());
        return growth;
    }

    /** Whether it came to its group from none or another and has not been asked since, so that what it did is not the group's. */
    boolean takeJoinedLater() {
        boolean joined = joinedLater;
        joinedLater = false;
        return joined;
    }

    /** Bytes read from storage since it was asked last. */
    long takeReadGrowth(long bytes) {
        long growth = Math.max(0, bytes - readBytes);
        readBytes = Math.max(readBytes, bytes);
        return growth;
    }

    /** Bytes written to storage since it was asked last. */
    long takeWrittenGrowth(long bytes) {
        long growth = Math.max(0, bytes - writtenBytes);
        writtenBytes = Math.max(writtenBytes, bytes);
        return growth;
    }

    /** Its proportional memory; empty if it is not known. */
    OptionalLong proportionalBytes() {
        return proportionalBytes;
    }

    boolean isProportionalDue(double upSeconds) {
        return proportionalBytes.isEmpty() || upSeconds >= proportionalAt + PROPORTIONAL_HOLD_SECONDS;
    }

    void setProportionalBytes(OptionalLong bytes, double upSeconds) {
        proportionalBytes = bytes;
        proportionalAt = upSeconds;
    }

    void seenIn(long now) {
        cycle = now;
    }

    boolean wasSeenIn(long now) {
        return cycle == now;
    }
}
