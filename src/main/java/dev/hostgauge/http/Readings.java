package dev.hostgauge.http;

import dev.hostgauge.metric.Snapshot;
import dev.hostgauge.metric.SnapshotSource;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The source of readings, remembered to have given one: from then on the exporter is ready. */
final class Readings {
    private static final Logger LOG = LoggerFactory.getLogger(Readings.class);

    private final SnapshotSource source;
    private final Duration longest;
    private volatile boolean anyTaken;

    Readings(SnapshotSource source, Duration longest) {
        this.source = source;
        this.longest = longest;
    }

    Set<String> collectors() {
        return source.collectors();
    }

    Duration longest() {
        return longest;
    }

    Snapshot read(Set<String> collectors, Duration within) {
        Snapshot snapshot = source.read(collectors, within);
        anyTaken = true;
        return snapshot;
    }

    boolean anyTaken() {
        return anyTaken;
    }

    /** Takes the first reading on a thread of its own, so that readiness does not wait for the first scrape. */
    void takeFirst() {
        Thread thread = new Thread(
                () -> {
                    try {
                        read(collectors(), longest);
                    } catch (RuntimeException failure) {
                        LOG.warn("the first reading failed; not ready before a scrape succeeds", failure);
                    }
                },
                "first-reading");
        thread.setDaemon(true);
        thread.start();
    }
}
