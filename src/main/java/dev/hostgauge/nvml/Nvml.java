package dev.hostgauge.nvml;

import java.io.IOException;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;

/**
 * A library of NVML that is open. Its functions are bound for the whole program, so one is in use at a time: who opens
 * another has no more use for the last.
 *
 * <p>For one thread at a time, except {@link #xidEvents} and what it gives. No call allocates but those for a text and
 * a list that grows. A function that the library lacks is {@link NvmlReturn#FUNCTION_NOT_FOUND}, without a call.
 */
public final class Nvml {
    /** In an answer, behind the handle. */
    private static final int PCI_ADDRESS_AT = 64;

    private static final int NO_VERSION = 0;

    private final String library;
    private final Symbols symbols;
    private final Processes processes;
    private boolean memoryV2;
    private boolean temperatureByStruct;

    private Nvml(String library, Symbols symbols) {
        this.library = library;
        this.symbols = symbols;
        processes = new Processes(symbols);
        forgetRefusals();
    }

    /** Where the library may be on this system, by exact name: the first that opens is the one. */
    public static List<String> usualPlaces() {
        return NvmlLibrary.usualPlaces(System.getProperty("os.name"), System.getProperty("os.arch"), System.getenv());
    }

    /**
     * Loads the library and binds its functions.
     *
     * @param library an absolute path, or a name that the dynamic loader knows
     * @throws IOException in one sentence: it is not there, is not NVML, is for another architecture or cannot be loaded
     */
    public static Nvml open(String library) throws IOException {
        return new Nvml(library, new Symbols(NvmlLibrary.load(library)));
    }

    /** What was opened. */
    public String library() {
        return library;
    }

    /** Whether the library has the function, or one that serves for it. */
    public boolean has(NvmlCall call) {
        return symbols.has(call);
    }

    /** Begins a generation. The library counts: each that succeeds wants its {@link #shutdown}. */
    public NvmlReturn init() {
        forgetRefusals();
        return NvmlReturn.of(Core.nvmlInit_v2());
    }

    /** Ends a generation: handles are worth nothing any more. */
    public NvmlReturn shutdown() {
        return NvmlReturn.of(Core.nvmlShutdown());
    }

    /** Tells the version of the driver as it names itself, which decides what can be trusted. */
    public void driverVersion(String version) {
        processes.driverVersion(version);
    }

    /** Asks about the system. */
    public NvmlReturn ask(NvmlCall call, Answer answer) {
        return ask(call, 0, 0, answer);
    }

    /** Asks about a device. */
    public NvmlReturn ask(NvmlCall call, long device, Answer answer) {
        return ask(call, device, 0, answer);
    }

    /** Asks about a part of a device; for {@link NvmlCall#DEVICE_BY_INDEX} the device is 0. */
    public NvmlReturn ask(NvmlCall call, long device, int argument, Answer answer) {
        if (!symbols.has(call)) {
            return NvmlReturn.FUNCTION_NOT_FOUND;
        }
        try {
            return switch (call) {
                case TEMPERATURE -> temperature(device, answer);
                case CLOCKS_EVENT_REASONS ->
                    NvmlReturn.of(
                            symbols.has(call.symbol())
                                    ? Questions.ask(call, device, argument, answer)
                                    : Questions.throttleReasons(device, answer));
                default -> NvmlReturn.of(Questions.ask(call, device, argument, answer));
            };
        } finally {
            Reference.reachabilityFence(answer);
        }
    }

    /** The handle of the device at an address as sysfs writes it, such as {@code 0000:3b:00.0}. */
    public NvmlReturn deviceByPciAddress(String address, Answer answer) {
        Optional<String> written = PciAddress.nvml(address);
        if (written.isEmpty()) {
            return NvmlReturn.INVALID_ARGUMENT;
        }
        NativeBuffer buffer = answer.clearText();
        answer.write(PCI_ADDRESS_AT, written.get());
        try {
            return NvmlReturn.of(
                    Core.nvmlDeviceGetHandleByPciBusId_v2(buffer.address() + PCI_ADDRESS_AT, buffer.address()));
        } finally {
            Reference.reachabilityFence(answer);
        }
    }

    /** The text is the device's address as sysfs writes it, such as {@code 0000:3b:00.0}. */
    public NvmlReturn pciAddress(long device, Answer answer) {
        try {
            NvmlReturn code = NvmlReturn.of(
                    Core.nvmlDeviceGetPciInfo_v3(device, answer.clearText().address()));
            if (code != NvmlReturn.SUCCESS) {
                return code;
            }
            Optional<String> address = PciAddress.sysfs(answer.text(Layout.PCI_INFO_BUS_ID, Layout.PCI_BUS_ID_BYTES));
            answer.clearText();
            address.ifPresent(text -> answer.write(0, text));
            return address.isPresent() ? NvmlReturn.SUCCESS : NvmlReturn.UNKNOWN;
        } finally {
            Reference.reachabilityFence(answer);
        }
    }

    /** By the newer struct; by the older for good where the driver does not know the newer. */
    public NvmlReturn memory(long device, MemoryInfo into) {
        try {
            if (memoryV2) {
                NvmlReturn code = NvmlReturn.of(
                        Extras.MemoryV2.nvmlDeviceGetMemoryInfo_v2(device, into.begin(Layout.MEMORY_V2_VERSION)));
                switch (code) {
                    case SUCCESS -> into.readVersion2();
                    case FUNCTION_NOT_FOUND, ARGUMENT_VERSION_MISMATCH, UNKNOWN -> {
                        return olderMemory(device, into);
                    }
                    default -> {}
                }
                return code;
            }
            return olderMemory(device, into);
        } finally {
            Reference.reachabilityFence(into);
        }
    }

    /** What of its memory the GPU shows on the bus; there is no {@link MemoryInfo#reserved}. */
    public NvmlReturn bar1Memory(long device, MemoryInfo into) {
        try {
            NvmlReturn code = NvmlReturn.of(Core.nvmlDeviceGetBAR1MemoryInfo(device, into.begin(NO_VERSION)));
            if (code == NvmlReturn.SUCCESS) {
                into.readVersion1();
            }
            return code;
        } finally {
            Reference.reachabilityFence(into);
        }
    }

    /**
     * 64 bits.
     *
     * @param type 0 corrected, 1 uncorrected
     * @param counter 0 since the driver was loaded, 1 in the GPU's life
     */
    public NvmlReturn eccErrors(long device, int type, int counter, Answer answer) {
        try {
            return NvmlReturn.of(Core.nvmlDeviceGetTotalEccErrors(
                    device, type, counter, answer.numbers().address()));
        } finally {
            Reference.reachabilityFence(answer);
        }
    }

    /**
     * The same of a part.
     *
     * @param location 0 L1 cache, 1 L2 cache, 2 the GPU's memory, 3 registers, 4 texture memory, 5 shared texture memory,
     *     6 CBU, 7 SRAM
     */
    public NvmlReturn memoryErrors(long device, int type, int counter, int location, Answer answer) {
        try {
            return NvmlReturn.of(Core.nvmlDeviceGetMemoryErrorCounter(
                    device, type, counter, location, answer.numbers().address()));
        } finally {
            Reference.reachabilityFence(answer);
        }
    }

    /** All fields of the batch by one call: each has a return code of its own. */
    public NvmlReturn fields(long device, FieldBatch batch) {
        batch.reset();
        try {
            return NvmlReturn.of(Core.nvmlDeviceGetFieldValues(
                    device, batch.size(), batch.buffer().address()));
        } finally {
            Reference.reachabilityFence(batch);
        }
    }

    /**
     * The processes that use a device; the list grows a few times where it is too small.
     *
     * @param kind {@link NvmlCall#COMPUTE_PROCESSES}, {@link NvmlCall#GRAPHICS_PROCESSES} or
     *     {@link NvmlCall#MPS_PROCESSES}
     */
    public NvmlReturn processes(NvmlCall kind, long device, ProcessBuffer into) {
        return processes.list(kind, device, into);
    }

    /** For a thread of its own. */
    public XidEvents xidEvents() {
        return new XidEvents(symbols.has(NvmlCall.EVENT_SET_WAIT));
    }

    /**
     * For a device that {@link NvmlCall#GPM_SUPPORT} is 1 of.
     *
     * @param metricIds such as 1 graphics, 2 SM, 3 SM occupancy, 5 tensor, 10 DRAM, 11 FP64, 12 FP32, 13 FP16
     */
    public GpmSamples gpmSamples(long device, int... metricIds) {
        return new GpmSamples(symbols.has(NvmlCall.GPM_METRICS_GET), device, metricIds);
    }

    private NvmlReturn temperature(long device, Answer answer) {
        boolean plain = symbols.has(NvmlCall.TEMPERATURE.symbol());
        if (temperatureByStruct) {
            NvmlReturn code = NvmlReturn.of(Questions.temperatureByStruct(device, answer));
            switch (code) {
                case ARGUMENT_VERSION_MISMATCH, NOT_SUPPORTED, FUNCTION_NOT_FOUND -> {
                    if (!plain) {
                        return code;
                    }
                }
                default -> {
                    return code;
                }
            }
        }
        NvmlReturn code = NvmlReturn.of(Questions.ask(NvmlCall.TEMPERATURE, device, 0, answer));
        if (code == NvmlReturn.SUCCESS) {
            temperatureByStruct = false;
        }
        return code;
    }

    /** Remembered once it succeeds: the newer one failed for want of a function, not for the device. */
    private NvmlReturn olderMemory(long device, MemoryInfo into) {
        NvmlReturn code = NvmlReturn.of(Core.nvmlDeviceGetMemoryInfo(device, into.begin(NO_VERSION)));
        if (code == NvmlReturn.SUCCESS) {
            memoryV2 = false;
            into.readVersion1();
        }
        return code;
    }

    private void forgetRefusals() {
        memoryV2 = symbols.has("nvmlDeviceGetMemoryInfo_v2");
        temperatureByStruct = symbols.has("nvmlDeviceGetTemperatureV");
    }
}
