package dev.hostgauge.collector.filesystems;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Text;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** A block device of a btrfs. */
final class BtrfsDevice implements Closeable {
    private static final double SECTOR_BYTES = 512;
    private static final int DEVICE_UUID = 2;
    private static final String UUID_IN_UDEV = "E:ID_FS_UUID_SUB=";

    private final Machine machine;
    private final String folder;
    private final Due udevDue;
    private final String[] labels;
    private final NumberFile size;

    BtrfsDevice(Machine machine, String folder, String uuid, String name) {
        this.machine = machine;
        this.folder = folder;
        udevDue = new Due(machine.clock(), Due.FACTS);
        labels = new String[] {uuid, name, ""};
        size = new NumberFile(machine.sys().file(folder + "/size"), Btrfs.DEVICE_SIZE, SECTOR_BYTES, labels);
    }

    String name() {
        return labels[1];
    }

    /** What the filesystem calls the device; empty where udev does not say. */
    String deviceUuid() {
        return labels[DEVICE_UUID];
    }

    void collect(Text text, Sink sink) {
        if (udevDue.take()) {
            try {
                labels[DEVICE_UUID] = readUuid(text);
            } catch (IOException failure) {
                udevDue.now();
                sink.problem(name(), failure);
            }
        }
        size.add(text, sink);
    }

    /** Sysfs tells a device's numbers, udev keeps what it found on the device under them. */
    private String readUuid(Text text) throws IOException {
        Optional<String> numbers = machine.sys().fact(folder + "/dev");
        if (numbers.isPresent() && numbers.get().matches("\\d+:\\d+")) {
            try (KernelFile udev = machine.udev().file("b" + numbers.get())) {
                boolean more = udev.readIfPresent(text);
                while (more && text.nextLine()) {
                    if (text.startsWith(UUID_IN_UDEV)) {
                        text.wordUntil('=');
                        return text.rest();
                    }
                }
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        size.close();
    }
}
