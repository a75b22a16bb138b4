package dev.hostgauge.collector.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registrations;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdacTest {
    private static final String MC0 = "sys/devices/system/edac/mc/mc0/";
    private static final String CONTROLLER = """
            == file %1$sce_count
            7
            == file %1$sce_noinfo_count
            2
            == file %1$sue_count
            1
            == file %1$sue_noinfo_count
            0
            == file %1$scsrow3/ce_count
            5
            == file %1$scsrow3/ue_count
            1
            == file %1$scsrow3/ch0_ce_count
            5
            == file %1$scsrow3/ch0_ue_count
            1
            == file %1$scsrow3/ch0_dimm_label
            mc#0csrow#3channel#0
            == file %1$scsrow3/ch1_ce_count
            0
            == dir %1$scsrow3/power
            == file %1$srank0/dimm_ce_count
            5
            """.formatted(MC0);

    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        try (RecordedMachine recorded = RecordedMachine.unpackText(machine, folder)) {
            return PointList.of(Registrations.named("edac", HardwareCollectors.ALL), recorded.machine());
        }
    }

    @Test
    void errorsAreServedByControllerRowAndChannel() throws IOException {
        assertThat(read(CONTROLLER).points())
                .containsOnly(
                        Map.entry("node_edac_correctable_errors_total{controller=\"0\"}", 7.0),
                        Map.entry("node_edac_uncorrectable_errors_total{controller=\"0\"}", 1.0),
                        Map.entry("node_edac_csrow_correctable_errors_total{controller=\"0\",csrow=\"unknown\"}", 2.0),
                        Map.entry(
                                "node_edac_csrow_uncorrectable_errors_total{controller=\"0\",csrow=\"unknown\"}", 0.0),
                        Map.entry("node_edac_csrow_correctable_errors_total{controller=\"0\",csrow=\"3\"}", 5.0),
                        Map.entry("node_edac_csrow_uncorrectable_errors_total{controller=\"0\",csrow=\"3\"}", 1.0),
                        Map.entry(channel("correctable", "0", "mc0_csrow3_channel0"), 5.0),
                        Map.entry(channel("uncorrectable", "0", "mc0_csrow3_channel0"), 1.0),
                        Map.entry(channel("correctable", "1", "unknown"), 0.0));
    }

    private static String channel(String kind, String channel, String dimm) {
        return "node_edac_channel_%s_errors_total{controller=\"0\",csrow=\"3\",channel=\"%s\",dimm_label=\"%s\"}"
                .formatted(kind, channel, dimm);
    }

    @ParameterizedTest
    @CsvSource({
        "CPU_SrcID#0_MC#0_Chan#0_DIMM#1, CPU_SrcID0_MC0_Chan0_DIMM1",
        "mc#0csrow#2channel#1, mc0_csrow2_channel1"
    })
    void labelsOfModulesAreWrittenAsNodeExporterDoes(String driversLabel, String label) {
        assertThat(Edac.dimmLabel(driversLabel)).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "== file " + MC0 + "ue_count\n",
                "== file " + MC0 + "ue_count\nmany\n",
                "== file " + MC0 + "ue_count\n-1\n",
                "== eio " + MC0 + "ue_count\n",
                "== fifo " + MC0 + "ue_count\n",
                "== unreadable " + MC0 + "ue_count\n"
            })
    void aCountThatMakesNoSenseCostsItselfAlone(String wrong) throws IOException {
        PointList list = read(CONTROLLER.replace("== file " + MC0 + "ue_count\n1\n", wrong));
        assertThat(list.points())
                .hasSize(8)
                .doesNotContainKey("node_edac_uncorrectable_errors_total{controller=\"0\"}");
        assertThat(list.problems()).singleElement().asString().contains("mc0/ue_count: ");
    }

    @Test
    void controllersWithoutRowsAndFoldersThatAreNoneAreFine() throws IOException {
        PointList list = read("""
                == file sys/devices/system/edac/mc/mc12/ce_count
                18446744073709551615
                == dir sys/devices/system/edac/mc/mcx
                == dir sys/devices/system/edac/mc/power
                == file sys/devices/system/edac/mc/mc12/csrow
                1
                """);
        assertThat(list.points())
                .containsOnly(Map.entry("node_edac_correctable_errors_total{controller=\"12\"}", 0x1p64));
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void aMachineWithoutEdacIsAbsent() throws IOException {
        assertThat(read("").points()).isEmpty();
    }
}
