package dev.hostgauge.collector.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerSuppliesTest {
    private static final String BATTERY = """
            == file sys/class/power_supply/BAT0/capacity
            83
            == file sys/class/power_supply/BAT0/current_now
            -812000
            == file sys/class/power_supply/BAT0/energy_full_design
            57000000
            == file sys/class/power_supply/BAT0/manufacturer
            SMP
            == file sys/class/power_supply/BAT0/status
            Not charging
            == file sys/class/power_supply/BAT0/temp
            -105
            == file sys/class/power_supply/BAT0/type
            Battery
            == file sys/class/power_supply/BAT0/uevent
            POWER_SUPPLY_NAME=BAT0
            == dir sys/class/power_supply/BAT0/power
            """;
    private static final String MAINS = """
            == file sys/class/power_supply/AC/online
            1
            == file sys/class/power_supply/AC/type
            Mains
            """;
    private static final String ONLINE = "node_power_supply_online{power_supply=\"AC\"}";

    @TempDir
    private Path folder;

    private final Crew crew = new Crew();
    private final FakeDriver driver = new FakeDriver();

    @AfterEach
    void close() {
        crew.close();
    }

    private PowerSupplies on(RecordedMachine machine) {
        return new PowerSupplies(machine.machine(), crew, Filter.ALL, driver);
    }

    private PointList read(String machine) throws IOException {
        try (RecordedMachine recorded = RecordedMachine.unpackText(machine, folder)) {
            return PointList.of(on(recorded));
        }
    }

    private static String battery(String metric) {
        return "node_power_supply_" + metric + "{power_supply=\"BAT0\"}";
    }

    private static String info(String supply, String manufacturer, String status, String type) {
        return ("node_power_supply_info{power_supply=\"%s\",capacity_level=\"\",charge_type=\"\",health=\"\",manufacturer=\"%s\","
                        + "model_name=\"\",serial_number=\"\",status=\"%s\",technology=\"\",type=\"%s\",usb_type=\"\",scope=\"\"}")
                .formatted(supply, manufacturer, status, type);
    }

    @Test
    void whatTheDriversSayIsServedInBaseUnits() throws IOException {
        assertThat(read(BATTERY + MAINS).points())
                .containsOnly(
                        Map.entry(battery("capacity"), 83.0),
                        Map.entry(battery("current_ampere"), -0.812),
                        Map.entry(battery("energy_full_design"), 57.0),
                        Map.entry(battery("temp_celsius"), -10.5),
                        Map.entry(info("BAT0", "SMP", "Not charging", "Battery"), 1.0),
                        Map.entry(ONLINE, 1.0),
                        Map.entry(info("AC", "", "", "Mains"), 1.0));
    }

    @Test
    void aMachineWithoutAnyIsAbsent() throws IOException {
        assertThat(read("== dir sys/class/power_supply\n").points()).isEmpty();
    }

    @Test
    void suppliesCanBeLeftOut() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText(BATTERY + MAINS, folder);
        Filter filter = new Filter(Optional.empty(), Optional.of(Pattern.compile("^BAT")));
        assertThat(PointList.of(new PowerSupplies(recorded.machine(), crew, filter, driver))
                        .points())
                .containsOnlyKeys(ONLINE, info("AC", "", "", "Mains"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"No data available", "No such device", "Invalid argument", "Operation not supported"})
    void aDriverThatHasNoValueIsNoFault(String words) throws IOException {
        driver.fail("BAT0/current_now", words);
        PointList list = read(BATTERY);
        assertThat(list.points()).hasSize(4).doesNotContainKey(battery("current_ampere"));
        assertThat(list.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file sys/class/power_supply/BAT0/capacity\nfull\n",
                "file sys/class/power_supply/BAT0/capacity\n83 %\n",
                "eio sys/class/power_supply/BAT0/capacity\n",
                "fifo sys/class/power_supply/BAT0/capacity\n",
                "unreadable sys/class/power_supply/BAT0/capacity\n"
            })
    void aFileThatMakesNoSenseCostsItsMetricAlone(String wrong) throws IOException {
        PointList list = read(BATTERY.replace("file sys/class/power_supply/BAT0/capacity\n83\n", wrong));
        assertThat(list.points()).hasSize(4).doesNotContainKey(battery("capacity"));
        assertThat(list.problems()).singleElement().asString().contains("BAT0/capacity: ");
    }

    @Test
    void aDriverThatPrintsNothingHasNoValue() throws IOException {
        assertThat(read("== file sys/class/power_supply/BAT0/capacity\n").points())
                .containsOnlyKeys(info("BAT0", "", "", ""));
    }

    @Test
    void aDeviceThatHangsCostsItselfAndIsNotAskedASecondTime() throws IOException {
        CountDownLatch latch = new CountDownLatch(1);
        driver.hang("BAT0/capacity", latch);
        PowerSupplies supplies = on(RecordedMachine.unpackText(BATTERY + MAINS, folder));
        PointList list = PointList.of(supplies);
        assertThat(list.points()).containsOnlyKeys(ONLINE, info("AC", "", "", "Mains"));
        assertThat(list.problems()).containsExactly("BAT0: timed out");
        assertThat(PointList.of(supplies).points()).containsOnlyKeys(ONLINE, info("AC", "", "", "Mains"));
        assertThat(driver.timesAsked("BAT0/capacity")).isEqualTo(1);
        latch.countDown();
    }

    @Test
    void limitsAndFactsAreReadEveryThirtySecondsAndFilesThatComeLateAreFound() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText(BATTERY, folder);
        PowerSupplies supplies = on(recorded);
        PointList.of(supplies);
        recorded.write("sys/class/power_supply/BAT0/energy_full_design", "60000000\n");
        recorded.write("sys/class/power_supply/BAT0/capacity", "84\n");
        recorded.write("sys/class/power_supply/BAT0/cycle_count", "214\n");
        assertThat(PointList.of(supplies).points())
                .containsEntry(battery("energy_full_design"), 57.0)
                .containsEntry(battery("capacity"), 84.0)
                .doesNotContainKey(battery("cyclecount"));
        recorded.advance(Duration.ofSeconds(30));
        assertThat(PointList.of(supplies).points()).containsEntry(battery("energy_full_design"), 60.0);
        recorded.advance(Duration.ofSeconds(30));
        assertThat(PointList.of(supplies).points()).containsEntry(battery("cyclecount"), 214.0);
    }

    @Test
    void suppliesComeAndGo() throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText(MAINS, folder);
        PowerSupplies supplies = on(recorded);
        assertThat(PointList.of(supplies).points()).hasSize(2);
        recorded.write("sys/class/power_supply/hidpp_battery_0/capacity", "55\n");
        assertThat(PointList.of(supplies).points())
                .hasSize(4)
                .containsEntry("node_power_supply_capacity{power_supply=\"hidpp_battery_0\"}", 55.0);
    }

    @Test
    void everyQuantityHasAMetricOfItsOwn() {
        assertThat(PowerQuantity.BY_FILE.values().stream()
                        .map(quantity -> quantity.metric().name()))
                .hasSize(49)
                .doesNotHaveDuplicates();
    }
}
