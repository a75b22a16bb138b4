package dev.hostgauge.collector.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.config.Filter;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HwmonTest {
    private static final String CHIP = "sys/class/hwmon/hwmon0/";
    private static final String TWO_SENSORS = "== file " + CHIP + "name\nchip\n== file " + CHIP
            + "temp1_input\n41000\n== file " + CHIP + "temp2_input\n42000\n== file " + CHIP + "temp2_max\n80000\n";
    private static final String FIRST = "node_hwmon_temp_celsius{chip=\"chip\",sensor=\"temp1\"}";
    private static final String SECOND = "node_hwmon_temp_celsius{chip=\"chip\",sensor=\"temp2\"}";
    private static final String SECOND_LIMIT = "node_hwmon_temp_max_celsius{chip=\"chip\",sensor=\"temp2\"}";

    @TempDir
    private Path folder;

    private final Crew crew = new Crew();
    private final FakeDriver driver = new FakeDriver();

    @AfterEach
    void close() {
        crew.close();
    }

    private Hwmon hwmon(RecordedMachine machine) {
        return new Hwmon(machine.machine(), crew, Filter.ALL, Filter.ALL, driver);
    }

    private PointList read(String machine) throws IOException {
        return PointList.of(hwmon(RecordedMachine.unpackText(machine, folder)));
    }

    private PointList readRecorded(String name) throws IOException {
        return PointList.of(hwmon(RecordedMachine.unpack(name, folder)));
    }

    @Test
    void aMachineWithoutHwmonHasNothingToServe() throws IOException {
        PointList nothing = read("== dir sys/class\n");

        assertThat(nothing.points()).isEmpty();
        assertThat(nothing.problems()).isEmpty();
    }

    @Test
    void theSensorsOfAGpuThatSleepsAreNotRead() throws IOException {
        String gpu =
                "== link " + CHIP + "device -> ../../../devices/gpu\n== file sys/devices/gpu/power/runtime_status\n"
                        + "suspended\n" + TWO_SENSORS.replace("\nchip\n", "\namdgpu\n");
        try (RecordedMachine machine = RecordedMachine.unpackText(gpu, folder)) {
            Hwmon hwmon = hwmon(machine);
            assertThat(PointList.of(hwmon).points().keySet())
                    .singleElement()
                    .asString()
                    .startsWith("node_hwmon_chip_names{");
            assertThat(driver.timesAsked("temp1_input")).isZero();
            machine.write("sys/devices/gpu/power/runtime_status", "active\n");
            assertThat(PointList.of(hwmon).points().values()).contains(41.0, 42.0);
        }
    }

    @Test
    void aGpuThatMaySleepIsLeftAloneAndSaid() throws IOException {
        String gpu = "== link " + CHIP + "device -> ../../../devices/gpu\n== dir sys/devices/gpu/power/runtime_status\n"
                + TWO_SENSORS.replace("\nchip\n", "\namdgpu\n");
        PointList list = read(gpu);
        assertThat(list.points().keySet()).singleElement().asString().startsWith("node_hwmon_chip_names{");
        assertThat(list.problems()).singleElement().asString().contains("runtime_status");
        assertThat(driver.timesAsked("temp1_input")).isZero();
    }

    @Test
    void whatIsNoGpuIsReadWhileItSleepsToo() throws IOException {
        String chip =
                "== link " + CHIP + "device -> ../../../devices/chip\n== file sys/devices/chip/power/runtime_status\n"
                        + "suspended\n" + TWO_SENSORS;
        assertThat(read(chip).points().values()).contains(41.0, 42.0);
    }

    @Test
    void temperaturesArePortableByKindAndLabel() throws IOException {
        assertThat(readRecorded("bare-metal-sensors").points())
                .containsEntry(
                        "host_temperature_celsius{kind=\"cpu\",chip=\"platform_coretemp_0\",sensor=\"Core 0\"}", 46.0)
                .containsEntry(
                        "host_temperature_limit_celsius{kind=\"cpu\",chip=\"platform_coretemp_0\",sensor=\"Core 0\",limit=\"high\"}",
                        82.0)
                .containsEntry(
                        "host_temperature_limit_celsius{kind=\"cpu\",chip=\"platform_coretemp_0\",sensor=\"Core 0\",limit=\"critical\"}",
                        100.0)
                .containsEntry(
                        "host_temperature_celsius{kind=\"disk\",chip=\"nvme_nvme0\",sensor=\"Composite\"}", 38.85)
                .containsEntry(
                        "host_temperature_celsius{kind=\"ambient\",chip=\"platform_nct6775_656\",sensor=\"SYSTIN\"}",
                        35.0);
    }

    @Test
    void aStoppedFanTurnsZeroTimes() throws IOException {
        assertThat(readRecorded("bare-metal-sensors").points())
                .containsEntry("node_hwmon_fan_rpm{chip=\"platform_nct6775_656\",sensor=\"fan2\"}", 0.0);
    }

    @Test
    void inputsThatNothingIsConnectedToAreNotPortable() throws IOException {
        assertThat(readRecorded("bare-metal-sensors").points())
                // -62 and 127.5 degrees, a fault, and a zero of the board's monitor
                .containsEntry("node_hwmon_temp_celsius{chip=\"platform_nct6775_656\",sensor=\"temp3\"}", -62.0)
                .containsEntry("node_hwmon_temp_celsius{chip=\"platform_nct6775_656\",sensor=\"temp4\"}", 127.5)
                .containsEntry("node_hwmon_temp_celsius{chip=\"platform_nct6775_656\",sensor=\"temp7\"}", 0.0)
                .allSatisfy((series, value) -> assertThat(series).doesNotMatch("host_.*(AUXTIN|PCH_CHIP).*"));
    }

    @Test
    void aLimitThatNobodySetIsNotPortable() throws IOException {
        // The disk's second sensor has 65,261.85 degrees for "none"; the board's monitor has 0.
        assertThat(readRecorded("bare-metal-sensors").points())
                .containsKey("host_temperature_celsius{kind=\"disk\",chip=\"nvme_nvme0\",sensor=\"Sensor 1\"}")
                .doesNotContainKey(
                        "host_temperature_limit_celsius{kind=\"disk\",chip=\"nvme_nvme0\",sensor=\"Sensor 1\",limit=\"high\"}")
                .doesNotContainKey(
                        "host_temperature_limit_celsius{kind=\"cpu\",chip=\"platform_nct6775_656\",sensor=\"PECI Agent 0\",limit=\"high\"}");
    }

    @Test
    void aZonesOwnFileIsNoSecondTemperature() throws IOException {
        assertThat(readRecorded("raspberry-pi-sensors").points())
                .containsEntry("node_hwmon_temp_celsius{chip=\"thermal_thermal_zone0\",sensor=\"temp0\"}", 48.212)
                .containsEntry(
                        "host_temperature_celsius{kind=\"cpu\",chip=\"thermal_thermal_zone0\",sensor=\"temp1\"}",
                        48.212)
                .doesNotContainKey(
                        "host_temperature_celsius{kind=\"cpu\",chip=\"thermal_thermal_zone0\",sensor=\"temp0\"}");
    }

    @Test
    void sensorsThatMakeNoSenseCostThemselvesAloneAndAreNamed() throws IOException {
        PointList hostile = readRecorded("hostile-sensors");

        assertThat(hostile.points())
                .containsEntry("node_hwmon_temp_celsius{chip=\"platform_hostile_0\",sensor=\"temp8\"}", 31.0)
                .containsEntry("node_hwmon_temp_celsius{chip=\"odd_name\",sensor=\"temp1\"}", 20.0)
                .containsEntry("node_hwmon_temp_celsius{chip=\"hwmon4\",sensor=\"temp1\"}", 21.0)
                .containsEntry("node_hwmon_fan_rpm{chip=\"platform_hostile_0\",sensor=\"fan1\"}", 0x1p64)
                .containsEntry(
                        "node_hwmon_sensor_label{chip=\"platform_hostile_0\",sensor=\"temp21\",label=\"\uFFFDCPU\uFFFD\\\"}",
                        1.0)
                // Both are called "twin".
                .containsEntry(
                        "host_temperature_celsius{kind=\"other\",chip=\"platform_hostile_0\",sensor=\"temp9\"}", 32.0)
                .containsEntry(
                        "host_temperature_celsius{kind=\"other\",chip=\"platform_hostile_0\",sensor=\"temp10\"}", 33.0);
        for (int sensor = 1; sensor <= 7; sensor++) {
            String series = "node_hwmon_temp_celsius{chip=\"platform_hostile_0\",sensor=\"temp" + sensor + "\"}";
            assertThat(hostile.points().containsKey(series)).as(series).isEqualTo(sensor == 5);
        }
        assertThat(hostile.problems())
                .anyMatch(problem -> problem.endsWith("temp2_input: want a number, got 'forty'"))
                .anyMatch(problem -> problem.endsWith("temp3_input: want one number and no more, got '46000'"))
                .anyMatch(problem -> problem.contains("temp20_input: want a file"))
                .noneMatch(problem -> problem.contains("temp1_input"));
    }

    @Test
    void driversOfOldAreReadFromTheDeviceItself() throws IOException {
        assertThat(readRecorded("hostile-sensors").points())
                .containsEntry("node_hwmon_temp_celsius{chip=\"platform_old_1\",sensor=\"temp1\"}", 22.0)
                .containsEntry("node_hwmon_voltage_regulator_version{chip=\"platform_old_1\",sensor=\"vrm0\"}", 90.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid argument",
                "No data available",
                "No such device or address",
                "Operation not supported",
                "Resource temporarily unavailable"
            })
    void aDriverWithoutAValueIsNoProblem(String error) throws IOException {
        driver.fail("temp1_input", error);
        PointList points = read(TWO_SENSORS);

        assertThat(points.points()).doesNotContainKey(FIRST).containsEntry(SECOND, 42.0);
        assertThat(points.problems()).isEmpty();
    }

    @Test
    void aDriverThatFailsIsNamed() throws IOException {
        driver.fail("temp1_input", "Input/output error");
        PointList points = read(TWO_SENSORS);

        assertThat(points.points()).doesNotContainKey(FIRST).containsEntry(SECOND, 42.0);
        assertThat(points.problems()).singleElement().asString().endsWith("hwmon0/temp1_input: input/output error");
    }

    @Test
    void aHungSensorCostsItsOwnSeriesAndIsNotStartedAgain() throws IOException {
        CountDownLatch latch = new CountDownLatch(1);
        driver.hang("temp1_input", latch);
        Hwmon hwmon = hwmon(RecordedMachine.unpackText(TWO_SENSORS, folder));

        PointList first = PointList.of(hwmon);
        long start = System.nanoTime();
        PointList second = PointList.of(hwmon);
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(first.points()).doesNotContainKey(FIRST).containsEntry(SECOND, 42.0);
        assertThat(second.points()).doesNotContainKey(FIRST).containsEntry(SECOND, 42.0);
        assertThat(second.problems()).containsExactly("chip temp1: timed out");
        assertThat(took).isLessThan(Duration.ofSeconds(1));
        assertThat(driver.timesAsked("temp1_input")).isEqualTo(1);
        assertThat(crew.stuck()).isEqualTo(1);

        latch.countDown();
        assertThat(readUntilBack(hwmon).points()).containsEntry(FIRST, 41.0);
    }

    private static PointList readUntilBack(Hwmon hwmon) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        PointList points = PointList.of(hwmon);
        while (!points.points().containsKey(FIRST) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            points = PointList.of(hwmon);
        }
        return points;
    }

    @Test
    void aSensorThatHangsKeepsItsPlaceWhileItsChipIsListedAgain() throws IOException {
        CountDownLatch latch = new CountDownLatch(1);
        driver.hang("temp1_input", latch);
        RecordedMachine machine = RecordedMachine.unpackText(TWO_SENSORS, folder);
        Hwmon hwmon = hwmon(machine);
        PointList.of(hwmon);
        machine.write(CHIP + "temp3_input", "44000\n");
        machine.advance(Due.SETTINGS);

        assertThat(PointList.of(hwmon).points())
                .containsEntry("node_hwmon_temp_celsius{chip=\"chip\",sensor=\"temp3\"}", 44.0)
                .doesNotContainKey(FIRST);
        assertThat(driver.timesAsked("temp1_input")).isEqualTo(1);

        latch.countDown();
        assertThat(readUntilBack(hwmon).points()).containsEntry(FIRST, 41.0);
    }

    @Test
    void aChipThatIsUnpluggedWhileItHangsLeavesNothingBehind() throws IOException {
        CountDownLatch latch = new CountDownLatch(1);
        driver.hang("temp1_input", latch);
        RecordedMachine machine = RecordedMachine.unpackText(TWO_SENSORS, folder);
        Hwmon hwmon = hwmon(machine);
        PointList.of(hwmon);
        Files.move(machine.path("sys/class/hwmon/hwmon0"), machine.path("sys/unplugged"));
        PointList unplugged = PointList.of(hwmon);
        latch.countDown();

        assertThat(unplugged.points()).isEmpty();
        assertThat(unplugged.problems()).isEmpty();
    }

    @Test
    void slowSensorsOverlap() throws IOException {
        StringBuilder machine = new StringBuilder();
        for (int sensor = 10; sensor < 30; sensor++) {
            driver.sleep("temp" + sensor + "_input", Duration.ofMillis(300));
            machine.append(String.format(Locale.ROOT, "== file %stemp%d_input\n40000\n", CHIP, sensor));
        }

        // One after the other they would take 6 s, of the 2.5 s that the collector has.
        assertThat(read(machine.toString()).points()).hasSize(40);
    }

    @Test
    void limitsHoldForHalfAMinute() throws IOException {
        RecordedMachine machine = RecordedMachine.unpackText(TWO_SENSORS, folder);
        Hwmon hwmon = hwmon(machine);
        PointList.of(hwmon);
        machine.write(CHIP + "temp2_input", "43000\n");
        machine.write(CHIP + "temp2_max", "90000\n");

        assertThat(PointList.of(hwmon).points()).containsEntry(SECOND, 43.0).containsEntry(SECOND_LIMIT, 80.0);
        machine.advance(Due.SETTINGS);
        assertThat(PointList.of(hwmon).points()).containsEntry(SECOND_LIMIT, 90.0);
        assertThat(driver.timesAsked("temp2_max")).isEqualTo(2);
        assertThat(driver.timesAsked("temp2_input")).isEqualTo(3);
    }

    @Test
    void aFileThatVanishesMakesItsChipBeListedAgain() throws IOException {
        RecordedMachine machine = RecordedMachine.unpackText(TWO_SENSORS, folder);
        Hwmon hwmon = hwmon(machine);
        PointList.of(hwmon);
        Files.delete(machine.path(CHIP + "temp1_input"));
        machine.write(CHIP + "temp3_input", "44000\n");

        PointList atOnce = PointList.of(hwmon);
        PointList after = PointList.of(hwmon);

        assertThat(atOnce.points()).doesNotContainKey(FIRST).containsEntry(SECOND, 42.0);
        assertThat(atOnce.problems()).isEmpty();
        assertThat(after.points()).containsEntry("node_hwmon_temp_celsius{chip=\"chip\",sensor=\"temp3\"}", 44.0);
    }

    @Test
    void anotherDeviceUnderTheSameEntryIsAnotherChip() throws IOException {
        RecordedMachine machine = RecordedMachine.unpackText(TWO_SENSORS, folder);
        Hwmon hwmon = hwmon(machine);
        PointList.of(hwmon);
        Files.move(machine.path("sys/class/hwmon/hwmon0"), machine.path("sys/unplugged"));
        machine.write(CHIP + "name", "other\n");
        machine.write(CHIP + "temp1_input", "30000\n");

        assertThat(PointList.of(hwmon).points())
                .containsEntry("node_hwmon_temp_celsius{chip=\"other\",sensor=\"temp1\"}", 30.0)
                .doesNotContainKey(FIRST)
                .doesNotContainKey(SECOND);
    }

    @Test
    void filtersSeeTheChipAndTheSensorOfTheChip() throws IOException {
        RecordedMachine machine = RecordedMachine.unpack("bare-metal-sensors", folder);
        Filter coretempAndBoard = new Filter(Optional.of(Pattern.compile("coretemp|nct6775")), Optional.empty());
        Filter firstOnly = new Filter(Optional.of(Pattern.compile("^platform_coretemp_0;temp1$")), Optional.empty());
        Hwmon hwmon = new Hwmon(machine.machine(), crew, coretempAndBoard, firstOnly, driver);

        assertThat(PointList.of(hwmon).points().keySet())
                .filteredOn(series -> !series.startsWith("host_"))
                .containsExactlyInAnyOrder(
                        "node_hwmon_chip_names{chip=\"platform_coretemp_0\",chip_name=\"coretemp\"}",
                        "node_hwmon_chip_names{chip=\"platform_nct6775_656\",chip_name=\"nct6798\"}",
                        "node_hwmon_sensor_label{chip=\"platform_coretemp_0\",sensor=\"temp1\",label=\"Package id 0\"}",
                        "node_hwmon_temp_celsius{chip=\"platform_coretemp_0\",sensor=\"temp1\"}",
                        "node_hwmon_temp_crit_alarm_celsius{chip=\"platform_coretemp_0\",sensor=\"temp1\"}",
                        "node_hwmon_temp_crit_celsius{chip=\"platform_coretemp_0\",sensor=\"temp1\"}",
                        "node_hwmon_temp_max_celsius{chip=\"platform_coretemp_0\",sensor=\"temp1\"}");
        assertThat(driver.timesAsked("temp2_input")).isZero();
    }

    @Test
    void aFileThatIsThereToBeWrittenIsNotRead() throws IOException {
        RecordedMachine machine = RecordedMachine.unpackText(TWO_SENSORS, folder);
        Files.setPosixFilePermissions(machine.path(CHIP + "temp1_input"), PosixFilePermissions.fromString("-w-------"));
        PointList points = PointList.of(hwmon(machine));

        assertThat(points.points()).doesNotContainKey(FIRST).containsEntry(SECOND, 42.0);
        assertThat(points.problems()).isEmpty();
        assertThat(driver.timesAsked("temp1_input")).isZero();
    }

    @Test
    void aFifoInASensorsPlaceIsRefused() throws IOException {
        RecordedMachine machine = RecordedMachine.unpackText(TWO_SENSORS, folder);
        Path fifo = machine.path(CHIP + "temp9_input");
        Function mkfifo = NativeLibrary.getProcess().getFunction("mkfifo");
        assertThat(mkfifo.invokeInt(new Object[] {fifo.toString(), 0600})).isZero();
        PointList points = PointList.of(hwmon(machine));

        assertThat(points.points()).containsEntry(FIRST, 41.0).containsEntry(SECOND, 42.0);
        assertThat(points.problems()).singleElement().asString().contains("temp9_input: want a file");
    }
}
