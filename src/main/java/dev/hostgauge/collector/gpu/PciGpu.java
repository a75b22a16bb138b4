package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Sink;
import java.io.IOException;
import java.util.Collection;

/**
 * One GPU on the PCI bus and what its driver shows in sysfs, whatever its vendor.
 *
 * <p>Reading its link or almost any file of its driver wakes a GPU that sleeps to save power. So its state, which the
 * kernel knows without asking it, is read first, and while it sleeps nothing else.
 */
final class PciGpu {
    private static final String[] NO_LABELS = {};

    private final Sysfs sysfs;
    private final String address;
    private final String folder;
    private final GpuVendor vendor;
    private final String pciId;
    private final GpuFile runtimeStatus;
    private final PciLink link;
    private final PaceMaker pace;
    private final Due driverDue;
    private final Read<PciGpu> read = new Read<>(Registration.READ_LIMIT, this::readFiles);

    // Written by the thread that reads, and asked by the collector even while that one hangs.
    private volatile GpuState state = GpuState.UNKNOWN;
    private volatile boolean gone;
    private volatile String driverName = "";
    private volatile String driverVersion = "";
    private volatile GpuWords words = GpuWords.NONE;

    private GpuDriver driver = GpuDriver.NONE;
    private String[] stateLabels = NO_LABELS;
    private String[] downLabels = NO_LABELS;

    /**
     * @param address such as {@code 0000:3b:00.0}
     */
    PciGpu(Sysfs sysfs, String address, GpuVendor vendor) {
        this.sysfs = sysfs;
        this.address = address;
        this.folder = PciGpus.FOLDER + "/" + address;
        this.vendor = vendor;
        this.pciId = vendor.hex() + ":" + hex(sysfs.fact(folder + "/device"));
        this.runtimeStatus = sysfs.file(folder + "/power/runtime_status");
        this.link = new PciLink(sysfs, folder);
        this.pace = new PaceMaker(sysfs.clock());
        this.driverDue = new Due(sysfs.clock(), PaceMaker.SLOW);
        findDriver();
    }

    /** The kernel's {@code 0x2330} without what makes it a number. */
    static String hex(String number) {
        return number.startsWith("0x") ? number.substring(2) : number;
    }

    private void findDriver() {
        String found = sysfs.driver(folder);
        if (!found.equals(driverName)) {
            driver.close();
            driver = GpuDriver.of(found, sysfs, folder);
            driverName = found;
            driverVersion = found.isEmpty() ? "" : sysfs.fact("module/" + found + "/version");
            words = GpuWords.NONE;
            pace.now();
        }
    }

    void addReads(Collection<Read<?>> reads) {
        reads.add(read);
    }

    /** On a thread of the crew. */
    private PciGpu readFiles() {
        if (driverDue.take()) {
            findDriver();
        }
        runtimeStatus.readWords();
        state = runtimeStatus.isFaulty() ? GpuState.UNREADABLE : GpuState.of(runtimeStatus.words());
        if (!state.mayBeAsked()) {
            return this;
        }
        Pace now = pace.take();
        link.read(now);
        boolean wasGone = gone;
        gone = link.isGone();
        if (!gone) {
            // While it was gone its driver missed what was due.
            driver.read(wasGone ? Pace.SETTING : now);
            words = driver.words();
        }
        return this;
    }

    /** In sysfs's form, such as {@code 0000:3b:00.0}. */
    String address() {
        return address;
    }

    GpuVendor vendor() {
        return vendor;
    }

    boolean isNvidia() {
        return vendor.equals(GpuVendor.NVIDIA);
    }

    /** Vendor and device in hexadecimal, such as {@code 10de:2330}. */
    String pciId() {
        return pciId;
    }

    /** The driver that is bound to it; empty without one. */
    String driver() {
        return driverName;
    }

    /** Whether it slept to save power when it was last looked at. */
    boolean isSuspended() {
        return state == GpuState.SUSPENDED;
    }

    /** Whether it fell off the bus: it answers everything with all ones. */
    boolean isGone() {
        return gone;
    }

    /** Whether a thread hangs in its driver. */
    boolean isStuck() {
        return read.isStuck();
    }

    /** What its driver says that it calls itself; empty if it does not. */
    String uuid() {
        return words.uuid();
    }

    /**
     * Adds what sysfs knows, of NVIDIA's without whether it is up and what it is.
     *
     * @param uuid what it calls itself by what other means there are; empty without any
     */
    void add(Sink sink, String uuid) {
        GpuName name = new GpuName(address, uuid.isEmpty() ? uuid() : uuid);
        boolean ended = hasEnded(sink);
        if (!isNvidia()) {
            addPresence(sink, name, "");
        }
        if (!ended) {
            return;
        }
        runtimeStatus.report(sink);
        stateLabels = name.labels(stateLabels);
        if (state.isManaged()) {
            sink.add(GpuMetrics.SUSPENDED, isSuspended() ? 1 : 0, stateLabels);
        }
        if (state.mayBeAsked() && !gone) {
            link.add(sink, name);
            driver.add(sink, name);
        }
    }

    private boolean hasEnded(Sink sink) {
        try {
            read.value();
            return true;
        } catch (IOException late) {
            sink.problem("GPU " + address, late);
            return false;
        }
    }

    /**
     * Adds whether it is up as far as sysfs tells, why not, and what it is.
     *
     * @param otherReason why it is not up although sysfs sees nothing wrong; empty without one
     */
    void addPresence(Sink sink, GpuName name, String otherReason) {
        String reason = isStuck() ? "stuck" : gone ? "off_bus" : otherReason;
        stateLabels = name.labels(stateLabels);
        if (!reason.isEmpty()) {
            downLabels = name.labels(downLabels, reason);
            sink.add(GpuMetrics.UP, 0, stateLabels);
            sink.add(GpuMetrics.DOWN_INFO, 1, downLabels);
        } else if (!driverName.isEmpty() && !driverName.equals("vfio-pci")) {
            // Nobody here may ask one that is meant for a virtual machine.
            sink.add(GpuMetrics.UP, 1, stateLabels);
        }
        GpuWords said = words;
        sink.add(
                GpuMetrics.INFO,
                1,
                name.gpu(),
                name.uuid(),
                vendor.label(),
                said.name(),
                "",
                said.serial(),
                pciId,
                driverName,
                driverVersion,
                "",
                said.vbiosVersion(),
                said.memory(),
                "");
    }

    /** Gives its descriptors back; not while it is stuck. */
    void close() {
        runtimeStatus.letGo();
        link.close();
        driver.close();
    }
}
