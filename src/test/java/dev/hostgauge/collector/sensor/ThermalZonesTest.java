package dev.hostgauge.collector.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThermalZonesTest {
    private static final String JETSON = """
            == file sys/class/thermal/thermal_zone0/type
            CPU-therm
            == file sys/class/thermal/thermal_zone0/temp
            41500
            == file sys/class/thermal/thermal_zone0/trip_point_0_type
            passive
            == file sys/class/thermal/thermal_zone0/trip_point_0_temp
            97000
            == file sys/class/thermal/thermal_zone0/trip_point_1_type
            critical
            == file sys/class/thermal/thermal_zone0/trip_point_1_temp
            102500
            == file sys/class/thermal/thermal_zone1/type
            GPU-therm
            == file sys/class/thermal/thermal_zone1/temp
            40000
            == file sys/class/thermal/cooling_device0/type
            pwm-fan
            == file sys/class/thermal/cooling_device0/cur_state
            1
            == file sys/class/thermal/cooling_device0/max_state
            10
            """;
    private static final String CPU = "node_thermal_zone_temp{zone=\"0\",type=\"CPU-therm\"}";
    private static final String GPU = "node_thermal_zone_temp{zone=\"1\",type=\"GPU-therm\"}";

    @TempDir
    private Path folder;

    private final Crew crew = new Crew();
    private final FakeDriver driver = new FakeDriver();

    @AfterEach
    void close() {
        crew.close();
    }

    private PointList read(RecordedMachine machine) throws IOException {
        return PointList.of(new ThermalZones(machine.machine(), crew, driver));
    }

    private static Map<String, Double> host(PointList points) {
        return points.points().entrySet().stream()
                .filter(point -> point.getKey().startsWith("host_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void zonesAndCoolingDevicesAreServed() throws IOException {
        assertThat(read(RecordedMachine.unpackText(JETSON, folder)).points())
                .containsOnly(
                        Map.entry(CPU, 41.5),
                        Map.entry(GPU, 40.0),
                        Map.entry("node_cooling_device_cur_state{name=\"0\",type=\"pwm-fan\"}", 1.0),
                        Map.entry("node_cooling_device_max_state{name=\"0\",type=\"pwm-fan\"}", 10.0),
                        Map.entry(
                                "host_temperature_celsius{kind=\"cpu\",chip=\"CPU-therm\",sensor=\"thermal_zone0\"}",
                                41.5),
                        Map.entry(
                                "host_temperature_limit_celsius{kind=\"cpu\",chip=\"CPU-therm\",sensor=\"thermal_zone0\",limit=\"critical\"}",
                                102.5),
                        Map.entry(
                                "host_temperature_celsius{kind=\"gpu\",chip=\"GPU-therm\",sensor=\"thermal_zone1\"}",
                                40.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Invalid argument", "Resource temporarily unavailable", "No data available"})
    void aZoneThatCannotBeReadNowIsAbsentAndNotZero(String error) throws IOException {
        driver.fail("thermal_zone0/temp", error);
        PointList points = read(RecordedMachine.unpackText(JETSON, folder));

        assertThat(points.points()).doesNotContainKey(CPU).containsEntry(GPU, 40.0);
        assertThat(points.problems()).isEmpty();
    }

    @Test
    void aHungZoneCostsItsOwnSeries() throws IOException {
        CountDownLatch latch = new CountDownLatch(1);
        driver.hang("thermal_zone0/temp", latch);
        PointList points = read(RecordedMachine.unpackText(JETSON, folder));
        latch.countDown();

        assertThat(points.points())
                .doesNotContainKey(CPU)
                .containsEntry(GPU, 40.0)
                .containsEntry("node_cooling_device_cur_state{name=\"0\",type=\"pwm-fan\"}", 1.0);
        assertThat(points.problems()).containsExactly("thermal_zone0: timed out");
    }

    @Test
    void zonesThatMakeNoSenseCostThemselvesAlone() throws IOException {
        PointList hostile = read(RecordedMachine.unpack("hostile-sensors", folder));

        assertThat(hostile.points())
                .containsOnly(
                        Map.entry("node_thermal_zone_temp{zone=\"3\",type=\"four\"}", -274.0),
                        Map.entry("node_thermal_zone_temp{zone=\"5\",type=\"six\"}", 25.0),
                        Map.entry("node_cooling_device_max_state{name=\"0\",type=\"odd\"}", 4.0),
                        Map.entry(
                                "host_temperature_celsius{kind=\"other\",chip=\"six\",sensor=\"thermal_zone5\"}",
                                25.0));
        assertThat(hostile.problems())
                .hasSize(3)
                .anyMatch(problem -> problem.endsWith("thermal_zone0/temp: want a number, got 'x'"))
                .anyMatch(problem -> problem.endsWith("thermal_zone4/temp: want one number and no more, got '1'"))
                .anyMatch(problem -> problem.endsWith("cooling_device0/cur_state: want a number, got 'z'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"raspberry-pi-sensors", "bare-metal-sensors"})
    void aZoneThatHwmonShowsTooHasHwmonsVerySeries(String name) throws IOException {
        RecordedMachine machine = RecordedMachine.unpack(name, folder);
        Map<String, Double> zones = host(read(machine));
        Map<String, Double> hwmon =
                host(PointList.of(new Hwmon(machine.machine(), crew, Filter.ALL, Filter.ALL, driver)));

        assertThat(zones.entrySet())
                .filteredOn(point -> point.getKey().startsWith("host_temperature_celsius"))
                .filteredOn(point -> !point.getKey().contains("x86_pkg_temp"))
                .isNotEmpty()
                .isSubsetOf(hwmon.entrySet());
    }

    @Test
    void zonesOfOneTypeAreNumberedAsTheKernelNumbersThem() throws IOException {
        assertThat(read(RecordedMachine.unpack("bare-metal-sensors", folder)).points())
                .containsEntry(
                        "host_temperature_celsius{kind=\"other\",chip=\"thermal_thermal_zone0\",sensor=\"temp1\"}",
                        27.8)
                .containsEntry(
                        "host_temperature_celsius{kind=\"other\",chip=\"thermal_thermal_zone0\",sensor=\"temp2\"}",
                        29.8)
                .containsEntry(
                        "host_temperature_limit_celsius{kind=\"other\",chip=\"thermal_thermal_zone0\",sensor=\"temp2\",limit=\"high\"}",
                        105.0);
    }
}
