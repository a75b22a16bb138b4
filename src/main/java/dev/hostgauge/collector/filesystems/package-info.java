/** Filesystems: what XFS, btrfs, ZFS and NFS say of themselves. */
@NullMarked
package dev.hostgauge.collector.filesystems;

import org.jspecify.annotations.NullMarked;
