package dev.hostgauge.collector;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One read that may hang: a collector, a mount, a sensor. Its owner keeps it from cycle to cycle, so that one that is
 * stuck is known and not started a second time.
 *
 * <p>{@link Crew} runs it; after that the owner asks for the value. Its fields are guarded by this object's monitor.
 */
public final class Read<T> {
    private final Duration limit;
    private final Source<T> source;

    private State state = State.IDLE;
    private long startedAt;
    private @Nullable T value;
    private @Nullable Throwable failure;

    private enum State {
        IDLE,
        RUNNING,
        DONE,
        /** Given up by the crew, but its thread has not come back. */
        STUCK
    }

    /** What is read. */
    public interface Source<T> {
        T read() throws IOException;
    }

    /** The read did not end in time. */
    public static final class TimedOut extends IOException {
        private static final long serialVersionUID = 1;

        TimedOut() {
            super("timed out");
        }
    }

    /**
     * @param limit how long it may take once it was started
     */
    public Read(Duration limit, Source<T> source) {
        this.limit = limit;
        this.source = source;
    }

    /**
     * What the last run gave.
     *
     * @throws TimedOut if it has not ended in time, or was not started because an earlier run is stuck
     * @throws IOException what the source threw
     */
    public synchronized T value() throws IOException {
        if (failure instanceof IOException failed) {
            throw failed;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        if (state != State.DONE || value == null) {
            throw new TimedOut();
        }
        return value;
    }

    /** Whether a thread still hangs in it. */
    public synchronized boolean isStuck() {
        return state == State.STUCK;
    }

    /** Forgets the last run; false if it hangs, so that it must not run. */
    synchronized boolean prepare() {
        value = null;
        failure = null;
        if (state == State.STUCK || state == State.RUNNING) {
            return false;
        }
        state = State.IDLE;
        return true;
    }

    /** From now on its time counts. */
    synchronized void start() {
        state = State.RUNNING;
        startedAt = System.nanoTime();
    }

    /** Runs the source on this thread, after {@link #start}. */
    void run() {
        try {
            end(source.read(), null);
        } catch (Throwable thrown) {
            // Whatever it is: a read that does not end counts as hanging for ever.
            end(null, thrown);
        }
    }

    private synchronized void end(@Nullable T read, @Nullable Throwable thrown) {
        if (state == State.STUCK) {
            state = State.IDLE;
            return;
        }
        state = State.DONE;
        value = read;
        failure = thrown;
    }

    /** The time after which a running read is given up; {@code Long.MAX_VALUE} from now if it does not run. */
    synchronized long nanosLeft(long now) {
        return state == State.RUNNING ? limit.toNanos() - (now - startedAt) : Long.MAX_VALUE;
    }

    /** Gives it up if it runs; whether it did. */
    synchronized boolean abandon() {
        if (state != State.RUNNING) {
            return false;
        }
        state = State.STUCK;
        return true;
    }
}
