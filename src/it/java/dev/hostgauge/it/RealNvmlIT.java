package dev.hostgauge.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.nvml.Answer;
import dev.hostgauge.nvml.FieldBatch;
import dev.hostgauge.nvml.GpmSamples;
import dev.hostgauge.nvml.MemoryInfo;
import dev.hostgauge.nvml.Nvml;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;
import dev.hostgauge.nvml.ProcessBuffer;
import dev.hostgauge.nvml.XidEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The binding with NVIDIA's own library, on a machine without its driver. */
class RealNvmlIT {
    private static final String PCI_ADDRESS = "0000:3b:00.0";

    @Test
    void theRealLibraryIsBoundAndRefusesEverythingWithoutItsDriver() throws IOException {
        Path library = Peer.nvml();
        Nvml nvml = Nvml.open(library.toString());
        String content = Files.readString(library, StandardCharsets.ISO_8859_1);
        for (NvmlCall call : NvmlCall.values()) {
            assertThat(nvml.has(call))
                    .describedAs(call.symbol())
                    .isEqualTo(content.contains('\0' + call.symbol() + '\0'));
        }
        NvmlReturn initialised = nvml.init();
        if (initialised == NvmlReturn.SUCCESS) {
            nvml.shutdown();
            throw Peer.skip("NOT TESTED: NVML without its driver, which is here");
        }
        assertThat(initialised).isEqualTo(NvmlReturn.DRIVER_NOT_LOADED);
        Answer answer = new Answer();
        for (NvmlCall call : new NvmlCall[] {
            NvmlCall.DRIVER_VERSION,
            NvmlCall.DEVICE_COUNT,
            NvmlCall.DEVICE_BY_INDEX,
            NvmlCall.NAME,
            NvmlCall.TEMPERATURE,
            NvmlCall.UTILIZATION_RATES,
            NvmlCall.CLOCKS_EVENT_REASONS,
            NvmlCall.MIG_MODE,
            NvmlCall.ROW_REMAPPER_HISTOGRAM
        }) {
            assertThat(nvml.ask(call, answer)).describedAs(call.symbol()).isEqualTo(NvmlReturn.UNINITIALIZED);
        }
        assertThat(nvml.memory(0, new MemoryInfo())).isEqualTo(NvmlReturn.UNINITIALIZED);
        assertThat(nvml.fields(0, new FieldBatch(3))).isEqualTo(NvmlReturn.UNINITIALIZED);
        assertThat(nvml.processes(NvmlCall.COMPUTE_PROCESSES, 0, new ProcessBuffer()))
                .isEqualTo(NvmlReturn.UNINITIALIZED);
        assertThat(nvml.pciAddress(0, answer)).isEqualTo(NvmlReturn.UNINITIALIZED);
        assertThat(nvml.deviceByPciAddress(PCI_ADDRESS, answer)).isEqualTo(NvmlReturn.UNINITIALIZED);
        try (XidEvents events = nvml.xidEvents();
                GpmSamples samples = nvml.gpmSamples(0, 1)) {
            assertThat(events.create()).isEqualTo(NvmlReturn.UNINITIALIZED);
            assertThat(samples.sample()).isEqualTo(NvmlReturn.UNINITIALIZED);
        }
    }
}
