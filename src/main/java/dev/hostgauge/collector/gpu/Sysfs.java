package dev.hostgauge.collector.gpu;

import dev.hostgauge.machine.Clock;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import java.io.IOException;

/** The kernel's devices, and how the files of their drivers are read. */
record Sysfs(Root root, Clock clock, Probe probe) {
    /** How a driver's file is read. Tests put in its place what no recorded file can do: hang, or fail as a driver does. */
    interface Probe {
        /** Whether there is such a file. */
        boolean read(KernelFile file, Text text) throws IOException;
    }

    static Sysfs of(Machine machine) {
        return new Sysfs(machine.sys(), machine.clock(), KernelFile::readIfPresent);
    }

    /** A file to be read again and again; hold on to it. */
    GpuFile file(String path) {
        return new GpuFile(root.file(path), probe);
    }

    /** The driver that is bound to a device, by a link, which asks the device nothing; empty without one. */
    String driver(String device) {
        return root.link(device + "/driver")
                .map(link -> String.valueOf(link.getFileName()))
                .orElse("");
    }

    /** A fact that is read once; empty too if it cannot be read. */
    String fact(String path) {
        try {
            return root.fact(path).orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }
}
