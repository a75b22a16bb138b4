package dev.hostgauge.collector.gpu;

import dev.hostgauge.nvml.NvmlReturn;

/** What follows from an answer of NVML. */
enum Consequence {
    /** There is an answer. */
    ANSWERED,
    /** There is nothing to tell, which is no fault. */
    NOTHING,
    /** This card, driver or user never gets an answer: it is not asked again as long as this driver runs. */
    NEVER,
    /** There is none this time. */
    NOT_NOW,
    /** This GPU does not work until somebody does something about it; the others do. */
    GPU_DOWN,
    /** The library has lost its driver: it is shut down and begun with anew. */
    ALL_OVER;

    static Consequence of(NvmlReturn answer) {
        return switch (answer) {
            case SUCCESS, ALREADY_INITIALIZED -> ANSWERED;
            case NOT_FOUND, TIMEOUT, NO_DATA -> NOTHING;
            case NOT_SUPPORTED,
                    INVALID_ARGUMENT,
                    NO_PERMISSION,
                    FUNCTION_NOT_FOUND,
                    FREQ_NOT_SUPPORTED,
                    ARGUMENT_VERSION_MISMATCH,
                    DEPRECATED,
                    VGPU_ECC_NOT_SUPPORTED,
                    RESET_TYPE_NOT_SUPPORTED -> NEVER;
            case INSUFFICIENT_SIZE,
                    IN_USE,
                    MEMORY,
                    INSUFFICIENT_RESOURCES,
                    NOT_READY,
                    INVALID_STATE,
                    UNKNOWN,
                    UNNAMED -> NOT_NOW;
            case INSUFFICIENT_POWER, IRQ_ISSUE, CORRUPTED_INFOROM, RESET_REQUIRED, OPERATING_SYSTEM -> GPU_DOWN;
            case UNINITIALIZED,
                    DRIVER_NOT_LOADED,
                    LIBRARY_NOT_FOUND,
                    GPU_IS_LOST,
                    LIB_RM_VERSION_MISMATCH,
                    GPU_NOT_FOUND -> ALL_OVER;
        };
    }

    /** Whether it is counted as an error: what a card does not have, and a wait without an event, are none. */
    static boolean isError(NvmlReturn answer) {
        return switch (answer) {
            case SUCCESS, ALREADY_INITIALIZED, NOT_SUPPORTED, NOT_FOUND, NO_DATA, TIMEOUT, FUNCTION_NOT_FOUND -> false;
            default -> true;
        };
    }
}
