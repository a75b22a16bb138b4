package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A GPU that NVML has shown since the exporter started, whether it answers or not. Who it is and why it is down may be
 * asked by any thread; the rest is for NVML's, and for who waited for its reading.
 */
final class NvidiaGpu {
    private final String address;
    private volatile Identity identity = new Identity("", "", "", "", "", "", "", "");
    private volatile String memory = "";
    private @Nullable AttachedGpu attached;
    private volatile String down = "";
    private boolean isRead;

    /**
     * What it said of itself when it was attached; empty where it did not.
     *
     * @param minor number of its device node
     */
    record Identity(
            String uuid,
            String name,
            String index,
            String minor,
            String serial,
            String vbios,
            String cuda,
            String virtualization) {
        /** The same without what another GPU says too. */
        Identity withoutUuid() {
            return new Identity("", name, index, minor, serial, vbios, cuda, virtualization);
        }
    }

    NvidiaGpu(String address) {
        this.address = address;
    }

    String address() {
        return address;
    }

    Identity identity() {
        return identity;
    }

    /** Why it does not answer; empty if it does. */
    String down() {
        return down;
    }

    Optional<AttachedGpu> attached() {
        return Optional.ofNullable(attached);
    }

    /** Whether it was read in the last reading, so that its values hold. */
    boolean isRead() {
        return isRead;
    }

    void attach(AttachedGpu gpu, Identity said) {
        attached = gpu;
        identity = said;
    }

    /** Nothing that was read before holds any more. */
    void beginReading() {
        isRead = false;
    }

    /** It answers no more: so says the driver. */
    void goDown(String reason) {
        down = reason;
        isRead = false;
    }

    /** It has answered. */
    void comeUp(String whoseMemory) {
        down = "";
        memory = whoseMemory;
        isRead = true;
    }

    /** Its handle is worth nothing any more. */
    void detach() {
        attached = null;
        isRead = false;
    }

    /**
     * Adds whether it is up and what it is.
     *
     * @param reason why it is not up; empty if it is
     * @param pciId by the bus; empty if that does not show it
     */
    void addPresence(Sink sink, String reason, String pciId, String driverVersion) {
        Identity said = identity;
        sink.add(GpuMetrics.UP, reason.isEmpty() ? 1 : 0, address, said.uuid);
        if (!reason.isEmpty()) {
            sink.add(GpuMetrics.DOWN_INFO, 1, address, said.uuid, reason);
        }
        sink.add(
                GpuMetrics.INFO,
                1,
                address,
                said.uuid,
                GpuVendor.NVIDIA.label(),
                said.name,
                said.index,
                said.serial,
                pciId,
                "nvidia",
                driverVersion,
                said.cuda,
                said.vbios,
                memory,
                said.virtualization);
    }
}
