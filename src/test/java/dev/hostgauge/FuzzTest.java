package dev.hostgauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.hostgauge.collector.RecordedRun;
import dev.hostgauge.machine.RecordedMachine;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Outcome;
import dev.hostgauge.metric.Result;
import dev.hostgauge.metric.Snapshot;
import dev.hostgauge.prometheus.SnapshotCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the kernel's files say, a collector crashes at nothing, takes no time over it, and serves finite values under
 * names and labels that Prometheus takes.
 *
 * <p>{@code -Dfuzz.seconds=60 -Dfuzz.seed=2} looks longer and elsewhere.
 */
class FuzzTest {
    private static final Path MACHINES = Path.of("src/test/resources/machines");
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 2);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final List<Mutation> MUTATIONS = List.of(Mutation.values());
    private static final int MOST_FILES_AT_ONCE = 12;

    static List<String> machines() {
        return BadInputTest.RECORDINGS;
    }

    @ParameterizedTest
    @MethodSource("machines")
    void whateverItsFilesSayAMachineIsServedInOrder(String name, @TempDir Path folder) throws IOException {
        Random random = new Random(SEED);
        String text = Sources.thinnedOut(Files.readString(MACHINES.resolve(name + ".machine")));
        try (RecordedMachine machine = RecordedMachine.unpackText(text, folder);
                RecordedRun run = new RecordedRun(Sources.COLLECTORS, machine)) {
            List<String> files = Sources.oneOfEachKind(machine, new HashSet<>());
            run.readAtTheEnd();
            long deadline = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            for (int round = 0; round < 3 || System.nanoTime() < deadline; round++) {
                Map<String, byte[]> sound = damage(machine, files, random);
                // More than any cadence, so that every collector looks again.
                machine.advance(Duration.ofHours(2));
                Snapshot snapshot = run.read();
                assertThat(run.crashes())
                        .as("round %d: %s", round, sound.keySet())
                        .isEmpty();
                check(snapshot, round);
                for (Map.Entry<String, byte[]> file : sound.entrySet()) {
                    machine.write(file.getKey(), file.getValue());
                }
            }
        }
    }

    /** What stood in the files that are damaged now. */
    private static Map<String, byte[]> damage(RecordedMachine machine, List<String> files, Random random)
            throws IOException {
        Map<String, byte[]> sound = new TreeMap<>();
        for (int i = random.nextInt(MOST_FILES_AT_ONCE); i >= 0; i--) {
            String file = files.get(random.nextInt(files.size()));
            byte[] content = Files.readAllBytes(machine.path(file));
            sound.putIfAbsent(file, content);
            Mutation mutation = MUTATIONS.get(random.nextInt(MUTATIONS.size()));
            machine.write(file, mutation.of(content, random));
        }
        return sound;
    }

    private static void check(Snapshot snapshot, int round) {
        for (Result result : snapshot.results()) {
            assertThat(result.outcome())
                    .as("round %d: %s", round, result.collector())
                    .isNotEqualTo(Outcome.TIMED_OUT);
            for (Family family : result.families()) {
                for (int i = 0; i < family.size(); i++) {
                    assertThat(family.value(i)).as("%s", family).isFinite();
                }
            }
        }
        // client_java refuses names, labels and duplicates that Prometheus would.
        assertThatNoException().isThrownBy(() -> new SnapshotCollector(() -> snapshot).collect());
    }
}
