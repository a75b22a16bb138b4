package dev.hostgauge.collector.gpu;

/** In what NVML counts, what the metric counts in, and what can be: what is beyond that is a driver's mistake. */
enum NvmlUnit {
    FLAG(1, 0, 1),
    /** Counts of 64 bits; above this is garbage. */
    COUNT(1, 0, 1e18),
    RATIO(1, 0, 1),
    PERCENT(100, 0, 100),
    /** Some fans are told to run faster than their nominal speed. */
    FAN_PERCENT(100, 0, 300),
    RPM(1, 0, 100_000),
    BYTES(1, 0, 1e15),
    /** Of what is there, so that there is some of it. */
    SIZE_BYTES(1, 1, 1e15),
    KIBIBYTES(1 / 1024.0, 0, 1e15),
    /** A card that runs is warmer than 0, which is a driver's way not to know. */
    CELSIUS(1, 1, 150),
    /** The same where a 0 is what cards without such a sensor say. */
    OPTIONAL_CELSIUS(1, 1, 150, 0),
    MARGIN_CELSIUS(1, -150, 150),
    MEGAHERTZ(1e-6, 0, 1e5),
    /** Nobody sets a limit of 0, and no card draws nothing. */
    MILLIWATTS(1e3, 0, 2e7, 0),
    /** As much as the largest card draws in a hundred years. */
    MILLIJOULES(1e3, 0, 6e16),
    /** A hundred years: fewer than 64 bits have. */
    NANOSECONDS(1e9, 0, 3.2e18),
    /** 32 is the unknown one. */
    PERFORMANCE_STATE(1, 0, 15, 32),
    /** Of PCI Express: generations and lanes. */
    LINK(1, 1, 32);

    private final double perUnit;
    private final double least;
    private final double most;
    private final double unknown;

    NvmlUnit(double perUnit, double least, double most) {
        this(perUnit, least, most, Double.NaN);
    }

    NvmlUnit(double perUnit, double least, double most, double unknown) {
        this.perUnit = perUnit;
        this.least = least;
        this.most = most;
        this.unknown = unknown;
    }

    /** Whether the driver's number says that there is none. */
    boolean isNone(double raw) {
        return Double.isNaN(raw) || raw == unknown;
    }

    boolean isPossible(double raw) {
        return raw >= least && raw <= most;
    }

    /** The driver's number in the metric's unit. */
    double of(double raw) {
        return raw / perUnit;
    }
}
