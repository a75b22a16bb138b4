/** Storage: the traffic of block devices and how full the mounted filesystems are. */
@NullMarked
package dev.hostgauge.collector.storage;

import org.jspecify.annotations.NullMarked;
