package dev.hostgauge.nvml;

/**
 * Where the fields of NVML's structs lie, in bytes, and what they must say of their version: the same on every system
 * with 64 bits. A version is the size with a number above it, except for the two of GPM.
 */
final class Layout {
    static final int PCI_INFO_BUS_ID = 36;
    static final int PCI_BUS_ID_BYTES = 32;

    static final int MEMORY_TOTAL = 0;
    static final int MEMORY_FREE = 8;
    static final int MEMORY_USED = 16;

    static final int MEMORY_V2_BYTES = 40;
    static final int MEMORY_V2_VERSION = 0x02000028;
    static final int MEMORY_V2_TOTAL = 8;
    static final int MEMORY_V2_RESERVED = 16;
    static final int MEMORY_V2_FREE = 24;
    static final int MEMORY_V2_USED = 32;

    static final int TEMPERATURE_VERSION = 0x0100000c;
    static final int TEMPERATURE_SENSOR = 4;
    static final int TEMPERATURE_CELSIUS = 8;

    static final int MARGIN_VERSION = 0x01000008;
    static final int MARGIN_CELSIUS = 4;

    static final int FAN_SPEED_VERSION = 0x0100000c;
    static final int FAN_SPEED_FAN = 4;
    static final int FAN_SPEED_RPM = 8;

    static final int REPAIR_VERSION = 0x0100000c;
    static final int REPAIR_CHANNEL = 4;

    static final int FIELD_BYTES = 40;
    static final int FIELD_ID = 0;
    static final int FIELD_SCOPE = 4;
    static final int FIELD_TYPE = 24;
    static final int FIELD_RETURN = 28;
    static final int FIELD_VALUE = 32;

    static final int PROCESS_V1_BYTES = 16;
    static final int PROCESS_BYTES = 24;
    static final int PROCESS_PID = 0;
    static final int PROCESS_MEMORY = 8;

    static final int EVENT_BYTES = 32;
    static final int EVENT_DEVICE = 0;
    static final int EVENT_TYPE = 8;
    static final int EVENT_DATA = 16;

    static final int GPM_SUPPORT_VERSION = 1;
    static final int GPM_SUPPORT_IS_SUPPORTED = 4;

    /** The largest that any header has: a library may clear it all. */
    static final int GPM_METRICS_BYTES = 13344;

    static final int GPM_METRICS_VERSION = 1;
    static final int GPM_METRICS_COUNT = 4;
    static final int GPM_METRICS_OLDER = 8;
    static final int GPM_METRICS_NEWER = 16;
    static final int GPM_METRICS_FIRST = 24;
    static final int GPM_METRIC_BYTES = 40;
    static final int GPM_METRIC_ID = 0;
    static final int GPM_METRIC_RETURN = 4;
    static final int GPM_METRIC_VALUE = 8;

    private Layout() {}
}
