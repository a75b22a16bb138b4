package dev.hostgauge.collector.gpu;

import java.util.Locale;

/** How NVIDIA's library is. */
enum DriverState {
    /** This machine has no driver of NVIDIA's. */
    ABSENT,
    /** There is a driver, and no library to ask it by. */
    NO_LIBRARY,
    /** The library is being opened, or is opening its GPUs, which may take seconds for each. */
    STARTING,
    RUNNING,
    /** A call has not returned for longer than a reading may take. */
    STUCK,
    /** It has lost its driver and is begun with anew. */
    RESTARTING,
    /** The driver was replaced under the library: the machine, or the driver and this process, must be restarted. */
    VERSION_MISMATCH,
    /** The library does not start, for another reason. */
    REFUSED,
    /** It was let go so that an idle GPU can sleep. */
    RELEASED;

    private final String label = name().toLowerCase(Locale.ROOT);

    String label() {
        return label;
    }
}
