package dev.hostgauge.collector;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs reads that may hang, so that none costs more than itself.
 *
 * <p>One worker takes the reads one after the other, which is cheapest when all is well. When a read keeps it longer
 * than a moment, more workers join in and take the rest, so that slow reads overlap. A read that exceeds its limit is
 * given up: its thread stays behind until the kernel lets it go, and the read is not started again before that.
 */
public final class Crew implements AutoCloseable {
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final int MOST_WORKERS_FOR_ONE_CALL = 32;
    private static final int MOST_THREADS = 64;
    private static final int STACK_BYTES = 256 << 10;

    private final ThreadPoolExecutor threads;
    private final AtomicInteger stuck = new AtomicInteger();

    public Crew() {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, MOST_THREADS, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(null, work, "read-" + number.incrementAndGet(), STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How many reads hang at the moment, each with a thread of its own. */
    public int stuck() {
        return stuck.get();
    }

    /**
     * Runs these reads and returns when each has ended or was given up. Ask each for its value after that.
     *
     * @param deadline when this call returns at the latest, on {@link System#nanoTime}'s scale
     */
    public void run(Collection<? extends Read<?>> reads, long deadline) {
        Call call = new Call(reads);
        if (call.isOver() || !startWorker(call)) {
            return;
        }
        int workers = 1;
        while (true) {
            long progress = call.awaitEnd(deadline);
            if (call.isOver()) {
                return;
            }
            if (System.nanoTime() - deadline >= 0) {
                call.giveUpAll();
                return;
            }
            call.giveUpExpired();
            if (call.isOver()) {
                return;
            }
            if (progress == 0 && call.hasWaiting()) {
                for (int more = Math.min(workers, MOST_WORKERS_FOR_ONE_CALL - workers); more > 0; more--) {
                    workers += startWorker(call) ? 1 : 0;
                }
            }
            if (call.hanging() == workers) {
                // All that this call may have hang: the threads that are left belong to the others.
                call.giveUpAll();
                return;
            }
        }
    }

    private boolean startWorker(Call call) {
        try {
            threads.execute(call::work);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError tooManyThreads) {
            // Too many of ours hang, or the system allows this process no more.
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** The reads of one call of {@link #run}; guarded by its own monitor. */
    private final class Call {
        private final Deque<Read<?>> waiting = new ArrayDeque<>();
        private final List<Read<?>> running = new ArrayList<>();
        private long ended;
        /** Workers that are in a read that was given up. */
        private int hanging;

        Call(Collection<? extends Read<?>> reads) {
            for (Read<?> read : reads) {
                if (read.prepare()) {
                    waiting.add(read);
                }
            }
        }

        void work() {
            Read<?> read = take();
            while (read != null) {
                read.run();
                read = endAndTake(read);
            }
        }

        private synchronized @Nullable Read<?> take() {
            Read<?> read = waiting.poll();
            if (read != null) {
                read.start();
                running.add(read);
            }
            return read;
        }

        private synchronized @Nullable Read<?> endAndTake(Read<?> read) {
            if (running.remove(read)) {
                ended++;
            } else {
                hanging--;
                stuck.decrementAndGet();
            }
            Read<?> next = take();
            if (next == null && running.isEmpty()) {
                notifyAll();
            }
            return next;
        }

        synchronized boolean isOver() {
            return waiting.isEmpty() && running.isEmpty();
        }

        synchronized boolean hasWaiting() {
            return !waiting.isEmpty();
        }

        /**
         * Waits for the end of all or the next limit of one, a moment at most while some have no worker; how many ended
         * meanwhile.
         */
        synchronized long awaitEnd(long deadline) {
            long before = ended;
            if (!isOver()) {
                long nanos = Math.min(nanosUntilNextLimit(), deadline - System.nanoTime());
                long patience = waiting.isEmpty() ? nanos : Math.min(nanos, MOMENT.toNanos());
                try {
                    TimeUnit.NANOSECONDS.timedWait(this, Math.max(patience, 1));
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    giveUpAll();
                }
            }
            return ended - before;
        }

        private long nanosUntilNextLimit() {
            long now = System.nanoTime();
            long nanos = Long.MAX_VALUE;
            for (Read<?> read : running) {
                nanos = Math.min(nanos, read.nanosLeft(now));
            }
            return nanos;
        }

        synchronized void giveUpExpired() {
            long now = System.nanoTime();
            running.removeIf(read -> read.nanosLeft(now) <= 0 && giveUp(read));
        }

        synchronized int hanging() {
            return hanging;
        }

        synchronized void giveUpAll() {
            waiting.clear();
            running.removeIf(this::giveUp);
        }

        private boolean giveUp(Read<?> read) {
            if (read.abandon()) {
                hanging++;
                stuck.incrementAndGet();
                return true;
            }
            return false;
        }
    }
}
