package dev.hostgauge.collector.filesystems;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The errors that a btrfs counted on one of its devices, which sysfs tells by the device's number alone. */
final class BtrfsErrors implements Closeable {
    private static final int DEVICE = 2;
    private static final int DEVICE_UUID = 3;

    private final KernelFile file;
    /** By the first word of the file's lines. */
    private final Map<String, String[]> labels = new HashMap<>();

    BtrfsErrors(Root sys, String folder, String uuid, String devid) {
        file = sys.file(folder + "/error_stats");
        for (String type : new String[] {"write", "read", "flush", "corruption", "generation"}) {
            labels.put(type + "_errs", new String[] {uuid, devid, "", "", type});
        }
    }

    /**
     * @param device if it is known which one it is
     */
    void collect(Optional<BtrfsDevice> device, Text text, Sink sink) {
        try {
            if (!file.readIfGiven(text)) {
                return;
            }
            while (text.nextLine()) {
                // Of a device that is missing the kernel says but that.
                if (text.atLineEnd() || text.startsWith("invalid")) {
                    continue;
                }
                String[] values = labels.get(text.word());
                if (values != null) {
                    values[DEVICE] = device.map(BtrfsDevice::name).orElse("");
                    values[DEVICE_UUID] = device.map(BtrfsDevice::deviceUuid).orElse("");
                    sink.add(Btrfs.DEVICE_ERRORS, text.count(), values);
                }
            }
        } catch (IOException failure) {
            sink.problem(file.path(), failure);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
