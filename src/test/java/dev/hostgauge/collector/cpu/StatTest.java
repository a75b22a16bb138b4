package dev.hostgauge.collector.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.RecordedRun;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Sampler;
import dev.hostgauge.collector.Seat;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.config.GivenSettings;
import dev.hostgauge.config.SamplingSettings;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.RecordedMachine;
import dev.hostgauge.metric.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatTest {
    private static final Registration CPU = CpuCollectors.ALL.get(0);
    private static final Registration STAT = CpuCollectors.ALL.get(4);
    private static final Duration PATIENT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Map<String, Double> read(String stat, CollectorSettings settings) throws IOException {
        Machine machine =
                RecordedMachine.unpackText("== file proc/stat\n" + stat, folder).machine();
        return PointList.of(STAT, machine, settings).points();
    }

    private Map<String, Double> read(String stat) throws IOException {
        return read(stat, CollectorSettings.defaults("stat"));
    }

    @Test
    void servesWhatIsCountedForTheWholeMachine() throws IOException {
        String interrupts = "intr 8885917 17" + " 0".repeat(10_000) + "\n";
        assertThat(read("cpu  1 2 3 4\ncpu0 1 2 3 4\n" + interrupts
                        + "ctxt 38014093\nbtime 1418183276\nprocesses 26442\nprocs_running 2\nprocs_blocked 1\n"
                        + "softirq 5057579 250191 1481983\n"))
                .containsOnly(
                        Map.entry("node_intr_total", 8885917.0),
                        Map.entry("node_context_switches_total", 38014093.0),
                        Map.entry("node_boot_time_seconds", 1418183276.0),
                        Map.entry("node_forks_total", 26442.0),
                        Map.entry("node_procs_running", 2.0),
                        Map.entry("node_procs_blocked", 1.0));
    }

    @Test
    void softInterruptsAreServedWhereTheyAreAskedFor() throws IOException {
        CollectorSettings softirq = GivenSettings.of("softirq = true");
        assertThat(read("btime 1\nsoftirq 99 1 2 3 4 5 6 7 8 9 10 11\n", softirq))
                .hasSize(11)
                .containsEntry("node_softirqs_total{vector=\"hi\"}", 1.0)
                .containsEntry("node_softirqs_total{vector=\"block_iopoll\"}", 6.0)
                .containsEntry("node_softirqs_total{vector=\"rcu\"}", 10.0);
        assertThat(read("btime 1\nsoftirq 99 1\n", softirq)).hasSize(2);
    }

    @Test
    void aLineThatAKernelLacksIsAbsentAndACounterMayBeAsLargeAsItGets() throws IOException {
        assertThat(read("ctxt 18446744073709551615\n")).containsOnly(Map.entry("node_context_switches_total", 0x1p64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cpu  1 2 3 4\n", "intr\n", "intr x\n", "btime 18446744073709551616\n", "\0\0\0\n"})
    void aFileThatMakesNoSenseIsNamed(String stat) {
        assertThatThrownBy(() -> read(stat)).isInstanceOf(Malformed.class).hasMessageContaining("/proc/stat: want");
    }

    @Test
    void cpuAndStatShareTheReadingOfACycleAndOfThatCycleAlone() throws IOException {
        RecordedMachine machine =
                RecordedMachine.unpackText("== file proc/stat\ncpu  1 1 1 1\ncpu0 1 1 1 1\nctxt 1\n", folder);
        Registration meddler = Registration.of("meddler", "changes the file in between", List.of(), context -> sink -> {
            try {
                machine.write("proc/stat", "cpu  1 1 1 1\ncpu0 1 1 1 1\nctxt 2\n");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        try (Crew crew = new Crew()) {
            Machine shared = machine.machine();
            List<Seat> seats = List.of(
                    seat(CPU, shared, crew, CollectorSettings.defaults("cpu")),
                    seat(meddler, shared, crew, CollectorSettings.defaults("cpu")),
                    seat(STAT, shared, crew, CollectorSettings.defaults("stat")));
            Sampler sampler = new Sampler(
                    seats,
                    crew,
                    machine,
                    new SamplingSettings(Duration.ZERO, PATIENT),
                    Optional::empty,
                    RecordedRun.selfMetrics());
            assertThat(contextSwitches(sampler)).isEqualTo(1);
            assertThat(contextSwitches(sampler)).isEqualTo(2);
        }
    }

    private static Seat seat(Registration registration, Machine machine, Crew crew, CollectorSettings settings) {
        Context context = new Context(machine, settings, crew, new TrailingWindow(machine.clock()));
        return new Seat(registration, registration.factory().make(context), machine.clock());
    }

    private static double contextSwitches(Sampler sampler) {
        Snapshot snapshot = sampler.read(Set.of("cpu", "meddler", "stat"), PATIENT);
        return snapshot.family("node_context_switches_total").orElseThrow().value(0);
    }
}
