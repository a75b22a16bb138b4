package dev.hostgauge.collector.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registrations;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.config.GivenSettings;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptsTest {
    private static final String FILE = "proc/interrupts";
    private static final String TWO_CPUS = """
                       CPU0       CPU1
              1:         12          0  IR-IO-APIC    1-edge      i8042
             16:          7         42  IO-APIC   16-fasteoi   ehci_hcd:usb1, megasas
            LOC:    8123312 18446744073709551615   Local timer interrupts
            ERR:          5
            MIS:          0
            """;

    @TempDir
    private Path folder;

    private static CollectorSettings settings(String include, String exclude, boolean includeZeros) {
        return GivenSettings.of("name-include = \"%s\"\nname-exclude = \"%s\"\ninclude-zeros = %s"
                .formatted(include, exclude, includeZeros));
    }

    private RecordedMachine machine(String content) throws IOException {
        return RecordedMachine.unpackText("== file " + FILE + "\n" + content, folder);
    }

    private Map<String, Double> read(String content) throws IOException {
        return PointList.of(
                        Registrations.named("interrupts", SystemCollectors.ALL),
                        machine(content).machine())
                .points();
    }

    private Map<String, Double> read(CollectorSettings settings) throws IOException {
        return PointList.of(
                        Registrations.named("interrupts", SystemCollectors.ALL),
                        machine(TWO_CPUS).machine(),
                        settings)
                .points();
    }

    private static String series(String cpu, String type, String info, String devices) {
        return "node_interrupts_total{cpu=\"%s\",type=\"%s\",info=\"%s\",devices=\"%s\"}"
                .formatted(cpu, type, info, devices);
    }

    @Test
    void numberedInterruptsNameTheirDevicesAndOthersTheirPurpose() throws IOException {
        assertThat(read(TWO_CPUS))
                .containsOnly(
                        Map.entry(series("0", "1", "IR-IO-APIC", "1-edge i8042"), 12.0),
                        Map.entry(series("1", "1", "IR-IO-APIC", "1-edge i8042"), 0.0),
                        Map.entry(series("0", "16", "IO-APIC", "16-fasteoi ehci_hcd:usb1, megasas"), 7.0),
                        Map.entry(series("1", "16", "IO-APIC", "16-fasteoi ehci_hcd:usb1, megasas"), 42.0),
                        Map.entry(series("0", "LOC", "Local timer interrupts", ""), 8123312.0),
                        Map.entry(series("1", "LOC", "Local timer interrupts", ""), 0x1p64));
    }

    @Test
    void cpusAreCalledByTheirNumbersWhenOneBeforeThemIsOffline() throws IOException {
        assertThat(read(" CPU0 CPU2\nLOC: 5 6 Local timer interrupts\n"))
                .containsOnlyKeys(
                        series("0", "LOC", "Local timer interrupts", ""),
                        series("2", "LOC", "Local timer interrupts", ""));
    }

    @Test
    void zerosCanBeLeftOut() throws IOException {
        assertThat(read(settings("", "", false)))
                .hasSize(5)
                .doesNotContainKey(series("1", "1", "IR-IO-APIC", "1-edge i8042"));
    }

    @Test
    void filtersSeeTypeInfoAndDevices() throws IOException {
        assertThat(read(settings("^16;IO-APIC;.*usb1", "", true))).hasSize(2);
        assertThat(read(settings("", "^LOC;Local timer interrupts;$", true))).hasSize(4);
        assertThat(read(settings("^(1|16);", "i8042$", true))).hasSize(2);
    }

    @Test
    void aNumberThatGoesToAnotherDeviceIsNamedByIt() throws IOException {
        RecordedMachine recorded = machine(" CPU0\n 30: 9 PCI-MSI 1-edge eth0\n");
        try (Crew crew = new Crew()) {
            Collector interrupts = new Interrupts(
                    new Context(recorded.machine(), settings("", "", true), crew, new TrailingWindow(recorded)));
            assertThat(PointList.of(interrupts).points()).containsOnlyKeys(series("0", "30", "PCI-MSI", "1-edge eth0"));
            recorded.write(FILE, " CPU0 CPU1\n 30: 9 1 PCI-MSI 1-edge nvme0q1\n 31: 1 1 PCI-MSI 2-edge eth0\n");
            assertThat(PointList.of(interrupts).points())
                    .hasSize(4)
                    .containsEntry(series("1", "30", "PCI-MSI", "1-edge nvme0q1"), 1.0);
        }
    }

    @Test
    void moreSeriesThanAnybodyBearsAreCutAtAWholeInterruptAndSaid() throws IOException {
        StringBuilder file = new StringBuilder();
        for (int cpu = 0; cpu < 512; cpu++) {
            file.append(" CPU").append(cpu);
        }
        for (int irq = 0; irq < 60; irq++) {
            file.append("\n")
                    .append(irq)
                    .append(":")
                    .append(" 1".repeat(512))
                    .append(" PCI-MSI eth")
                    .append(irq);
        }
        PointList list = PointList.of(
                Registrations.named("interrupts", SystemCollectors.ALL),
                machine(file + "\n").machine());
        assertThat(list.points()).hasSize(Interrupts.MOST_SERIES / 512 * 512);
        assertThat(list.problems()).singleElement().asString().contains("21 interrupts would exceed 20000 series");
    }

    @Test
    void linesWithoutCountsAreNoInterrupts() throws IOException {
        assertThat(read(" CPU0 CPU1\nFIQ:              usb_fiq\nErr:  0\nIPI0: 1 2\n 5:1 2 GICv2 29 timer\n"))
                .containsOnlyKeys(series("0", "5", "GICv2", "29 timer"), series("1", "5", "GICv2", "29 timer"));
    }

    @Test
    void aKernelWithoutTheFileIsAbsent() throws IOException {
        assertThat(PointList.of(
                                Registrations.named("interrupts", SystemCollectors.ALL),
                                RecordedMachine.unpackText("", folder).machine())
                        .points())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "interrupts\n",
                " CPU0 CPUx\n",
                " CPU0\n no colon\n",
                " CPU0 CPU1\n 1: 5 many x\n",
                " CPU0 CPU1\n 1: 5 -1 x\n"
            })
    void aFileThatMakesNoSenseIsNamed(String content) {
        assertThatThrownBy(() -> read(content)).isInstanceOf(Malformed.class).hasMessageContaining("interrupts: want");
    }
}
