package dev.hostgauge.collector;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds the {@link TrailingWindow}: at the start, a quarter of a second later, and then with every tick. */
public final class Ticker implements AutoCloseable {
    /** After this long from the start there are two readings, so that utilisations are there. */
    public static final Duration FIRST_GAP = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final TrailingWindow window;
    private final List<Ticking> sources;
    private final CountDownLatch readings = new CountDownLatch(2);
    private final Thread thread = new Thread(null, this::run, "tick", 256 << 10);

    public Ticker(TrailingWindow window, List<? extends Ticking> sources) {
        this.window = window;
        this.sources = List.copyOf(sources);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            tick();
            Thread.sleep(FIRST_GAP.toMillis());
            while (!Thread.currentThread().isInterrupted()) {
                tick();
                Thread.sleep(TrailingWindow.TICK.toMillis());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** One reading of all sources; one that fails costs its own counters. */
    void tick() {
        Map<String, Double> counters = new HashMap<>();
        for (Ticking source : sources) {
            Map<String, Double> own = new HashMap<>();
            try {
                source.tick(own::put);
                counters.putAll(own);
            } catch (IOException | RuntimeException failure) {
                // Its collector reports the same fault with every cycle.
                LOG.debug("tick: {}", failure.toString());
            }
        }
        window.add(counters);
        readings.countDown();
    }

    /** Waits until utilisations can be told, which is not long after the start. */
    public void awaitSecondReading() {
        try {
            readings.await(FIRST_GAP.multipliedBy(4).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
