package dev.hostgauge.collector.self;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.machine.Libc;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.RecordedMachine;
import dev.hostgauge.machine.SystemClock;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OwnProcessTest {
    private static final Registration EXPORTER = SelfCollectors.ALL.get(0);

    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max stack size            8388608              unlimited            bytes
            Max open files            1024                 524288               files
            Max address space         unlimited            unlimited            bytes
            """;

    private static final String SELF = """
            == file proc/stat
            btime 1700000000
            == file proc/self/stat
            4711 (java (x) y) S 1 4711 4711 0 -1 4194560 9000 0 3 0 250 50 0 0 20 0 20 0 12345 4096000 2048 18446744073709551615
            == file proc/self/fd/0
            == file proc/self/fd/1
            == file proc/self/fd/2
            == file proc/self/limits
            """ + LIMITS;

    @Test
    void servesTheNamesOfEveryPrometheusClient(@TempDir Path folder) throws IOException {
        Machine machine = RecordedMachine.unpackText(SELF, folder).machine();
        assertThat(PointList.of(EXPORTER, machine).points())
                .contains(
                        entry("process_cpu_seconds_total", 3.0),
                        entry("process_start_time_seconds", 1700000123.45),
                        entry("process_virtual_memory_bytes", 4096000.0),
                        entry("process_resident_memory_bytes", 2048.0 * 4096),
                        entry("process_max_fds", 1024.0))
                .containsKey("process_open_fds")
                .doesNotContainKey("process_virtual_memory_max_bytes");
    }

    @Test
    void aProcfsInWhichThisProcessHasNoNumberServesNothing(@TempDir Path folder) throws IOException {
        Machine machine = RecordedMachine.unpackText("== file proc/stat\nbtime 1\n", folder)
                .machine();
        assertThat(PointList.of(EXPORTER, machine).points()).isEmpty();
    }

    @Test
    void withoutABootTimeTheStartIsAbsentAlone(@TempDir Path folder) throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText(SELF, folder);
        Files.delete(recorded.path("proc/stat"));
        assertThat(PointList.of(EXPORTER, recorded.machine()).points())
                .doesNotContainKey("process_start_time_seconds")
                .containsEntry("process_cpu_seconds_total", 3.0);
    }

    @Test
    void statCutShortSaysWhatIsMissing(@TempDir Path folder) throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText(SELF, folder);
        recorded.write("proc/self/stat", "4711 (java) S 1 4711\n");
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> PointList.of(EXPORTER, recorded.machine()))
                .withMessageContaining("self/stat");
    }

    @Test
    void aLimitIsTheSoftOneAndUnlimitedIsNone() throws Malformed {
        OwnProcess.Limits limits = OwnProcess.parseLimits(Text.of("limits", LIMITS));
        assertThat(limits.files()).isEqualTo(OptionalDouble.of(1024));
        assertThat(limits.addressSpaceBytes()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisVeryProcessIsSeen() throws IOException {
        Machine machine = new Machine(Machine.Paths.DEFAULT, new Libc(), new SystemClock());
        double now = machine.clock().now().getEpochSecond();
        assertThat(PointList.of(EXPORTER, machine).points())
                .hasEntrySatisfying(
                        "process_cpu_seconds_total",
                        seconds -> assertThat(seconds).isGreaterThan(0.1))
                .hasEntrySatisfying(
                        "process_start_time_seconds", start -> assertThat(start).isBetween(now - 3600, now + 1))
                .hasEntrySatisfying(
                        "process_resident_memory_bytes",
                        bytes -> assertThat(bytes).isGreaterThan(20e6))
                .hasEntrySatisfying(
                        "process_open_fds", count -> assertThat(count).isBetween(3.0, 10_000.0));
    }
}
