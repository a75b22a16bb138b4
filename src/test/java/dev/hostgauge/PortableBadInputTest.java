package dev.hostgauge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.RecordedRun;
import dev.hostgauge.machine.oshi.Fake;
import dev.hostgauge.machine.oshi.FakeMac;
import dev.hostgauge.machine.oshi.FakeSystem;
import dev.hostgauge.machine.oshi.FakeWindows;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Outcome;
import dev.hostgauge.metric.Result;
import dev.hostgauge.metric.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OSHI at its worst: each answer in turn is nothing, a sentinel, too much, or an exception. */
class PortableBadInputTest {
    /** A collector whose readings depend on one answer may fail with it; more than these never do. */
    private static final int MOST_THAT_FAIL = 5;

    static List<Supplier<FakeSystem>> systems() {
        return List.of(FakeMac::make, FakeWindows::make);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void costsWhatDependsOnItAndNothingElse(Supplier<FakeSystem> system) throws IOException {
        List<Fake<?>> fakes = system.get().fakes();
        for (int i = 0; i < fakes.size(); i++) {
            for (Map.Entry<String, @Nullable Object> answer :
                    fakes.get(i).answers().entrySet()) {
                for (Object spoilt : spoilt(answer.getValue())) {
                    FakeSystem machine = system.get();
                    machine.fakes().get(i).with(answer.getKey(), spoilt);
                    check(machine, fakes.get(i).name() + "." + answer.getKey() + " answers " + spoilt);
                }
            }
        }
    }

    private static void check(FakeSystem machine, String what) throws IOException {
        try (RecordedRun run = new RecordedRun(Collectors.readBy(true), machine.machine(), () -> {
            boolean goesOn = machine.nanoTime() == 0;
            machine.advance(Duration.ofSeconds(5));
            return goesOn;
        })) {
            Snapshot snapshot = run.readAtTheEnd();
            assertThat(run.crashes()).as(what).isEmpty();
            long failed = snapshot.results().stream()
                    .filter(result -> result.outcome() == Outcome.FAILED)
                    .count();
            assertThat(failed).as(what).isLessThanOrEqualTo(MOST_THAT_FAIL);
            assertThat(snapshot.results()).as(what).noneMatch(result -> result.outcome() == Outcome.TIMED_OUT);
            for (Result result : snapshot.results()) {
                result.families().forEach(family -> checkValues(family, what));
            }
        }
    }

    private static void checkValues(Family family, String what) {
        for (int i = 0; i < family.size(); i++) {
            boolean mayBeNegative = family.metric().name().equals("node_time_zone_offset_seconds");
            assertThat(mayBeNegative || (family.value(i) >= 0 && family.value(i) < 1e16))
                    .as("%s: %s is %s", what, family.metric().name(), family.value(i))
                    .isTrue();
        }
    }

    private static List<@Nullable Object> spoilt(@Nullable Object answer) {
        List<@Nullable Object> all = new ArrayList<>(
                Arrays.asList(null, new IllegalStateException("broken"), new UnsatisfiedLinkError("no such function")));
        if (answer instanceof Long) {
            all.addAll(List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE));
        } else if (answer instanceof Integer) {
            all.addAll(List.of(0, -1, Integer.MAX_VALUE));
        } else if (answer instanceof Double) {
            all.addAll(List.of(0d, -1d, Double.NaN, Double.NEGATIVE_INFINITY));
        } else if (answer instanceof List<?>) {
            all.addAll(List.of(List.of(), Arrays.asList((Object) null)));
        } else if (answer instanceof String) {
            all.addAll(List.of("", "unknown", "\u0000\n\"\\"));
        } else if (answer instanceof double[]) {
            all.addAll(List.of(new double[0], new double[] {Double.NaN, -1, -1}));
        } else if (answer instanceof long[]) {
            all.addAll(List.of(new long[0], new long[] {-1, 0}));
        } else if (answer instanceof int[]) {
            all.addAll(List.of(new int[] {-1, Integer.MAX_VALUE}));
        } else if (answer instanceof Boolean) {
            all.addAll(List.of(true, false));
        }
        return all;
    }
}
