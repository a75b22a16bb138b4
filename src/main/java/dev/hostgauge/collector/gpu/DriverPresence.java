package dev.hostgauge.collector.gpu;

import dev.hostgauge.machine.Machine;

/** Tells without NVML whether there is a driver of NVIDIA's that it could ask. */
final class DriverPresence {
    private DriverPresence() {}

    /** As far as the kernel's files tell; where there are none, the library has to be tried. */
    static boolean isOn(Machine machine) {
        return machine.isReadByOshi()
                || machine.sys().exists("module/nvidia")
                // The way of the Windows Subsystem for Linux.
                || machine.own().exists("dev/dxg");
    }
}
