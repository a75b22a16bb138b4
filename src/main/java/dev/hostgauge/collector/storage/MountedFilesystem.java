package dev.hostgauge.collector.storage;

import dev.hostgauge.collector.Read;
import dev.hostgauge.machine.SystemCalls.FilesystemSize;
import java.util.List;

/** One mount that is served, from when it appears to when it is gone: its label values and its read. */
final class MountedFilesystem {
    private final String device;
    private final String mountPoint;
    private final String type;
    private final Read<FilesystemSize> read;
    private final String[] labels;
    private final String[] hostLabels;
    private final String[] infoLabels;
    private boolean readOnly;

    MountedFilesystem(MountTable.Mount mount, String mountPoint, Read<FilesystemSize> read) {
        this.device = mount.device();
        this.mountPoint = mountPoint;
        this.type = mount.type();
        this.read = read;
        labels = labels("");
        hostLabels = new String[] {mountPoint, device, type};
        infoLabels = new String[] {device, mount.major(), mount.minor(), mountPoint};
    }

    /** Options may change while the mount stays. */
    void readOnly(boolean now) {
        readOnly = now;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    Read<FilesystemSize> read() {
        return read;
    }

    /** Of node_exporter's families, without an error. */
    String[] labels() {
        return labels;
    }

    String[] labels(String error) {
        return new String[] {device, mountPoint, type, error};
    }

    String[] hostLabels() {
        return hostLabels;
    }

    String[] infoLabels() {
        return infoLabels;
    }

    /** What tells its series from others'. */
    List<String> series() {
        return List.of(device, mountPoint, type);
    }

    /** Who answers for the device: the host of {@code host:/export} and {@code //host/share}, else the device. */
    String server() {
        if (device.startsWith("//")) {
            int slash = device.indexOf('/', 2);
            return slash < 0 ? device : device.substring(0, slash);
        }
        int colon = device.indexOf(":/");
        return colon < 0 ? device : device.substring(0, colon);
    }

    /** Whether its numbers come from another machine or from a process, either of which may be gone. */
    boolean isRemote() {
        return type.startsWith("fuse") || !server().equals(device);
    }
}
