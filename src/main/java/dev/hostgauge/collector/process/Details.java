package dev.hostgauge.collector.process;

import dev.hostgauge.collector.Failures;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.ProcessStat;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Adds up what is read of the groups' own processes alone. A group that one of them is refused for has no sum. */
final class Details {
    /** Leaves the collector time for the rest; what was not reached has its turn in the next reading. */
    private static final long PROPORTIONAL_NANOS = 500_000_000;

    private final ProcessFiles files;
    private final boolean proportional;

    /** By file, how many processes refused it and in what words. */
    private final Map<String, Refused> refused = new TreeMap<>();

    private long proportionalEnd;

    private static final class Refused {
        private final String why;
        private int count;

        Refused(String why) {
            this.why = why;
        }
    }

    Details(ProcessFiles files, boolean proportional) {
        this.files = files;
        this.proportional = proportional;
    }

    boolean hasProportional() {
        return proportional;
    }

    /** A new reading of all processes begins. */
    void begin(long deadline) {
        refused.clear();
        long end = System.nanoTime() + PROPORTIONAL_NANOS;
        proportionalEnd = end - deadline < 0 ? end : deadline;
    }

    void addIo(Group group, Member member) {
        try {
            files.io(member.pid()).ifPresent(io -> addIo(group, member, io));
        } catch (IOException failure) {
            group.hideIo();
            refuse("io", failure);
        }
    }

    private static void addIo(Group group, Member member, ProcessFiles.Io io) {
        long readBytes = member.takeReadGrowth(io.readBytes());
        long writtenBytes = member.takeWrittenGrowth(io.writtenBytes());
        if (member.takeJoinedLater()) {
            group.addIo(0, 0);
        } else {
            group.addIo(readBytes, writtenBytes);
        }
    }

    void addFds(Group group, ProcessStat process) {
        if (process.isKernelThread()) {
            return;
        }
        try {
            files.openFds(process.pid()).ifPresent(group.openFds()::add);
        } catch (IOException failure) {
            group.openFds().spoil();
            refuse("fd", failure);
        }
    }

    void addProportional(Group group, Member member, ProcessStat process, double upSeconds) {
        if (!proportional || process.isKernelThread()) {
            return;
        }
        try {
            if (member.isProportionalDue(upSeconds) && System.nanoTime() - proportionalEnd < 0) {
                OptionalLong asked = files.proportionalBytes(member.pid());
                if (asked.isEmpty()) {
                    // It has ended since it was listed, and holds nothing any more.
                    return;
                }
                member.setProportionalBytes(asked, upSeconds);
            }
            OptionalLong bytes = member.proportionalBytes();
            bytes.ifPresentOrElse(group.proportionalBytes()::add, group.proportionalBytes()::spoil);
        } catch (IOException failure) {
            group.proportionalBytes().spoil();
            refuse("smaps_rollup", failure);
        }
    }

    private void refuse(String file, IOException failure) {
        refused.computeIfAbsent(file, name -> new Refused(Failures.words(failure))).count++;
    }

    /** Says what was refused, once a file and not once a process. */
    void report(Sink sink) {
        refused.forEach((file, by) ->
                sink.problem("/proc/[pid]/" + file, by.why + " for " + by.count + " processes in groups"));
    }
}
