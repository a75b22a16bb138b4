package dev.hostgauge.nvml;

import java.util.List;

/** A branch of the driver: what its library exports, and what it lays out otherwise than the others. */
public enum Variant {
    /** Has not even the functions that a library must have. */
    OLDER("384.183", 384),
    DRIVER_450("450.248.02", 450),
    DRIVER_470("470.256.02", 470),
    DRIVER_510("510.108.03", 510),
    /** Its entries of running processes are 32 bytes long, those of all other branches 24. */
    DRIVER_535_54("535.54.03", 535),
    DRIVER_535_261("535.261.03", 535),
    DRIVER_550("550.163.01", 550),
    DRIVER_565("565.57.01", 565),
    DRIVER_570("570.195.03", 570),
    DRIVER_575("575.64.05", 575),
    DRIVER_580_65("580.65.06", 580),
    DRIVER_580_95("580.95.05", 580),
    DRIVER_590("590.48.01", 590),
    DRIVER_610("610.57.04", 610),
    /** A library of that name which exports nothing of NVML. */
    NOT_NVML("610.57.04", 0);

    private final String version;
    private final int branch;

    Variant(String version, int branch) {
        this.version = version;
        this.branch = branch;
    }

    /** The driver's version as it tells it. */
    String version() {
        return version;
    }

    /** What the compiler is told. */
    List<String> definitions() {
        return this == DRIVER_535_54 ? List.of("-DPROCESS_INFO_32") : List.of();
    }

    /** Whether this branch exports a function that came with {@code since}. */
    boolean exports(String function, int since) {
        boolean tooNew =
                this == OLDER && (function.endsWith("_v2") || function.endsWith("_v3") || function.contains("Mig"));
        return this == OLDER ? since == 450 && !tooNew : since <= branch;
    }
}
