package dev.hostgauge.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrewTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final Crew crew = new Crew();
    private final CountDownLatch kernelLetsGo = new CountDownLatch(1);

    @AfterEach
    void letEveryoneGo() {
        kernelLetsGo.countDown();
        crew.close();
    }

    private Read<String> hanging(Duration limit, AtomicInteger calls) {
        return new Read<>(limit, () -> {
            calls.incrementAndGet();
            awaitQuietly(kernelLetsGo);
            return "late";
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(List<Read<?>> reads) {
        crew.run(reads, System.nanoTime() + LONG.toNanos());
    }

    @Test
    void givesTheValueOrTheFailureOfEach() throws IOException {
        Read<String> good = new Read<>(LONG, () -> "value");
        Read<String> bad = new Read<>(LONG, () -> {
            throw new IOException("no such device");
        });
        run(List.of(good, bad));
        assertThat(good.value()).isEqualTo("value");
        assertThatThrownBy(bad::value).isInstanceOf(IOException.class).hasMessage("no such device");
    }

    @Test
    void oneWorkerIsEnoughWhenAllIsWell() {
        ConcurrentHashMap<Thread, Boolean> workers = new ConcurrentHashMap<>();
        run(IntStream.range(0, 50)
                .<Read<?>>mapToObj(i -> new Read<>(LONG, () -> workers.put(Thread.currentThread(), true) == null))
                .toList());
        assertThat(workers).hasSize(1);
    }

    @Test
    void slowReadsOverlap() {
        // Each waits for all the others: one worker after the other would never end.
        CountDownLatch all = new CountDownLatch(8);
        List<Read<?>> reads = IntStream.range(0, 8)
                .<Read<?>>mapToObj(i -> new Read<>(LONG, () -> {
                    all.countDown();
                    awaitQuietly(all);
                    return "together";
                }))
                .toList();
        run(reads);
        assertThat(all.getCount()).isZero();
    }

    @Test
    void aHungReadCostsOnlyItself() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        Read<String> hung = hanging(SHORT, calls);
        Read<String> after = new Read<>(LONG, () -> "fine");
        run(List.of(hung, after));
        assertThat(after.value()).isEqualTo("fine");
        assertThatThrownBy(hung::value).isInstanceOf(Read.TimedOut.class);
        assertThat(hung.isStuck()).isTrue();
        assertThat(crew.stuck()).isEqualTo(1);
    }

    @Test
    void aStuckReadIsNotStartedASecondTime() {
        AtomicInteger calls = new AtomicInteger();
        Read<String> hung = hanging(SHORT, calls);
        for (int cycle = 0; cycle < 3; cycle++) {
            run(List.of(hung));
        }
        assertThat(calls).hasValue(1);
        assertThat(crew.stuck()).isEqualTo(1);
    }

    @Test
    void aReadThatCameBackServesAgainAndItsLateValueIsDropped() throws Exception {
        Read<String> hung = hanging(SHORT, new AtomicInteger());
        run(List.of(hung));
        kernelLetsGo.countDown();
        while (hung.isStuck() || crew.stuck() > 0) {
            Thread.sleep(1);
        }
        assertThatThrownBy(hung::value).isInstanceOf(Read.TimedOut.class);
        run(List.of(hung));
        assertThat(hung.value()).isEqualTo("late");
    }

    @Test
    void theDeadlineOfTheWholeEndsTheCall() {
        Read<String> hung = hanging(LONG, new AtomicInteger());
        long start = System.nanoTime();
        crew.run(List.of(hung), start + SHORT.toNanos());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, LONG.dividedBy(2));
        assertThat(hung.isStuck()).isTrue();
    }

    @Test
    void oneCallThatHangsAltogetherLeavesThreadsForOthersAndEndsWithItsLastWorker() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        List<Read<?>> reads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            reads.add(hanging(SHORT, calls));
        }
        run(reads);
        assertThat(crew.stuck()).isEqualTo(32);
        assertThat(calls).hasValue(32);
        Read<String> healthy = new Read<>(LONG, () -> "fine");
        run(List.of(healthy));
        assertThat(healthy.value()).isEqualTo("fine");
    }

    @Test
    void whoFindsNoThreadIsTimedOutAtOnce() {
        AtomicInteger calls = new AtomicInteger();
        for (int call = 0; call < 3; call++) {
            List<Read<?>> reads = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                reads.add(hanging(SHORT, calls));
            }
            run(reads);
        }
        assertThat(crew.stuck()).isEqualTo(64);
        Read<String> healthy = new Read<>(LONG, () -> "fine");
        run(List.of(healthy));
        assertThatThrownBy(healthy::value).isInstanceOf(Read.TimedOut.class);
    }

    @Test
    void evenAnErrorOfTheVirtualMachineEndsTheRead() {
        Read<String> broken = new Read<>(LONG, () -> {
            throw new InternalError("a fault in an unsafe memory access");
        });
        run(List.of(broken));
        assertThatThrownBy(broken::value)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseInstanceOf(InternalError.class);
        assertThat(broken.isStuck()).isFalse();
        assertThat(crew.stuck()).isZero();
    }

    @Test
    void anErrorOfOursIsTheReadsFailureNotTheCrews() {
        Read<String> broken = new Read<>(LONG, () -> {
            throw new ArrayIndexOutOfBoundsException(7);
        });
        run(List.of(broken));
        assertThatThrownBy(broken::value)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
    }
}
