package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;

/** What the driver of a GPU shows of it beyond what the PCI bus knows. */
interface GpuDriver {
    /** A driver that shows nothing, or none at all. */
    GpuDriver NONE = new GpuDriver() {
        @Override
        public void read(Pace now) {}

        @Override
        public GpuWords words() {
            return GpuWords.NONE;
        }

        @Override
        public void add(Sink sink, GpuName name) {}

        @Override
        public void close() {}
    };

    /** Reads what is due; on a thread of the crew, while the GPU is awake. */
    void read(Pace now);

    /** After a read that ended. */
    GpuWords words();

    /** After a read that ended. */
    void add(Sink sink, GpuName name);

    /** Gives its descriptors back. */
    void close();

    /** The one that knows what a driver of this name shows. */
    static GpuDriver of(String driver, Sysfs sysfs, String folder) {
        return switch (driver) {
            case "amdgpu" -> new AmdGpu(sysfs, folder);
            case "i915", "xe" -> new IntelGpu(sysfs, folder);
            case "nouveau", "radeon" -> new GpuHwmon(sysfs, folder);
            default -> NONE;
        };
    }
}
