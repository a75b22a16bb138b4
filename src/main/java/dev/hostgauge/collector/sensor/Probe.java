package dev.hostgauge.collector.sensor;

import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Text;
import java.io.IOException;

/** How a sensor's file is read. Tests put in its place what no recorded file can do: hang, or fail as a driver does. */
interface Probe {
    /** The kernel's own way. */
    Probe KERNEL = KernelFile::read;

    void read(KernelFile file, Text text) throws IOException;
}
