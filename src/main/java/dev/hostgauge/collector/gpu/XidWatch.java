package dev.hostgauge.collector.gpu;

import dev.hostgauge.machine.Clock;
import dev.hostgauge.nvml.Nvml;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;
import dev.hostgauge.nvml.XidEvents;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits on a thread of its own for what GPUs report of themselves, from one start of the driver to its end. Linux only:
 * elsewhere the driver has nothing to wait for.
 */
final class XidWatch {
    private static final Logger LOG = LoggerFactory.getLogger(XidWatch.class);

    /** So long may it take to stop. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    /** Waits double from here on: who reads once and ends must not wait for the end of a long one. */
    private static final int FIRST_WAIT_MILLIS = 10;

    private static final int STACK_BYTES = 256 << 10;

    private final XidEvents events;
    private final NvmlAccount account;
    private final Map<Long, Watched> gpus;
    private final Xids xids;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean isStopping;
    private volatile boolean hasNews;
    private volatile boolean hasLostDriver;

    /**
     * A GPU whose events are waited for.
     *
     * @param events the bits of those that it can report
     */
    record Watched(String address, long events) {}

    /**
     * @param gpus by their handles
     */
    XidWatch(Nvml nvml, NvmlAccount account, Map<Long, Watched> gpus, Xids xids, Clock clock) {
        this.events = nvml.xidEvents();
        this.account = account;
        this.gpus = Map.copyOf(gpus);
        this.xids = xids;
        this.clock = clock;
        thread = new Thread(null, this::watch, "gpu-events", STACK_BYTES);
        thread.setDaemon(true);
    }

    /** Begins to wait, if any GPU can be waited for. By NVML's thread, so that the first reading knows it. */
    void start() {
        account.begin(NvmlCall.EVENT_SET_CREATE, "");
        NvmlReturn created = account.end(NvmlCall.EVENT_SET_CREATE, events.create());
        if (created == NvmlReturn.SUCCESS && registerAll()) {
            thread.start();
        } else {
            events.close();
        }
    }

    /** Makes it end within a second, if the driver lets it. */
    void stop() {
        isStopping = true;
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Waits for its end, this long at most. */
    void awaitEnd(Duration patience) {
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a GPU said since the last time that it has changed. */
    boolean takeNews() {
        boolean news = hasNews;
        hasNews = false;
        return news;
    }

    boolean hasLostDriver() {
        return hasLostDriver;
    }

    private void watch() {
        try {
            int millis = FIRST_WAIT_MILLIS;
            while (!isStopping && !hasLostDriver) {
                NvmlReturn answer = events.await(millis);
                account.count(NvmlCall.EVENT_SET_WAIT, answer);
                take(answer);
                millis = (int) Math.min(2L * millis, WAIT.toMillis());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            events.close();
        }
    }

    private boolean registerAll() {
        boolean any = false;
        for (Map.Entry<Long, Watched> gpu : gpus.entrySet()) {
            account.begin(NvmlCall.REGISTER_EVENTS, gpu.getValue().address);
            NvmlReturn answer =
                    account.end(NvmlCall.REGISTER_EVENTS, events.register(gpu.getKey(), gpu.getValue().events));
            if (answer == NvmlReturn.SUCCESS) {
                xids.watch(gpu.getValue().address);
                any = true;
            }
        }
        return any;
    }

    private void take(NvmlReturn answer) throws InterruptedException {
        switch (Consequence.of(answer)) {
            case ANSWERED -> take();
            case NOTHING -> {}
            case ALL_OVER -> {
                if (answer == NvmlReturn.GPU_IS_LOST) {
                    // Of one GPU; the others may still report.
                    hasNews = true;
                    Thread.sleep(WAIT.toMillis());
                } else {
                    hasLostDriver = true;
                }
            }
            case NEVER -> isStopping = true;
            case NOT_NOW, GPU_DOWN -> Thread.sleep(WAIT.toMillis());
        }
    }

    private void take() {
        Watched gpu = gpus.get(events.device());
        String address = gpu == null ? "" : gpu.address;
        if (events.eventType() == XidEvents.XID) {
            long xid = events.eventData();
            if (xids.count(address, xid, clock.now())) {
                LOG.warn(
                        "GPU {} reports Xid {} for the first time",
                        address.isEmpty() ? "that is not known" : address,
                        Long.toUnsignedString(xid));
            }
        } else {
            hasNews = true;
        }
    }
}
