package dev.hostgauge.collector.custom;

import java.util.concurrent.atomic.AtomicInteger;

/** How many series all files together may still bring, so that no script fills the memory. Thread-safe. */
final class Allowance {
    private final AtomicInteger left;

    Allowance(int series) {
        left = new AtomicInteger(series);
    }

    int left() {
        return Math.max(left.get(), 0);
    }

    void take(int series) {
        left.addAndGet(-series);
    }

    void giveBack(int series) {
        left.addAndGet(series);
    }
}
