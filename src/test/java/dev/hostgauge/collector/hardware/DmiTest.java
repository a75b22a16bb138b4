package dev.hostgauge.collector.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registrations;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DmiTest {
    @TempDir
    private Path folder;

    private PointList read(String machine) throws IOException {
        try (RecordedMachine recorded = RecordedMachine.unpackText(machine, folder)) {
            return PointList.of(Registrations.named("dmi", HardwareCollectors.ALL), recorded.machine());
        }
    }

    private static String file(String name, String content) {
        return "== file sys/class/dmi/id/" + name + "\n" + content + "\n";
    }

    @Test
    void whatTheFirmwareSaysIsServedInLabels() throws IOException {
        PointList list = read(file("sys_vendor", " Dell Inc. ")
                + file("product_name", "PowerEdge \"R740\"")
                + file("product_version", "")
                + file("chassis_type", "Z9")
                + file("modalias", "dmi:x")
                + file("product_serial", "ABC123"));
        assertThat(list.points()).hasSize(1);
        String series = list.points().keySet().iterator().next();
        assertThat(series)
                .startsWith("node_dmi_info{")
                .contains("system_vendor=\"Dell Inc.\"", "product_name=\"PowerEdge \"R740\"\"", "product_version=\"\"")
                .contains("product_serial=\"ABC123\"", "bios_vendor=\"\"")
                .doesNotContain("Z9", "dmi:x");
        assertThat(list.problems()).isEmpty();
    }

    @Test
    void serialNumbersThatOnlyRootMayReadAreEmptyAndNoFault() throws IOException {
        PointList list = read(file("sys_vendor", "LENOVO") + "== unreadable sys/class/dmi/id/product_serial\n"
                + "== unreadable sys/class/dmi/id/product_uuid\n");
        assertThat(list.points().keySet()).singleElement().asString().contains("product_serial=\"\"");
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unreadable", "eio", "fifo"})
    void anyOtherFactThatCannotBeReadIsNamedAndTheRestServed(String kind) throws IOException {
        PointList list = read(file("sys_vendor", "LENOVO") + "== " + kind + " sys/class/dmi/id/bios_version\n");
        assertThat(list.points().keySet())
                .singleElement()
                .asString()
                .contains("system_vendor=\"LENOVO\"", "bios_version=\"\"");
        assertThat(list.problems()).singleElement().asString().contains("bios_version: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "== dir sys/class/dmi/id\n", "== file sys/class/dmi/id/sys_vendor\n\n"})
    void aMachineWithoutFirmwareThatSaysSomethingIsAbsent(String machine) throws IOException {
        PointList list = read(machine);
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).isEmpty();
    }
}
