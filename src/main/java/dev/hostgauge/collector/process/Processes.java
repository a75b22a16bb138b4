package dev.hostgauge.collector.process;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.ProcessList;
import dev.hostgauge.machine.ProcessStat;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How many processes and threads there are and what they do, from {@code /proc/PID/stat} and {@code task} below it. */
final class Processes implements Collector {
    private static final MetricDef PIDS =
            MetricDef.gauge("node_processes_pids", "Processes there are; absent where none can be seen.");
    private static final MetricDef THREADS =
            MetricDef.gauge("node_processes_threads", "Threads there are; absent where no process can be seen.");
    private static final MetricDef STATE = MetricDef.gauge(
            "node_processes_state",
            "Processes in this state, by the kernel's letter: R, S, D, T, t, Z, I and so on; absent for a state that"
                    + " none is in.",
            "state");
    private static final MetricDef THREADS_STATE = MetricDef.gauge(
            "node_processes_threads_state",
            "Threads in this state, by the kernel's letter; absent for a state that none is in.",
            "thread_state");
    private static final MetricDef MAX_PROCESSES = MetricDef.gauge(
            "node_processes_max_processes", "Numbers that the kernel has for processes and threads, pid_max.");
    private static final MetricDef MAX_THREADS =
            MetricDef.gauge("node_processes_max_threads", "Threads that the kernel allows in all, threads-max.");

    static final List<Declaration> METRICS = List.of(PIDS, THREADS, STATE, THREADS_STATE, MAX_PROCESSES, MAX_THREADS);

    private final ProcessList list;
    private final KernelFile maxProcesses;
    private final KernelFile maxThreads;
    private final Text text = new Text();

    Processes(Context context) {
        list = context.machine().processes();
        maxProcesses = context.machine().proc().file("sys/kernel/pid_max");
        maxThreads = context.machine().proc().file("sys/kernel/threads-max");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        ProcessList.Pass pass = list.read(sink.cycle());
        pass.problem().ifPresent(what -> sink.problem("processes", what));
        if (pass.processes().isEmpty()) {
            return;
        }
        Map<Character, Integer> states = new TreeMap<>();
        Map<Character, Integer> threadStates = new TreeMap<>();
        double threads = 0;
        for (ProcessStat process : pass.processes()) {
            threads += process.threads();
            states.merge(process.state(), 1, Integer::sum);
            threadStates.merge(process.state(), 1, Integer::sum);
            if (process.threads() > 1) {
                countOtherThreads(process, threadStates, sink);
            }
        }
        sink.add(PIDS, pass.processes().size());
        sink.add(THREADS, threads);
        states.forEach((state, count) -> sink.add(STATE, count, String.valueOf(state)));
        threadStates.forEach((state, count) -> sink.add(THREADS_STATE, count, String.valueOf(state)));
        addLimit(MAX_PROCESSES, maxProcesses, sink);
        addLimit(MAX_THREADS, maxThreads, sink);
    }

    private void countOtherThreads(ProcessStat process, Map<Character, Integer> states, Sink sink) {
        String first = Integer.toString(process.pid());
        for (String thread : list.threads(process.pid())) {
            if (!thread.equals(first)) {
                try {
                    Optional<ProcessStat> stat = list.thread(process.pid(), thread);
                    stat.ifPresent(known -> states.merge(known.state(), 1, Integer::sum));
                } catch (IOException failure) {
                    sink.problem("threads", failure);
                }
            }
        }
    }

    private void addLimit(MetricDef metric, KernelFile file, Sink sink) {
        try {
            if (file.readIfPresent(text)) {
                text.nextLine();
                sink.add(metric, text.count());
            }
        } catch (IOException failure) {
            sink.problem(file.path(), failure);
        }
    }
}
