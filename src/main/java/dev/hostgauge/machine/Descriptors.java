package dev.hostgauge.machine;

import java.util.concurrent.atomic.AtomicInteger;

/** How many descriptors of kernel files may be kept open in all. */
final class Descriptors {
    /** The usual limit of a process is 1,024; scrapes need some too. */
    static final int MOST_KEPT = 384;

    private final AtomicInteger kept = new AtomicInteger();

    boolean take() {
        if (kept.incrementAndGet() <= MOST_KEPT) {
            return true;
        }
        kept.decrementAndGet();
        return false;
    }

    void giveBack() {
        kept.decrementAndGet();
    }

    /** How many are kept at the moment. */
    int kept() {
        return kept.get();
    }
}
