package dev.hostgauge.collector.process;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.ProcessList;
import dev.hostgauge.machine.ProcessStat;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The groups of processes that the user named. A process is in the first group that it matches, so that groups can be
 * added up; a group that asks for what is hidden of some process is absent as a whole; a process that has ended and still stands in the kernel's list counts no more, but what it used does.
 */
final class ProcessGroups implements Collector {
    private static final String GROUP = "group";
    private static final String COUNTED =
            "; what processes that ended had used stays in it, so that it never falls while"
                    + " the exporter runs; what one used between the last reading and its end is not in it. At most 5 s old.";
    private static final String IF_ALLOWED =
            " Absent until it had a process, and where one of its processes may not be asked, as other users' may not"
                    + " without privilege.";

    private static final MetricDef COUNT = gauge("count", "Processes of the group; 0 if there is none.");
    private static final MetricDef CPU = counter(
            "cpu_seconds_total",
            "Processor time that the group's processes used since they started, in seconds" + COUNTED);
    private static final MetricDef RESIDENT = gauge(
            "resident_memory_bytes",
            "Memory that the group's processes hold, in bytes; what several share counts once for each.");
    private static final MetricDef THREADS = gauge("threads", "Threads of the group's processes.");
    private static final MetricDef OLDEST = gauge(
            "oldest_start_time_seconds",
            "When the group's oldest process started, in seconds since 1970; absent if there is no process.");
    private static final MetricDef OPEN_FDS = gauge(
            "open_fds",
            "Descriptors that the group's processes have open." + IF_ALLOWED + " Since Linux 6.2 all may be asked.");
    private static final MetricDef READ = counter(
            "read_bytes_total", "Bytes that the group's processes had read from storage" + COUNTED + IF_ALLOWED);
    private static final MetricDef WRITTEN = counter(
            "written_bytes_total", "Bytes that the group's processes had written to storage" + COUNTED + IF_ALLOWED);
    private static final MetricDef PROPORTIONAL = gauge(
            "proportional_memory_bytes",
            "Memory of the group's processes, in bytes, what several processes share divided by how many share it; at most"
                    + " a minute old. Only with collectors.process.proportional-memory." + IF_ALLOWED);

    static final List<Declaration> METRICS =
            List.of(COUNT, CPU, RESIDENT, THREADS, OLDEST, OPEN_FDS, READ, WRITTEN, PROPORTIONAL);

    private static MetricDef gauge(String name, String help) {
        return MetricDef.gauge("host_process_" + name, help, GROUP);
    }

    private static MetricDef counter(String name, String help) {
        return MetricDef.counter("host_process_" + name, help, GROUP);
    }

    private final Machine machine;
    private final List<Group> groups;
    private final Classifier classifier;
    private final Details details;
    private final Map<Integer, Member> members = new HashMap<>();
    private final Due bootTimeDue;
    private Optional<Instant> bootTime = Optional.empty();
    private OptionalDouble upSecondsAtZero = OptionalDouble.empty();

    ProcessGroups(Context context) {
        machine = context.machine();
        bootTimeDue = new Due(machine.clock(), Due.FACTS);
        groups = context.settings().processGroups("groups").stream()
                .map(Group::new)
                .toList();
        ProcessFiles files = new ProcessFiles(machine.proc());
        classifier = new Classifier(groups, files);
        details = new Details(files, context.settings().flag("proportional-memory"));
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (groups.isEmpty()) {
            return;
        }
        ProcessList.Pass pass = machine.processes().read(sink.cycle());
        pass.problem().ifPresent(what -> sink.problem("processes", what));
        // It moves when the clock is set.
        if (bootTime.isEmpty() || bootTimeDue.take()) {
            bootTime = machine.bootTime();
        }
        double upSeconds = upSeconds();
        groups.forEach(Group::begin);
        classifier.begin();
        details.begin(sink.deadline());
        for (ProcessStat process : pass.processes()) {
            Member member = member(process);
            member.seenIn(sink.cycle());
            classifier.classify(member, process, upSeconds);
            // Taken of those too that are in no group: who joins one brings nothing along.
            long cpuTicks = member.takeCpuGrowth(process);
            if (member.group().isPresent()) {
                Group group = member.group().get();
                group.addCpu(cpuTicks);
                if (!process.hasEnded()) {
                    group.count(process);
                    details.addIo(group, member);
                    details.addFds(group, process);
                    details.addProportional(group, member, process, upSeconds);
                }
            }
        }
        // What cannot be read now and can be later must not be taken for new then: it would count twice.
        members.values()
                .removeIf(member ->
                        !member.wasSeenIn(sink.cycle()) && !pass.unreadable().contains(member.pid()));
        classifier.report(sink);
        details.report(sink);
        List<Group> whole = groups.stream().filter(group -> !group.isHidden()).toList();
        whole.forEach(group -> add(group, sink));
        addResident(whole, sink);
    }

    private Member member(ProcessStat process) {
        Member known = members.get(process.pid());
        if (known != null && known.is(process)) {
            return known;
        }
        Member made = new Member(process);
        members.put(process.pid(), made);
        return made;
    }

    /** Counted on from the first time that it was known, so that setting the clock changes nothing. */
    private double upSeconds() {
        double seconds = machine.clock().nanoTime() / 1e9;
        if (upSecondsAtZero.isEmpty() && bootTime.isPresent()) {
            long known = machine.clock().now().getEpochSecond() - bootTime.get().getEpochSecond();
            upSecondsAtZero = OptionalDouble.of(known - seconds);
        }
        return upSecondsAtZero.isPresent() ? upSecondsAtZero.getAsDouble() + seconds : 0;
    }

    private void add(Group group, Sink sink) {
        String name = group.name();
        sink.add(COUNT, group.processes(), name);
        sink.add(CPU, group.cpuSeconds(), name);
        sink.add(THREADS, group.threads(), name);
        bootTime.ifPresent(boot -> group.oldestStartTicks()
                .ifPresent(
                        ticks -> sink.add(OLDEST, boot.getEpochSecond() + ticks / ProcessStat.TICKS_PER_SECOND, name)));
        group.openFds().value().ifPresent(count -> sink.add(OPEN_FDS, count, name));
        if (group.knowsIo()) {
            sink.add(READ, group.readBytes(), name);
            sink.add(WRITTEN, group.writtenBytes(), name);
        }
        if (details.hasProportional()) {
            group.proportionalBytes().value().ifPresent(bytes -> sink.add(PROPORTIONAL, bytes, name));
        }
    }

    private void addResident(List<Group> whole, Sink sink) {
        try {
            double pageBytes = machine.calls().pageBytes();
            whole.forEach(group -> sink.add(RESIDENT, group.residentPages() * pageBytes, group.name()));
        } catch (IOException unknown) {
            sink.problem("getpagesize", unknown);
        }
    }
}
