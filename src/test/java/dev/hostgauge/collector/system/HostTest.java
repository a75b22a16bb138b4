package dev.hostgauge.collector.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
    private static final String SERVER = """
            == uname Linux|db1|6.1.0-18-amd64|#1 SMP|x86_64|(none)
            == file proc/uptime
            2133.26 3242.75
            == file root/etc/os-release
            NAME="Debian GNU/Linux"
            PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
            VERSION_ID="12"
            == file sys/class/dmi/id/sys_vendor
            Dell Inc.
            == file sys/class/dmi/id/product_name
            PowerEdge R6515
            """;

    @TempDir
    private Path folder;

    private Collector make(RecordedMachine machine) {
        return SystemCollectors.ALL
                .get(4)
                .factory()
                .make(new Context(
                        machine.machine(),
                        CollectorSettings.defaults("host"),
                        new Crew(),
                        new TrailingWindow(machine)));
    }

    private PointList read(String text) throws IOException {
        return PointList.of(make(RecordedMachine.unpackText(text, folder)));
    }

    private static String info(String model, String vendor) {
        return "host_info{hostname=\"db1\",os=\"Debian GNU/Linux 12 (bookworm)\",os_version=\"12\","
                + "kernel=\"6.1.0-18-amd64\",architecture=\"x86_64\",model=\"" + model + "\",vendor=\"" + vendor
                + "\"}";
    }

    @Test
    void servesWhatTheMachineIs() throws IOException {
        assertThat(read(SERVER).points())
                .containsOnly(
                        Map.entry(info("PowerEdge R6515", "Dell Inc."), 1.0),
                        Map.entry("host_uptime_seconds", 2133.26));
    }

    @Test
    void aBoardWithoutFirmwareTablesIsNamedByItsDeviceTree() throws IOException {
        RecordedMachine machine =
                RecordedMachine.unpackText(SERVER.substring(0, SERVER.indexOf("== file sys")), folder);
        machine.write(
                "sys/firmware/devicetree/base/model",
                "Raspberry Pi 4 Model B Rev 1.4\0".getBytes(StandardCharsets.UTF_8));
        assertThat(PointList.of(make(machine)).points()).containsKey(info("Raspberry Pi 4 Model B Rev 1.4", ""));
    }

    @Test
    void aNewNameOfTheHostIsSeenWithinAMinuteAndTheUptimeAtOnce() throws IOException {
        RecordedMachine machine = RecordedMachine.unpackText(SERVER, folder);
        Collector host = make(machine);
        PointList.of(host);
        machine.write("sys/class/dmi/id/product_name", "Other\n");
        machine.write("proc/uptime", "2163.26 1\n");
        assertThat(PointList.of(host).points())
                .containsKey(info("PowerEdge R6515", "Dell Inc."))
                .containsEntry("host_uptime_seconds", 2163.26);
        machine.advance(Duration.ofMinutes(1));
        assertThat(PointList.of(host).points()).containsKey(info("Other", "Dell Inc."));
    }

    @Test
    void whatIsUnknownIsAnEmptyLabel() throws IOException {
        assertThat(read("== uname Linux|pi|6.1|#1|aarch64|(none)\n").points())
                .containsOnly(Map.entry(
                        "host_info{hostname=\"pi\",os=\"\",os_version=\"\",kernel=\"6.1\",architecture=\"aarch64\","
                                + "model=\"\",vendor=\"\"}",
                        1.0));
    }

    @Test
    void whereNothingIsKnownThereIsNoInfo() throws IOException {
        PointList list = read("");
        assertThat(list.points()).isEmpty();
        assertThat(list.problems()).singleElement().asString().startsWith("uname:");
    }

    @Test
    void aFactThatCannotBeReadCostsItselfAloneAndIsNamedInEveryCycle() throws IOException {
        Collector host = make(RecordedMachine.unpackText(
                SERVER.replace("== file sys/class/dmi/id/sys_vendor\nDell Inc.\n", "")
                        + "== dir sys/class/dmi/id/sys_vendor\n",
                folder));
        for (int cycle = 0; cycle < 2; cycle++) {
            PointList list = PointList.of(host);
            assertThat(list.points()).containsKey(info("PowerEdge R6515", ""));
            assertThat(list.problems()).singleElement().asString().contains("sys_vendor: want a file");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1 0\n", "", "\n", "long\n"})
    void anUptimeThatMakesNoSenseCostsItselfAlone(String uptime) throws IOException {
        PointList list = read(SERVER.replace("2133.26 3242.75\n", uptime));
        assertThat(list.points()).containsOnlyKeys(info("PowerEdge R6515", "Dell Inc."));
        assertThat(list.problems()).singleElement().asString().contains("proc/uptime: want ");
    }
}
