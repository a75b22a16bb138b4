package dev.hostgauge.collector.gpu;

/**
 * The first labels of everything about a GPU.
 *
 * @param gpu its address on the PCI bus such as {@code 0000:3b:00.0}, or the name of its device without one
 * @param uuid what it calls itself; empty where nobody says
 */
record GpuName(String gpu, String uuid) {
    /** The values of the labels; the given ones if they are those. */
    String[] labels(String[] before, String... more) {
        if (before.length == more.length + 2 && before[0].equals(gpu) && before[1].equals(uuid)) {
            return before;
        }
        String[] labels = new String[more.length + 2];
        labels[0] = gpu;
        labels[1] = uuid;
        System.arraycopy(more, 0, labels, 2, more.length);
        return labels;
    }
}
