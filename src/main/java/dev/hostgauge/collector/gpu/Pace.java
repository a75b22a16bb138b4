package dev.hostgauge.collector.gpu;

/** How often a file of a GPU is read: whoever is slower is read along with nobody faster left out. */
enum Pace {
    /** In every cycle. */
    CYCLE,
    /** Every 15 s: counters of errors, and what the driver has to ask the GPU's firmware for. */
    SLOW,
    /** Every minute: limits and what else somebody has to change. */
    SETTING;

    /** Whether files of that pace are read when it is time for this one. */
    boolean includes(Pace other) {
        return compareTo(other) >= 0;
    }
}
