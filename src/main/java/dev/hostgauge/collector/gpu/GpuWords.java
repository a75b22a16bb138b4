package dev.hostgauge.collector.gpu;

/**
 * What a driver tells of a GPU in words; each is empty if it does not.
 *
 * @param memory {@code unified} if it is the machine's
 */
record GpuWords(String uuid, String name, String serial, String vbiosVersion, String memory) {
    static final GpuWords NONE = new GpuWords("", "", "", "", "");
}
