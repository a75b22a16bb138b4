package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Read;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The GPUs on the PCI bus: display devices of NVIDIA, AMD and Intel, AMD's accelerators for servers, which claim no
 * display, and display devices of others whose driver can render. So the graphics of a server's management controller
 * (ASPEED, Matrox) and those that a hypervisor emulates (virtio, bochs, cirrus, qxl, Hyper-V) are none: their drivers
 * have no {@code renderD*}. VMware's has one and is named. Virtual functions are parts of a GPU that is there itself.
 *
 * <p>Machines have hundreds of devices there, so that they are listed every 15 s, and at once when a GPU has vanished;
 * each is asked for its class once. Whether what was no GPU is another device by now is looked at once a minute: for
 * hundreds that takes milliseconds.
 */
final class PciGpus {
    static final String FOLDER = "bus/pci/devices";

    private static final Set<String> EMULATED = Set.of("15ad");
    private static final String DISPLAY = "03";
    private static final String ACCELERATOR = "12";

    private final Sysfs sysfs;
    private final Due listing;
    private final Due comparing;
    private Map<String, Entry> entries = new HashMap<>();
    private final Map<String, PciGpu> gpus = new LinkedHashMap<>();
    private final List<PciGpu> leaving = new ArrayList<>();

    /**
     * One device.
     *
     * @param inode of its folder: another device may get the address of one that was unplugged
     * @param vendor whose GPU it may be; null for everything else
     */
    private record Entry(Object inode, @Nullable GpuVendor vendor) {}

    PciGpus(Sysfs sysfs) {
        this.sysfs = sysfs;
        this.listing = new Due(sysfs.clock(), PaceMaker.SLOW);
        this.comparing = new Due(sysfs.clock(), Due.FACTS);
    }

    /** Looks who is there now. */
    void refresh() {
        for (String address : gpus.keySet()) {
            Entry entry = entries.get(address);
            if (entry == null || !entry.inode.equals(inode(address))) {
                listing.now();
            }
        }
        if (listing.take()) {
            list();
        }
        closeLeaving();
    }

    private @Nullable Object inode(String address) {
        return sysfs.root().folderKey(FOLDER + "/" + address);
    }

    private void list() {
        boolean compareAll = comparing.take();
        Map<String, Entry> now = new HashMap<>();
        List<String> gpusNow = new ArrayList<>();
        for (String address : sysfs.root().list(FOLDER)) {
            Entry known = entries.get(address);
            boolean compare = compareAll || known == null || known.vendor != null;
            Entry entry = compare ? entry(address, known) : known;
            if (entry == null) {
                continue;
            }
            now.put(address, entry);
            if (entry.vendor != null && isGpu(address, entry.vendor)) {
                gpusNow.add(address);
                GpuVendor vendor = entry.vendor;
                gpus.computeIfAbsent(address, added -> new PciGpu(sysfs, added, vendor));
            }
        }
        entries = now;
        List.copyOf(gpus.keySet()).stream()
                .filter(address -> !gpusNow.contains(address))
                .forEach(this::leave);
    }

    /** What is there by now; null if nothing. */
    private @Nullable Entry entry(String address, @Nullable Entry known) {
        Object inode = inode(address);
        if (inode == null) {
            return null;
        }
        if (known != null && known.inode.equals(inode)) {
            return known;
        }
        leave(address);
        return new Entry(inode, vendor(address));
    }

    /** Whose GPU the device may be; null for the audio of a graphics card and whatever else is no display. */
    private @Nullable GpuVendor vendor(String address) {
        String folder = FOLDER + "/" + address;
        String deviceClass = PciGpu.hex(sysfs.fact(folder + "/class"));
        if (!deviceClass.startsWith(DISPLAY) && !deviceClass.startsWith(ACCELERATOR)) {
            return null;
        }
        GpuVendor vendor = GpuVendor.of(PciGpu.hex(sysfs.fact(folder + "/vendor")));
        boolean fits = deviceClass.startsWith(DISPLAY) || vendor.equals(GpuVendor.AMD);
        return fits && !sysfs.root().exists(folder + "/physfn") ? vendor : null;
    }

    /** Drivers come and go while the device stays. */
    private boolean isGpu(String address, GpuVendor vendor) {
        return vendor.makesGpus()
                || (!EMULATED.contains(vendor.hex())
                        && sysfs.root().list(FOLDER + "/" + address + "/drm").stream()
                                .anyMatch(node -> node.startsWith("renderD")));
    }

    private void leave(String address) {
        PciGpu gone = gpus.remove(address);
        if (gone != null) {
            leaving.add(gone);
        }
    }

    /** Closing a file waits for a thread that reads it: the stuck ones have to wait. */
    private void closeLeaving() {
        leaving.removeIf(gpu -> {
            if (gpu.isStuck()) {
                return false;
            }
            gpu.close();
            return true;
        });
    }

    /** In the order of their addresses, as far as none came later. */
    Collection<PciGpu> all() {
        return gpus.values();
    }

    void addReads(Collection<Read<?>> reads) {
        for (PciGpu gpu : gpus.values()) {
            gpu.addReads(reads);
        }
    }
}
