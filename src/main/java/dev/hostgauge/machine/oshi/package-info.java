/** The machine by OSHI, for systems without {@code /proc} and {@code /sys}: OSHI's types and sentinels end here. */
@NullMarked
package dev.hostgauge.machine.oshi;

import org.jspecify.annotations.NullMarked;
