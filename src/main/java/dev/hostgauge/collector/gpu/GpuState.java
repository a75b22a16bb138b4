package dev.hostgauge.collector.gpu;

/** Whether a GPU sleeps to save power, by {@code power/runtime_status}. */
enum GpuState {
    AWAKE,
    /** Or about to be. */
    SUSPENDED,
    /** The kernel does not manage its power, or does not say. */
    UNKNOWN,
    /** It cannot be read whether it sleeps, so that whoever reads on may wake it. */
    UNREADABLE;

    static GpuState of(String status) {
        return switch (status) {
            case "active", "resuming" -> AWAKE;
            case "suspended", "suspending" -> SUSPENDED;
            default -> UNKNOWN;
        };
    }

    boolean isManaged() {
        return this == AWAKE || this == SUSPENDED;
    }

    /** Whether its other files may be read without waking it. */
    boolean mayBeAsked() {
        return this == AWAKE || this == UNKNOWN;
    }
}
