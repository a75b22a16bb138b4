package dev.hostgauge.collector.filesystems;

import dev.hostgauge.collector.Registration;
import java.util.List;

/** The subject's collectors. */
public final class FilesystemsCollectors {
    public static final List<Registration> ALL = List.of(
            Registration.of("xfs", "XFS filesystems, /sys/fs/xfs", Xfs.METRICS, Xfs::new),
            Registration.of("btrfs", "btrfs filesystems, /sys/fs/btrfs", Btrfs.METRICS, Btrfs::new),
            Registration.of("zfs", "ZFS caches, pools and datasets, /proc/spl/kstat/zfs", Zfs.METRICS, Zfs::new),
            Registration.of("nfs", "NFS client, /proc/net/rpc/nfs", Nfs.METRICS, Nfs::new),
            Registration.of("nfsd", "NFS server, /proc/net/rpc/nfsd", Nfsd.METRICS, Nfsd::new));

    private FilesystemsCollectors() {}
}
