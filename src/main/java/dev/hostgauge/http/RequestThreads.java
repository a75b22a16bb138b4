package dev.hostgauge.http;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that read requests and write answers, of which no client can hold so many that others wait.
 *
 * <p>The JDK's server blocks a thread while a request trickles in and while an answer trickles out. So each exchange is
 * either being worked on, which is quick and has limits of its own, or waits for its client. When too many wait, or too
 * many bytes do, the one that has waited longest is interrupted, which closes its connection. A client that is not slow
 * is never the one.
 */
final class RequestThreads implements Executor, AutoCloseable {
    private static final int MOST_WAITING = 128;
    /** An eighth of the heap, 4 MiB with our flags. */
    private static final long MOST_WAITING_BYTES = Runtime.getRuntime().maxMemory() / 8;

    private static final int MOST_AT_WORK_ON_PAGES = 64;
    private static final int STACK_BYTES = 256 << 10;

    private static final ThreadLocal<Visit> CURRENT = new ThreadLocal<>();

    private final ThreadPoolExecutor threads;

    /** Those that wait for their client, longest first. Guarded by this object's monitor, as are all visits. */
    private final Set<Visit> waiting = new LinkedHashSet<>();

    private long waitingBytes;

    RequestThreads(int maxScrapes) {
        int most = MOST_WAITING + MOST_AT_WORK_ON_PAGES + maxScrapes;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0,
                most,
                30,
                TimeUnit.SECONDS,
                new Handover(),
                work -> {
                    Thread thread = new Thread(null, work, "http-" + number.incrementAndGet(), STACK_BYTES);
                    thread.setDaemon(true);
                    return thread;
                },
                // All are busy, some of them with evicted clients that are about to let go.
                (work, pool) -> pool.getQueue().add(work));
    }

    /** One exchange of a client. */
    private static final class Visit {
        private @Nullable Thread thread;
        private int bytes;
        private boolean evicted;
    }

    /** Gives work to a thread that is free at this moment; without one says no, so that the pool starts another. */
    private static final class Handover extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1;

        @Override
        public boolean offer(Runnable work) {
            return tryTransfer(work);
        }
    }

    /** Runs an exchange of the server, which begins with waiting for the rest of the request. */
    @Override
    public void execute(Runnable exchange) {
        Visit visit = new Visit();
        synchronized (this) {
            waiting.add(visit);
            if (waiting.size() > MOST_WAITING) {
                evictOldest(0);
            }
        }
        threads.execute(() -> run(exchange, visit));
    }

    private void run(Runnable exchange, Visit visit) {
        synchronized (this) {
            visit.thread = Thread.currentThread();
            if (visit.evicted) {
                // The first read from the client's channel closes it.
                visit.thread.interrupt();
            }
        }
        CURRENT.set(visit);
        try {
            exchange.run();
        } finally {
            CURRENT.remove();
            stopWaiting(visit);
        }
    }

    /** The current thread has its request: from here on it works and is left alone. */
    void requestRead() {
        stopWaiting(CURRENT.get());
    }

    /** The current thread has its answer and waits for the client to take it. */
    void answering(int bytes) {
        Visit visit = CURRENT.get();
        synchronized (this) {
            visit.bytes = bytes;
            waitingBytes += bytes;
            boolean any = true;
            while (waitingBytes > MOST_WAITING_BYTES && any) {
                any = evictOldest(1);
            }
            waiting.add(visit);
        }
    }

    private void stopWaiting(Visit visit) {
        synchronized (this) {
            if (waiting.remove(visit)) {
                waitingBytes -= visit.bytes;
            }
            visit.bytes = 0;
        }
        // Whoever was evicted at this last moment is served all the same.
        Thread.interrupted();
    }

    /** Closes the connection of the one that has waited longest and holds this many bytes; false if there is none. */
    private boolean evictOldest(int leastBytes) {
        for (Iterator<Visit> oldestFirst = waiting.iterator(); oldestFirst.hasNext(); ) {
            Visit visit = oldestFirst.next();
            if (visit.bytes >= leastBytes) {
                oldestFirst.remove();
                waitingBytes -= visit.bytes;
                visit.evicted = true;
                if (visit.thread != null) {
                    visit.thread.interrupt();
                }
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
