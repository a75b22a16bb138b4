package dev.hostgauge.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.config.SamplingSettings;
import dev.hostgauge.machine.RecordedMachine;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Outcome;
import dev.hostgauge.metric.Result;
import dev.hostgauge.metric.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplerTest {
    private static final MetricDef READINGS = MetricDef.gauge("host_readings", "How often the source was read.", "of");
    private static final Duration PATIENT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Crew crew = new Crew();
    /** The JDK's common pool has a single thread on two CPUs. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Seat> seats = new ArrayList<>();
    private RecordedMachine machine;

    @BeforeEach
    void unpack() throws IOException {
        machine = RecordedMachine.unpackText("", folder);
    }

    @AfterEach
    void letEveryoneGo() {
        gate.countDown();
        crew.close();
        threads.shutdownNow();
    }

    private AtomicInteger seat(String name, Duration limit, Duration cadence, Collector before) {
        AtomicInteger readings = new AtomicInteger();
        Collector collector = sink -> {
            sink.add(READINGS, readings.incrementAndGet(), name);
            before.collect(sink);
        };
        Registration registration = new Registration(
                name, "a test", List.of(READINGS), limit, cadence, context -> collector, Optional.empty());
        Context context = new Context(
                machine.machine(), CollectorSettings.defaults("meminfo"), crew, new TrailingWindow(machine));
        seats.add(new Seat(registration, registration.factory().make(context), machine));
        return readings;
    }

    private AtomicInteger seat(String name, Collector before) {
        return seat(name, Duration.ofMillis(200), Duration.ZERO, before);
    }

    private Sampler sampler(Duration minAge) {
        return new Sampler(
                seats,
                crew,
                machine,
                new SamplingSettings(minAge, Duration.ofSeconds(5)),
                Optional::empty,
                RecordedRun.selfMetrics());
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Outcome outcome(Snapshot snapshot, String collector) {
        return result(snapshot, collector).outcome();
    }

    private static Result result(Snapshot snapshot, String collector) {
        return snapshot.results().stream()
                .filter(result -> result.collector().equals(collector))
                .findFirst()
                .orElseThrow();
    }

    private static List<Double> readings(Snapshot snapshot) {
        Family family = snapshot.family("host_readings").orElseThrow();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < family.size(); i++) {
            values.add(family.value(i));
        }
        return values;
    }

    @Test
    void aYoungCycleIsSharedAndAnOldOneIsNot() {
        AtomicInteger reads = seat("a", sink -> {});
        Sampler sampler = sampler(Duration.ofSeconds(1));
        sampler.read(Set.of("a"), PATIENT);
        machine.advance(Duration.ofMillis(999));
        sampler.read(Set.of("a"), PATIENT);
        assertThat(reads).hasValue(1);
        machine.advance(Duration.ofMillis(1));
        sampler.read(Set.of("a"), PATIENT);
        assertThat(reads).hasValue(2);
    }

    @Test
    void aWallClockThatJumpsBackDoesNotKeepAnOldCycleAlive() {
        AtomicInteger reads = seat("a", sink -> {});
        Sampler sampler = sampler(Duration.ofSeconds(1));
        sampler.read(Set.of("a"), PATIENT);
        machine.advance(Duration.ofSeconds(2));
        machine.jumpTo(java.time.Instant.EPOCH);
        sampler.read(Set.of("a"), PATIENT);
        assertThat(reads).hasValue(2);
    }

    @Test
    void twoWhoAskAtTheSameTimeShareOneReading() {
        AtomicInteger reads = seat("a", Duration.ofSeconds(20), Duration.ZERO, sink -> awaitGate());
        Sampler sampler = sampler(Duration.ZERO);
        CompletableFuture<Snapshot> first =
                CompletableFuture.supplyAsync(() -> sampler.read(Set.of("a"), PATIENT), threads);
        while (reads.get() == 0) {
            Thread.onSpinWait();
        }
        CompletableFuture<Snapshot> second =
                CompletableFuture.supplyAsync(() -> sampler.read(Set.of("a"), PATIENT), threads);
        // The second one must have joined before the first ends; if it came late it reads again and the test fails.
        while (!isWaiting(sampler)) {
            Thread.onSpinWait();
        }
        gate.countDown();
        assertThat(first.join()).isSameAs(second.join());
        assertThat(reads).hasValue(1);
    }

    private static boolean isWaiting(Sampler sampler) {
        return Thread.getAllStackTraces().entrySet().stream()
                .anyMatch(thread -> List.of(thread.getValue()).stream()
                        .anyMatch(frame ->
                                frame.getClassName().equals(sampler.getClass().getName())
                                        && frame.getMethodName().equals("awaitEnd")));
    }

    @Test
    void aFullCycleServesWhoWantsAPartButNotTheOtherWayRound() {
        AtomicInteger a = seat("a", sink -> {});
        AtomicInteger b = seat("b", sink -> {});
        Sampler sampler = sampler(Duration.ofSeconds(1));
        assertThat(sampler.read(Set.of("a"), PATIENT).results())
                .extracting(Result::collector)
                .contains("a")
                .doesNotContain("b");
        sampler.read(Set.of("a", "b"), PATIENT);
        assertThat(a).hasValue(2);
        sampler.read(Set.of("b"), PATIENT);
        assertThat(b).hasValue(1);
    }

    @Test
    void aCollectorThatFailsHalfWayPublishesNothing() {
        seat("bad", sink -> {
            throw new IOException("/proc/bad: want a number, got 'x'");
        });
        seat("good", sink -> {});
        Snapshot snapshot = sampler(Duration.ZERO).read(Set.of("bad", "good"), PATIENT);
        assertThat(outcome(snapshot, "bad")).isEqualTo(Outcome.FAILED);
        assertThat(outcome(snapshot, "good")).isEqualTo(Outcome.OK);
        assertThat(snapshot.family("host_readings").orElseThrow().size()).isEqualTo(1);
    }

    @Test
    void aMistakeOfOursIsAFailureOfThatCollectorAlone() {
        seat("bad", sink -> sink.add(READINGS, 1));
        seat("good", sink -> {});
        Snapshot snapshot = sampler(Duration.ZERO).read(Set.of("bad", "good"), PATIENT);
        assertThat(outcome(snapshot, "bad")).isEqualTo(Outcome.FAILED);
        assertThat(outcome(snapshot, "good")).isEqualTo(Outcome.OK);
    }

    @Test
    void aCollectorThatHangsIsTimedOutOnceAndForEveryLaterCycleWithoutWaiting() {
        AtomicInteger hung = seat("hung", sink -> awaitGate());
        seat("good", sink -> {});
        Sampler sampler = sampler(Duration.ZERO);
        for (int cycle = 0; cycle < 3; cycle++) {
            Snapshot snapshot = sampler.read(Set.of("hung", "good"), PATIENT);
            assertThat(outcome(snapshot, "hung")).isEqualTo(Outcome.TIMED_OUT);
            assertThat(outcome(snapshot, "good")).isEqualTo(Outcome.OK);
        }
        assertThat(hung).hasValue(1);
        assertThat(crew.stuck()).isEqualTo(1);
    }

    @Test
    void whoHasLittleTimeGetsWhatHasEndedWhileAnotherWaitsOn() {
        AtomicInteger slow = seat("slow", Duration.ofSeconds(20), Duration.ZERO, sink -> awaitGate());
        AtomicInteger quick = seat("quick", sink -> {});
        Sampler sampler = sampler(Duration.ZERO);
        CompletableFuture<Snapshot> patient =
                CompletableFuture.supplyAsync(() -> sampler.read(Set.of("slow", "quick"), PATIENT), threads);
        while (slow.get() == 0 || quick.get() == 0) {
            Thread.onSpinWait();
        }
        Snapshot hasty = sampler.read(Set.of("slow", "quick"), Duration.ofMillis(300));
        assertThat(outcome(hasty, "slow")).isEqualTo(Outcome.TIMED_OUT);
        assertThat(outcome(hasty, "quick")).isEqualTo(Outcome.OK);
        gate.countDown();
        assertThat(outcome(patient.join(), "slow")).isEqualTo(Outcome.OK);
    }

    @Test
    void whoCannotWaitForTheCycleOfOthersGetsNoValuesOfAnEarlierOne() {
        AtomicInteger slow = seat("slow", Duration.ofSeconds(20), Duration.ZERO, sink -> awaitGate());
        seat("quick", sink -> {});
        Sampler sampler = sampler(Duration.ZERO);
        sampler.read(Set.of("quick"), PATIENT);
        CompletableFuture<Snapshot> patient =
                CompletableFuture.supplyAsync(() -> sampler.read(Set.of("slow"), PATIENT), threads);
        while (slow.get() == 0) {
            Thread.onSpinWait();
        }
        Snapshot hasty = sampler.read(Set.of("quick"), Duration.ofMillis(300));
        assertThat(outcome(hasty, "quick")).isEqualTo(Outcome.TIMED_OUT);
        assertThat(hasty.family("host_readings")).isEmpty();
        gate.countDown();
        patient.join();
    }

    @Test
    void whatAHastyOneCutShortIsNotSharedWithThePatient() {
        AtomicInteger slow = seat("slow", Duration.ofSeconds(20), Duration.ZERO, sink -> awaitGate());
        Sampler sampler = sampler(Duration.ofMinutes(1));
        Snapshot hasty = sampler.read(Set.of("slow"), Duration.ofMillis(300));
        assertThat(outcome(hasty, "slow")).isEqualTo(Outcome.TIMED_OUT);
        assertThat(sampler.read(Set.of("slow"), Duration.ofMillis(300))).isSameAs(hasty);
        gate.countDown();
        while (crew.stuck() > 0) {
            Thread.onSpinWait();
        }
        assertThat(outcome(sampler.read(Set.of("slow"), PATIENT), "slow")).isEqualTo(Outcome.OK);
        assertThat(slow).hasValue(2);
    }

    @Test
    void whoHasNoTimeAtAllDoesNotMakeAHealthyReadCountAsHanging() {
        seat("brief", sink -> {});
        Snapshot hasty = sampler(Duration.ZERO).read(Set.of("brief"), Duration.ofNanos(1));
        assertThat(outcome(hasty, "brief")).isEqualTo(Outcome.OK);
    }

    @Test
    void aCollectorWhoseReadHangsPublishesTheRestBeforeTheTimeOfAHastyOneIsUp() {
        Read<String> hung = new Read<>(Duration.ofSeconds(20), () -> {
            awaitGate();
            return "late";
        });
        seat("half", Duration.ofSeconds(20), Duration.ZERO, sink -> crew.run(List.of(hung), sink.deadline()));
        Snapshot hasty = sampler(Duration.ZERO).read(Set.of("half"), Duration.ofSeconds(1));
        assertThat(outcome(hasty, "half")).isEqualTo(Outcome.OK);
        assertThat(hung.isStuck()).isTrue();
    }

    @Test
    void aCollectorWithoutPointsIsAbsentAndThatIsFine() {
        Registration none = Registration.of("none", "a test", List.of(), context -> sink -> {});
        seats.add(new Seat(none, sink -> {}, machine));
        Snapshot snapshot = sampler(Duration.ZERO).read(Set.of("none"), PATIENT);
        assertThat(outcome(snapshot, "none")).isEqualTo(Outcome.ABSENT);
        assertThat(snapshot.family("node_scrape_collector_success")
                        .orElseThrow()
                        .value(0))
                .isEqualTo(1);
    }

    @Test
    void aCollectorThatCouldReadNoneOfItsSourcesHasFailed() {
        seats.add(new Seat(
                Registration.of("none", "a test", List.of(), context -> sink -> {}),
                sink -> sink.problem("/sys/x", "input/output error"),
                machine));
        assertThat(outcome(sampler(Duration.ZERO).read(Set.of("none"), PATIENT), "none"))
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void whoAsksJustAsOftenAsTheCadenceMissesNoReadingByAHair() {
        AtomicInteger reads = seat("slow", Duration.ofSeconds(1), Duration.ofSeconds(5), sink -> {});
        Sampler sampler = sampler(Duration.ZERO);
        for (int millis : new int[] {0, 4990, 5010, 4990}) {
            machine.advance(Duration.ofMillis(millis));
            sampler.read(Set.of("slow"), PATIENT);
        }
        assertThat(reads).hasValue(4);
    }

    @Test
    void aSlowSourceIsReadAtItsCadenceAndItsValuesHoldForThree() {
        boolean[] broken = {false};
        AtomicInteger reads = seat("slow", Duration.ofSeconds(1), Duration.ofSeconds(30), sink -> {
            if (broken[0]) {
                throw new IOException("gone");
            }
        });
        Sampler sampler = sampler(Duration.ZERO);
        Snapshot first = sampler.read(Set.of("slow"), PATIENT);
        machine.advance(Duration.ofSeconds(29));
        assertThat(readings(sampler.read(Set.of("slow"), PATIENT))).containsExactly(1.0);
        assertThat(reads).hasValue(1);
        broken[0] = true;
        machine.advance(Duration.ofSeconds(30));
        Snapshot held = sampler.read(Set.of("slow"), PATIENT);
        assertThat(outcome(held, "slow")).isEqualTo(Outcome.FAILED);
        assertThat(readings(held)).containsExactly(1.0);
        assertThat(result(held, "slow").readAt())
                .isEqualTo(result(first, "slow").readAt());
        machine.advance(Duration.ofSeconds(32));
        assertThat(sampler.read(Set.of("slow"), PATIENT).family("host_readings"))
                .isEmpty();
    }

    @Test
    void failuresAreCounted() {
        seat("bad", sink -> {
            throw new IOException("no");
        });
        Sampler sampler = sampler(Duration.ZERO);
        sampler.read(Set.of("bad"), PATIENT);
        Snapshot second = sampler.read(Set.of("bad"), PATIENT);
        assertThat(second.family("hostgauge_collector_failures_total")
                        .orElseThrow()
                        .value(0))
                .isEqualTo(2);
    }
}
