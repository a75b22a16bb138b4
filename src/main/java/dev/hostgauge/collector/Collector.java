package dev.hostgauge.collector;

import java.io.IOException;

/** Reads one subject of the machine. Never called again before it returned. */
public interface Collector {
    /**
     * Reads the sources and adds every point that is there. No point at all means that the machine has nothing such.
     *
     * @throws IOException if the source cannot be read or makes no sense: the collector then publishes nothing
     */
    void collect(Sink sink) throws IOException;
}
