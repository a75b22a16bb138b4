package dev.hostgauge.collector.gpu;

/** In what a driver counts, what the metric counts in, and what can be: drivers print all ones for what they do not know. */
enum Unit {
    FLAG(1, 0, 1),
    PERCENT(100, 0, 100),
    PER_MILLE(1000, 0, 1000),
    COUNT(1, 0, Unit.TWO_TO_63),
    BYTES(1, 0, 1L << 50),
    MILLICELSIUS(1e3, -55e3, 200e3),
    /** Of a limit: one at or below freezing is a register that nobody set. */
    LIMIT_MILLICELSIUS(1e3, 1, 200e3),
    MICROWATTS(1e6, 0, 1e11),
    /** Of a limit: 0 is none. */
    LIMIT_MICROWATTS(1e6, 1, 1e11),
    MICROJOULES(1e6, 0, Unit.TWO_TO_63),
    MILLISECONDS(1e3, 0, Unit.TWO_TO_63),
    RPM(1, 0, 65_534),
    HERTZ(1, 0, 1e11),
    MEGAHERTZ(1e-6, 0, 1e5);

    private static final double TWO_TO_63 = 0x1p63;
    private static final double ALL_ONES = 4_294_967_295.0;

    private final double perUnit;
    private final double least;
    private final double most;

    Unit(double perUnit, double least, double most) {
        this.perUnit = perUnit;
        this.least = least;
        this.most = most;
    }

    /** The driver's number in the metric's unit; NaN if that cannot be. */
    double of(double raw) {
        boolean possible = raw >= least && raw <= most && raw != ALL_ONES && !(raw == 0 && this == MILLICELSIUS);
        return possible ? raw / perUnit : Double.NaN;
    }

    /**
     * Whether drivers say a number that cannot be where there is none, so that it is no fault: of a limit that nobody has
     * set, and of a sensor without power, which is at 0.
     */
    boolean isNone(double raw) {
        return switch (this) {
            case LIMIT_MILLICELSIUS, LIMIT_MICROWATTS -> true;
            case MILLICELSIUS -> raw == 0;
            default -> false;
        };
    }
}
