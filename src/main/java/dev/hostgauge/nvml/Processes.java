package dev.hostgauge.nvml;

import java.lang.ref.Reference;

/** Lists processes by the newest function that the library has and that can be trusted with the driver. */
final class Processes {
    private static final int MOST_GROWTHS = 3;

    private final Symbols symbols;
    private int compute;
    private int graphics;
    private int mps;

    Processes(Symbols symbols) {
        this.symbols = symbols;
        choose(3);
    }

    /** From 535.43 to 535.86 the newest function wrote entries of 32 bytes where everybody takes 24. */
    void driverVersion(String version) {
        choose(writesLargerEntries(version) ? 2 : 3);
    }

    static boolean writesLargerEntries(String driverVersion) {
        String[] parts = driverVersion.split("\\.", -1);
        if (parts.length < 2 || !parts[0].equals("535") || !parts[1].matches("[0-9]{1,4}")) {
            return false;
        }
        int minor = Integer.parseInt(parts[1]);
        return minor >= 43 && minor <= 86;
    }

    NvmlReturn list(NvmlCall kind, long device, ProcessBuffer into) {
        int version = switch (kind) {
            case COMPUTE_PROCESSES -> compute;
            case GRAPHICS_PROCESSES -> graphics;
            case MPS_PROCESSES -> mps;
            default -> throw new IllegalArgumentException(kind + " lists no processes");
        };
        if (version == 0) {
            return NvmlReturn.FUNCTION_NOT_FOUND;
        }
        for (int growths = 0; ; growths++) {
            into.begin(version == 1 ? Layout.PROCESS_V1_BYTES : Layout.PROCESS_BYTES);
            long count = into.count().address();
            long entries = into.entries().address();
            NvmlReturn answer;
            try {
                answer = NvmlReturn.of(
                        switch (kind) {
                            case COMPUTE_PROCESSES -> compute(device, count, entries);
                            case GRAPHICS_PROCESSES -> graphics(device, count, entries);
                            default -> mps(device, count, entries);
                        });
            } finally {
                Reference.reachabilityFence(into);
            }
            if (answer == NvmlReturn.SUCCESS) {
                return into.end() ? answer : NvmlReturn.UNKNOWN;
            }
            if (answer != NvmlReturn.INSUFFICIENT_SIZE || growths == MOST_GROWTHS || !into.grow()) {
                return answer;
            }
        }
    }

    private int compute(long device, long count, long entries) {
        return switch (compute) {
            case 3 -> Extras.ComputeProcessesV3.nvmlDeviceGetComputeRunningProcesses_v3(device, count, entries);
            case 2 -> Extras.ComputeProcessesV2.nvmlDeviceGetComputeRunningProcesses_v2(device, count, entries);
            default -> Extras.ComputeProcesses.nvmlDeviceGetComputeRunningProcesses(device, count, entries);
        };
    }

    private int graphics(long device, long count, long entries) {
        return switch (graphics) {
            case 3 -> Extras.GraphicsProcessesV3.nvmlDeviceGetGraphicsRunningProcesses_v3(device, count, entries);
            case 2 -> Extras.GraphicsProcessesV2.nvmlDeviceGetGraphicsRunningProcesses_v2(device, count, entries);
            default -> Extras.GraphicsProcesses.nvmlDeviceGetGraphicsRunningProcesses(device, count, entries);
        };
    }

    private int mps(long device, long count, long entries) {
        return switch (mps) {
            case 3 -> Extras.MpsProcessesV3.nvmlDeviceGetMPSComputeRunningProcesses_v3(device, count, entries);
            case 2 -> Extras.MpsProcessesV2.nvmlDeviceGetMPSComputeRunningProcesses_v2(device, count, entries);
            default -> Extras.MpsProcesses.nvmlDeviceGetMPSComputeRunningProcesses(device, count, entries);
        };
    }

    private void choose(int newest) {
        compute = version(NvmlCall.COMPUTE_PROCESSES, newest);
        graphics = version(NvmlCall.GRAPHICS_PROCESSES, newest);
        mps = version(NvmlCall.MPS_PROCESSES, newest);
    }

    /** 0 if there is none. */
    private int version(NvmlCall kind, int newest) {
        for (int version = newest; version > 1; version--) {
            if (symbols.has(kind.symbol() + "_v" + version)) {
                return version;
            }
        }
        return symbols.has(kind.symbol()) ? 1 : 0;
    }
}
