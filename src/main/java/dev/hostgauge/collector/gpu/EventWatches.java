package dev.hostgauge.collector.gpu;

import dev.hostgauge.machine.Clock;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;
import dev.hostgauge.nvml.XidEvents;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps somebody waiting for the events of all GPUs that are attached: a watch cannot take in another, so that each new
 * one ends it and begins the next. For NVML's thread.
 */
final class EventWatches {
    private static final long WANTED =
            XidEvents.XID | XidEvents.MIG_CONFIGURATION | XidEvents.UNAVAILABLE | XidEvents.RECOVERY_ACTION;

    private final NvmlSession session;
    private final Xids xids;
    private final Clock clock;
    private final Map<Long, XidWatch.Watched> gpus = new HashMap<>();
    private @Nullable XidWatch watch;
    private boolean isIncomplete;
    private boolean isStopping;

    EventWatches(NvmlSession session, Xids xids, Clock clock) {
        this.session = session;
        this.xids = xids;
        this.clock = clock;
    }

    /** This GPU's events are waited for too, if it has any. */
    void add(Card card) {
        if (card.askNow(NvmlCall.SUPPORTED_EVENT_TYPES, 0) == NvmlReturn.SUCCESS) {
            long events = session.answer().bits() & WANTED;
            if (events != 0) {
                gpus.put(card.device(), new XidWatch.Watched(card.address(), events));
                isIncomplete = true;
            }
        }
    }

    /** Begins to wait for those that were added. */
    void keepUp() {
        if (!isIncomplete || isStopping) {
            return;
        }
        XidWatch last = watch;
        if (last != null) {
            last.stop();
            if (last.isAlive()) {
                return;
            }
        }
        isIncomplete = false;
        XidWatch next = new XidWatch(session.nvml(), session.account(), gpus, xids, clock);
        watch = next;
        next.start();
    }

    /** Whether a GPU said since the last time that it has changed. */
    boolean takeNews() {
        XidWatch current = watch;
        return current != null && current.takeNews();
    }

    boolean hasLostDriver() {
        XidWatch current = watch;
        return current != null && current.hasLostDriver();
    }

    /** Makes the waiting end within a second, if the driver lets it. */
    void stop() {
        isStopping = true;
        XidWatch current = watch;
        if (current != null) {
            current.stop();
        }
    }

    boolean isAlive() {
        XidWatch current = watch;
        return current != null && current.isAlive();
    }

    /** Waits for its end, this long at most. */
    void awaitEnd(Duration patience) {
        XidWatch current = watch;
        if (current != null) {
            current.awaitEnd(patience);
        }
    }
}
