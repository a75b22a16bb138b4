/** Storage: the traffic of block devices, what RAID arrays and NVMe disks they are, how full the mounted filesystems are. */
@NullMarked
package dev.hostgauge.collector.storage;

import org.jspecify.annotations.NullMarked;
