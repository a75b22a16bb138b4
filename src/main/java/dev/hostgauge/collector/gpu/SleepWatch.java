package dev.hostgauge.collector.gpu;

import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.util.Optional;

/**
 * Which of NVIDIA's GPUs sleep, as a laptop's do while nobody uses them. The bus says so without waking them; everything
 * else wakes them, and an open handle keeps them awake. For NVML's thread.
 */
final class SleepWatch {
    private final Machine machine;

    SleepWatch(Machine machine) {
        this.machine = machine;
    }

    /**
     * Whether it sleeps or is about to, or may because that cannot be read; not so where the kernel does not manage its
     * power.
     */
    boolean isAsleep(String address) {
        try {
            Optional<String> status = machine.sys().fact("bus/pci/devices/" + address + "/power/runtime_status");
            return status.filter(word -> word.equals("suspended") || word.equals("suspending"))
                    .isPresent();
        } catch (IOException unreadable) {
            return true;
        }
    }

    /** Whether its driver would let it sleep if nobody held it open. */
    boolean wouldSleep(String address) {
        Text text = new Text();
        try (KernelFile file = machine.proc().file("driver/nvidia/gpus/" + address + "/power")) {
            if (!file.readIfPresent(text)) {
                return false;
            }
            while (text.nextLine()) {
                if (text.startsWith("Runtime D3 status:")) {
                    return text.rest().contains("Enabled");
                }
            }
        } catch (IOException unreadable) {
            return false;
        }
        return false;
    }
}
