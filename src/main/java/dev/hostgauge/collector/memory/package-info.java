/** Memory: what the kernel counts in /proc/meminfo and /proc/vmstat. */
@NullMarked
package dev.hostgauge.collector.memory;

import org.jspecify.annotations.NullMarked;
