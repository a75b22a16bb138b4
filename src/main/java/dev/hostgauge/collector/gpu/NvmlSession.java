package dev.hostgauge.collector.gpu;

import dev.hostgauge.nvml.Answer;
import dev.hostgauge.nvml.Nvml;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;

/**
 * NVML from one initialisation to the next shutdown, for its thread: handles and what is supported hold as long.
 *
 * @param answer where short answers are put
 * @param driver version of the driver that runs
 */
record NvmlSession(Nvml nvml, NvmlAccount account, Answer answer, DriverVersion driver) {

    /** A call about no GPU. */
    NvmlReturn ask(NvmlCall call) {
        account.begin(call, "");
        return account.end(call, nvml.ask(call, answer));
    }

    /** A text about a GPU; empty if there is none. */
    String text(NvmlCall call, String gpu, long device) {
        account.begin(call, gpu);
        NvmlReturn said = account.end(call, nvml.ask(call, device, answer));
        return said == NvmlReturn.SUCCESS ? answer.text().strip() : "";
    }
}
