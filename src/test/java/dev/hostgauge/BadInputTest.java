package dev.hostgauge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.RecordedRun;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.machine.RecordedMachine;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Outcome;
import dev.hostgauge.metric.Result;
import dev.hostgauge.metric.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of source in turn, wrong in every way: its readers suffer at most, and nobody crashes or waits. */
class BadInputTest {
    private static final Path MACHINES = Path.of("src/test/resources/machines");
    /** Together they have every kind of source. */
    static final List<String> RECORDINGS = List.of(
            "bare-metal",
            "raspberry-pi-5",
            "laptop",
            "server",
            "storage-server",
            "zfs-nas",
            "router",
            "cluster-node",
            "processes",
            "docker-cgroup2",
            "kubernetes-cgroup1",
            "service-cgroup-hybrid",
            "amd-gpus",
            "intel-gpus",
            "jetson",
            "nvidia-off-bus");

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void aSourceThatCannotBeReadCostsItsReadersAlone() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        Set<String> triedKinds = new HashSet<>();
        for (String recording : RECORDINGS) {
            try (RecordedMachine machine = unpack(recording)) {
                Map<String, List<String>> sound = seriesByCollector(Sources.COLLECTORS, machine, softly);
                for (String source : Sources.oneOfEachKind(machine, triedKinds)) {
                    Set<String> readers = Sources.readers(source);
                    strike(Fault.UNREADABLE, machine, source, () -> {
                        seriesByCollector(Sources.COLLECTORS, machine, softly).forEach((collector, series) -> {
                            if (!readers.contains(collector)) {
                                softly.assertThat(series)
                                        .as("%s without %s", collector, source)
                                        .isEqualTo(sound.get(collector));
                            }
                        });
                    });
                }
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(300)
    void aWrongSourceCrashesNoReaderAndHoldsNoneUp(Fault fault) throws IOException {
        SoftAssertions softly = new SoftAssertions();
        Set<String> triedKinds = new HashSet<>();
        for (String recording : RECORDINGS) {
            try (RecordedMachine machine = unpack(recording)) {
                for (String source : Sources.oneOfEachKind(machine, triedKinds)) {
                    Set<String> readers = Sources.readers(source);
                    List<Registration> reading = Sources.COLLECTORS.stream()
                            .filter(registration -> readers.contains(registration.name()))
                            .toList();
                    strike(fault, machine, source, () -> seriesByCollector(reading, machine, softly));
                }
            }
        }
        softly.assertAll();
    }

    private RecordedMachine unpack(String recording) throws IOException {
        String text = Files.readString(MACHINES.resolve(recording + ".machine"));
        return RecordedMachine.unpackText(Sources.thinnedOut(text), folder.resolve(recording));
    }

    private interface Trial {
        void run() throws IOException;
    }

    private static void strike(Fault fault, RecordedMachine machine, String source, Trial trial) throws IOException {
        byte[] content = Files.readAllBytes(machine.path(source));
        fault.strike(machine, source, new String(content, StandardCharsets.UTF_8));
        trial.run();
        Files.delete(machine.path(source));
        machine.write(source, content);
    }

    /** What each collector gave in one cycle, its outcome first. */
    private static Map<String, List<String>> seriesByCollector(
            List<Registration> collectors, RecordedMachine machine, SoftAssertions softly) throws IOException {
        Map<String, List<String>> series = new TreeMap<>();
        try (RecordedRun run = new RecordedRun(collectors, machine)) {
            Snapshot snapshot = run.readAtTheEnd();
            softly.assertThat(run.crashes()).isEmpty();
            for (Result result : snapshot.results()) {
                softly.assertThat(result.outcome()).as(result.collector()).isNotEqualTo(Outcome.TIMED_OUT);
                if (!result.collector().equals("hostgauge")) {
                    series.put(result.collector(), series(result));
                }
            }
        }
        return series;
    }

    private static List<String> series(Result result) {
        List<String> series = new ArrayList<>(List.of(result.outcome().label()));
        for (Family family : result.families()) {
            for (int i = 0; i < family.size(); i++) {
                assertThat(family.value(i)).isFinite();
                series.add(family.metric().name() + family.labels(i) + " " + family.value(i));
            }
        }
        return series;
    }
}
