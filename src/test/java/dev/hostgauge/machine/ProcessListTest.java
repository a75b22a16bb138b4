package dev.hostgauge.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessListTest {
    private static final String FIELDS = " S 1 2 2 0 -1 0 0 0 0 0 5 5 0 0 20 0 1 0 100 0 10\n";

    @TempDir
    private Path folder;

    private RecordedMachine recorded;
    private ProcessList processes;

    @BeforeEach
    void aMachineWithTwoProcesses() throws IOException {
        recorded = RecordedMachine.unpackText("== file proc/uptime\n1 1\n", folder);
        recorded.write("proc/1/stat", "1 (init)" + FIELDS);
        recorded.write("proc/77/stat", "77 (worker)" + FIELDS);
        processes = recorded.machine().processes();
    }

    @Test
    void everyoneInACycleGetsTheSamePassAndTheNextCycleAnother() throws IOException {
        ProcessList.Pass first = processes.read(1);
        assertThat(first.processes()).extracting(ProcessStat::name).containsExactlyInAnyOrder("init", "worker");
        try (OpenedFiles opened = new OpenedFiles(folder)) {
            assertThat(processes.read(1)).isSameAs(first);
            assertThat(opened.counts()).isEmpty();
            assertThat(processes.read(2)).isEqualTo(first).isNotSameAs(first);
            assertThat(opened.counts()).containsEntry("proc/1/stat", 1).containsEntry("proc/77/stat", 1);
        }
    }

    @Test
    void aProcessThatEndedMeanwhileIsNoProblem() throws IOException {
        processes.read(1);
        Files.delete(recorded.path("proc/77/stat"));
        ProcessList.Pass second = processes.read(2);
        assertThat(second.processes()).extracting(ProcessStat::pid).containsExactly(1);
        assertThat(second.problem()).isEmpty();
    }

    @Test
    void oneThatMakesNoSenseCostsItselfAndIsNamedOnce() throws IOException {
        recorded.write("proc/77/stat", "77 (worker) S x\n");
        recorded.write("proc/78/stat", "");
        ProcessList.Pass pass = processes.read(1);
        assertThat(pass.processes()).extracting(ProcessStat::pid).containsExactly(1);
        assertThat(pass.problem().orElseThrow())
                .startsWith("2 cannot be read, the first: ")
                .contains("want a process such as");
    }

    @Test
    void aFifoInAProcessesPlaceHoldsNobodyUp() throws IOException {
        recorded.fifo("proc/78/stat");
        assertThat(processes.read(1).processes()).hasSize(2);
        assertThat(processes.read(2).problem().orElseThrow()).contains("want a file");
    }

    @Test
    void withoutAProcfsThereIsNoList() {
        Machine none =
                new Machine(new Machine.Paths(folder.resolve("no/proc"), folder, folder, folder), recorded, recorded);
        assertThatThrownBy(() -> none.processes().read(1)).isInstanceOf(IOException.class);
    }

    @Test
    void threadsAreListedAndReadOneByOne() throws IOException {
        recorded.write("proc/77/task/77/stat", "77 (worker)" + FIELDS);
        recorded.write("proc/77/task/79/stat", "79 (helper)" + FIELDS.replace(" S ", " D "));
        assertThat(processes.threads(77)).containsExactlyInAnyOrder("77", "79");
        assertThat(processes.thread(77, "79").orElseThrow().state()).isEqualTo('D');
        assertThat(processes.thread(77, "80")).isEmpty();
        assertThat(processes.threads(99)).isEmpty();
    }
}
