package dev.hostgauge.collector;

import java.io.IOException;

/** A collector whose counters also feed the {@link TrailingWindow}. Ticks come on a thread of their own. */
public interface Ticking {
    /** Reads the counters alone, cheaply, with buffers that {@link Collector#collect} does not use. */
    void tick(Tally tally) throws IOException;

    /** One reading of counters by name. */
    interface Tally {
        void count(String counter, double value);
    }
}
