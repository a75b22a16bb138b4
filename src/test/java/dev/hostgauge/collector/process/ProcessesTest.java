package dev.hostgauge.collector.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
    private static final Registration PROCESSES = ProcessCollectors.ALL.get(2);

    @TempDir
    private Path folder;

    private static String stat(int pid, char state, int threads) {
        return pid + " (x y) " + state + " 1 1 1 0 -1 0 0 0 0 0 1 1 0 0 20 0 " + threads + " 0 5 0 0\n";
    }

    private RecordedMachine machine() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText(
                "== file proc/sys/kernel/pid_max\n32768\n== file proc/sys/kernel/threads-max\n193000\n", folder);
        recorded.write("proc/1/stat", stat(1, 'S', 1));
        recorded.write("proc/7/stat", stat(7, 'Z', 1));
        recorded.write("proc/8/stat", stat(8, 'S', 3));
        recorded.write("proc/8/task/8/stat", stat(8, 'S', 3));
        recorded.write("proc/8/task/9/stat", stat(9, 'D', 3));
        recorded.write("proc/8/task/10/stat", stat(10, 'R', 3));
        return recorded;
    }

    @Test
    void countsProcessesAndThreadsByState() throws IOException {
        assertThat(PointList.of(PROCESSES, machine().machine()).points())
                .containsOnly(
                        Map.entry("node_processes_pids", 3.0),
                        Map.entry("node_processes_threads", 5.0),
                        Map.entry("node_processes_state{state=\"S\"}", 2.0),
                        Map.entry("node_processes_state{state=\"Z\"}", 1.0),
                        Map.entry("node_processes_threads_state{thread_state=\"S\"}", 2.0),
                        Map.entry("node_processes_threads_state{thread_state=\"Z\"}", 1.0),
                        Map.entry("node_processes_threads_state{thread_state=\"D\"}", 1.0),
                        Map.entry("node_processes_threads_state{thread_state=\"R\"}", 1.0),
                        Map.entry("node_processes_max_processes", 32768.0),
                        Map.entry("node_processes_max_threads", 193000.0));
    }

    @Test
    void aLimitThatMakesNoSenseAndAThreadThatMakesNoneCostThemselves() throws IOException {
        RecordedMachine recorded = machine();
        recorded.write("proc/sys/kernel/pid_max", "many\n");
        recorded.write("proc/8/task/9/stat", "?");
        PointList list = PointList.of(PROCESSES, recorded.machine());
        assertThat(list.points())
                .containsEntry("node_processes_pids", 3.0)
                .containsEntry("node_processes_max_threads", 193000.0)
                .doesNotContainKeys("node_processes_max_processes", "node_processes_threads_state{thread_state=\"D\"}");
        assertThat(list.problems()).hasSize(2);
    }

    @Test
    void whereNoProcessCanBeSeenNothingIsServed() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText("== file proc/1/net/dev\n\n", folder);
        assertThat(PointList.of(PROCESSES, recorded.machine()).points()).isEmpty();
    }
}
