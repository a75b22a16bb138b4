package dev.hostgauge.collector.self;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.ProcessStat;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The exporter's own process, under the names that every Prometheus client uses, from {@code /proc/self}.
 *
 * <p>The link {@code self} means this process in a procfs mounted from the host too, as long as this process has a number
 * there; where it has none there is no link, and nothing is served.
 */
final class OwnProcess implements Collector {
    static final MetricDef CPU = MetricDef.counter(
            "process_cpu_seconds_total", "Time that CPUs spent on the exporter, user and system, in seconds.");
    static final MetricDef START = MetricDef.gauge(
            "process_start_time_seconds",
            "When the exporter started, in seconds since 1970; absent where the machine's boot time is unknown.");
    private static final MetricDef RESIDENT =
            MetricDef.gauge("process_resident_memory_bytes", "The exporter's memory that is in RAM, in bytes.");
    private static final MetricDef VIRTUAL =
            MetricDef.gauge("process_virtual_memory_bytes", "The exporter's address space in use, in bytes.");
    private static final MetricDef MOST_VIRTUAL = MetricDef.gauge(
            "process_virtual_memory_max_bytes", "Limit of the address space, in bytes; absent without a limit.");
    private static final MetricDef OPEN_FILES =
            MetricDef.gauge("process_open_fds", "File descriptors that the exporter has open.");
    private static final MetricDef MOST_FILES = MetricDef.gauge(
            "process_max_fds", "File descriptors that the exporter may have open; absent without a limit.");

    static final List<Declaration> METRICS =
            List.of(CPU, START, RESIDENT, VIRTUAL, MOST_VIRTUAL, OPEN_FILES, MOST_FILES);

    private final Machine machine;
    private final KernelFile stat;
    private final KernelFile limits;
    private final Due limitsDue;
    private final Due bootTimeDue;
    private final Text text = new Text();
    private Optional<Instant> bootTime = Optional.empty();
    private Limits limit = Limits.NONE;

    /**
     * What the kernel allows this process.
     *
     * @param files open descriptors
     * @param addressSpaceBytes its size
     */
    record Limits(OptionalDouble files, OptionalDouble addressSpaceBytes) {
        static final Limits NONE = new Limits(OptionalDouble.empty(), OptionalDouble.empty());
    }

    OwnProcess(Context context) {
        machine = context.machine();
        Root proc = machine.proc();
        stat = proc.file("self/stat");
        limits = proc.file("self/limits");
        limitsDue = new Due(machine.clock(), Due.FACTS);
        bootTimeDue = new Due(machine.clock(), Due.FACTS);
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (!stat.readIfPresent(text)) {
            return;
        }
        addTimesAndMemory(sink);
        openFiles(machine.proc()).ifPresent(count -> sink.add(OPEN_FILES, count));
        if (limitsDue.take() && limits.readIfPresent(text)) {
            limit = parseLimits(text);
        }
        limit.files().ifPresent(count -> sink.add(MOST_FILES, count));
        limit.addressSpaceBytes().ifPresent(bytes -> sink.add(MOST_VIRTUAL, bytes));
    }

    private void addTimesAndMemory(Sink sink) throws Malformed {
        text.nextLine();
        // The name may hold blanks and parentheses: the last one ends it.
        text.wordUntilLast(')');
        text.skipWords(11);
        double userTicks = text.count();
        sink.add(CPU, (userTicks + text.count()) / ProcessStat.TICKS_PER_SECOND);
        text.skipWords(6);
        double startTicks = text.count();
        // It moves when the clock is set.
        if (bootTime.isEmpty() || bootTimeDue.take()) {
            bootTime = machine.bootTime();
        }
        bootTime.ifPresent(boot -> sink.add(START, boot.getEpochSecond() + startTicks / ProcessStat.TICKS_PER_SECOND));
        sink.add(VIRTUAL, text.count());
        double residentPages = text.count();
        try {
            sink.add(RESIDENT, residentPages * machine.calls().pageBytes());
        } catch (IOException unknown) {
            sink.problem("getpagesize", unknown);
        }
    }

    /** Since Linux 6.2 the folder's size is their number; before that they have to be listed. */
    private static OptionalDouble openFiles(Root proc) throws IOException {
        if (!proc.exists("self/fd")) {
            return OptionalDouble.empty();
        }
        long size = Files.size(proc.path().resolve("self/fd"));
        // Listing them takes a descriptor too.
        return OptionalDouble.of(
                (double) (size > 0 ? size : proc.list("self/fd").size() - 1));
    }

    static Limits parseLimits(Text text) throws Malformed {
        OptionalDouble files = OptionalDouble.empty();
        OptionalDouble addressSpaceBytes = OptionalDouble.empty();
        while (text.nextLine()) {
            if (text.startsWith("Max open files")) {
                files = softLimit(text);
            } else if (text.startsWith("Max address space")) {
                addressSpaceBytes = softLimit(text);
            }
        }
        return new Limits(files, addressSpaceBytes);
    }

    private static OptionalDouble softLimit(Text text) throws Malformed {
        text.skipWords(3);
        return text.startsWith("unlimited") ? OptionalDouble.empty() : OptionalDouble.of(text.count());
    }
}
