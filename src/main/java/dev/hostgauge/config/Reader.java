package dev.hostgauge.config;

/** What the machine is read by. */
public enum Reader {
    /** The kernel's files on Linux, OSHI elsewhere. */
    AUTO,
    /** The kernel's files, which Linux alone has. */
    KERNEL,
    /** OSHI. */
    OSHI
}
