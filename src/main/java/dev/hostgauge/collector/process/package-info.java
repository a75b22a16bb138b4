/** Processes, alone and in groups, and the container or cgroup that the exporter itself runs in. */
@NullMarked
package dev.hostgauge.collector.process;

import org.jspecify.annotations.NullMarked;
