package dev.hostgauge.collector.storage;

import dev.hostgauge.collector.Registration;
import java.util.List;

/** The subject's collectors. */
public final class StorageCollectors {
    public static final List<Registration> ALL = List.of(
            Registration.of("diskstats", "block devices, /proc/diskstats and udev", Diskstats.METRICS, Diskstats::new)
                    .portable(() -> PortableDisks.VARIANT),
            Registration.of(
                            "filesystem",
                            "mounted filesystems, mountinfo and statvfs",
                            Filesystem.METRICS,
                            Filesystem::new)
                    .composite()
                    .portable(() -> PortableFilesystem.VARIANT),
            Registration.of("mdadm", "software RAID, /proc/mdstat and sysfs", Mdadm.METRICS, Mdadm::new),
            Registration.of("nvme", "NVMe controllers and namespaces", Nvme.METRICS, Nvme::new)
                    .composite());

    private StorageCollectors() {}
}
