/** The CPUs: where their time goes, how fast they run, what waits for them, and what the kernel counts in /proc/stat. */
@NullMarked
package dev.hostgauge.collector.cpu;

import org.jspecify.annotations.NullMarked;
