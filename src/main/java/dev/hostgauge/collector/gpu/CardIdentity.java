package dev.hostgauge.collector.gpu;

import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;

/** Asks a GPU that is attached who it is. */
final class CardIdentity {
    private final NvmlSession session;
    private final String address;
    private final long device;

    CardIdentity(NvmlSession session, String address, long device) {
        this.session = session;
        this.address = address;
        this.device = device;
    }

    /**
     * All that it says of itself.
     *
     * @param index that the driver gave it; empty if it was not found by that
     */
    NvidiaGpu.Identity ask(String index) {
        return new NvidiaGpu.Identity(
                text(NvmlCall.UUID),
                text(NvmlCall.NAME),
                index,
                number(NvmlCall.MINOR_NUMBER),
                text(NvmlCall.SERIAL),
                text(NvmlCall.VBIOS_VERSION),
                cudaVersion(),
                virtualization(number(NvmlCall.VIRTUALIZATION_MODE)));
    }

    private String text(NvmlCall call) {
        return session.text(call, address, device);
    }

    private String number(NvmlCall call) {
        session.account().begin(call, address);
        NvmlReturn answer = session.account().end(call, session.nvml().ask(call, device, session.answer()));
        return answer == NvmlReturn.SUCCESS ? String.valueOf(session.answer().number(0)) : "";
    }

    private String cudaVersion() {
        if (session.ask(NvmlCall.CUDA_DRIVER_VERSION) != NvmlReturn.SUCCESS) {
            return "";
        }
        long version = session.answer().number(0);
        return version / 1000 + "." + version % 1000 / 10;
    }

    private static String virtualization(String mode) {
        return switch (mode) {
            case "0" -> "none";
            case "1" -> "passthrough";
            case "2" -> "vgpu_guest";
            case "3" -> "vgpu_host";
            case "4" -> "vsga_host";
            default -> "";
        };
    }
}
