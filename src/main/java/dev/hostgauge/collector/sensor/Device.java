package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Read;
import java.util.Collection;

/** Something under {@code /sys/class} that can come and go, and whose files are kept open meanwhile. */
interface Device {
    /** Adds what has to be read in this cycle. */
    void addReads(Collection<Read<?>> reads);

    /** Whether a thread still hangs in one of its reads, so that its files must not be touched. */
    boolean isStuck();

    /** Gives its descriptors back. */
    void close();
}
