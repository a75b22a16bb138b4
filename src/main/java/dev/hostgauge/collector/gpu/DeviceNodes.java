package dev.hostgauge.collector.gpu;

import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Text;
import java.io.IOException;

/**
 * Tells which of NVIDIA's GPUs this process may ask: in a container the bus shows all of the host's, and the folder of
 * devices those that were given to it.
 */
final class DeviceNodes {
    private static final String MINOR = "Device Minor:";

    private final Machine machine;

    DeviceNodes(Machine machine) {
        this.machine = machine;
    }

    /** Whether there is a device node for it, or no way to tell which that would be. */
    boolean isOurs(String address) {
        Text text = new Text();
        try (KernelFile information = machine.proc().file("driver/nvidia/gpus/" + address + "/information")) {
            if (!information.readIfPresent(text)) {
                return true;
            }
            while (text.nextLine()) {
                if (text.startsWith(MINOR)) {
                    String minor = text.rest().substring(MINOR.length()).strip();
                    return machine.own().exists("dev/nvidia" + minor);
                }
            }
        } catch (IOException unreadable) {
            return true;
        }
        return true;
    }
}
