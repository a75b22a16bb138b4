package dev.hostgauge.metric;

import java.time.Duration;
import java.util.Set;

/** Where outputs get their readings from. */
public interface SnapshotSource {
    /**
     * A reading that is fresh or, within {@code sampling.min-age}, shared with whoever asked just before. Collectors
     * that have not ended within the time are in it as timed out.
     *
     * @param collectors the names of those wanted; each must be in {@link #collectors()}
     * @param within how long the caller waits at most
     */
    Snapshot read(Set<String> collectors, Duration within);

    /** The names of all collectors that are on. */
    Set<String> collectors();
}
