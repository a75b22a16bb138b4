package dev.hostgauge.collector.gpu;

/**
 * Who made a GPU.
 *
 * @param hex its number on the PCI bus, such as {@code 10de}
 * @param label its name, or the number of one that is not known by name
 */
record GpuVendor(String hex, String label) {
    static final GpuVendor NVIDIA = new GpuVendor("10de", "nvidia");
    static final GpuVendor AMD = new GpuVendor("1002", "amd");
    static final GpuVendor INTEL = new GpuVendor("8086", "intel");

    static GpuVendor of(String hex) {
        return switch (hex) {
            case "10de" -> NVIDIA;
            case "1002" -> AMD;
            case "8086" -> INTEL;
            default -> new GpuVendor(hex, hex);
        };
    }

    /** Whether each of its display devices is a GPU. */
    boolean makesGpus() {
        return !label.equals(hex);
    }
}
