package dev.hostgauge.machine.oshi;

import java.util.Optional;
import java.util.OptionalDouble;

/** What OSHI's interfaces have no place for: asked of Java, and of the kernel of macOS. */
interface BesideOshi {
    /** One of Java's system properties. */
    Optional<String> property(String name);

    /** A text of macOS's kernel by its name as sysctl(8) has it; empty on other systems. */
    Optional<String> sysctl(String name);

    /** Memory that nobody uses, in bytes; empty but on macOS. */
    OptionalDouble freeBytes();

    /** Nanoseconds that only go forward. */
    long nanoTime();
}
