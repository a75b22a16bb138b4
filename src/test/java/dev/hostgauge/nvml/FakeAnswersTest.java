package dev.hostgauge.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the fake driver answers where drivers differ, and where they hurt. */
@Timeout(60)
class FakeAnswersTest {
    private static final int INVALID_ARGUMENT = 2;
    private static final int NOT_SUPPORTED = 3;
    private static final int NOT_FOUND = 6;
    private static final int INSUFFICIENT_SIZE = 7;
    private static final int VERSION_MISMATCH = 18;
    private static final int ARGUMENT_VERSION_MISMATCH = 25;
    private static final int FIELD_BYTES = 40;

    private final Memory out = new Memory(4096);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "570.195.03, 1,   !2, !2",
        "575.64.05,  777, !3, !3",
        "580.65.06,  777, !3, !3",
        "580.82.07,  1,   777, !3",
        "610.57.04,  1,   777, !3"
    })
    void theIdsOfThermalCountersMoveWithTheDriver(String version, String at251, String at269, String at272) {
        FakeDriver driver = FakeDriver.build(folder).load("h100").setDriver("version", version);
        driver.set(0, "violation.sw_thermal", 777);
        NativeLibrary library = open(driver);
        Pointer device = gpu(library, 0);
        assertThat(field(library, device, 251)).isEqualTo(at251);
        assertThat(field(library, device, 269)).isEqualTo(at269);
        assertThat(field(library, device, 272)).isEqualTo(at272);
    }

    @ParameterizedTest
    @CsvSource({"f64:2.5, 0", "u32:5, 1", "ul:5, 2", "u64:5, 3", "i64:-5, 4", "i32:-5, 5", "u16:5, 6", "t42:5, 42"})
    void aFieldHasTheTypeThatItWasGiven(String value, int type) {
        FakeDriver driver = FakeDriver.build(folder).load("h100").set(0, "field.82", value);
        NativeLibrary library = open(driver);
        field(library, gpu(library, 0), 82);
        assertThat(out.getInt(24)).isEqualTo(type);
        assertThat(type == 0 ? (long) out.getDouble(32) : out.getShort(32))
                .isEqualTo(value.contains("-") ? -5 : type == 0 ? 2 : 5);
    }

    @ParameterizedTest
    @CsvSource({"DRIVER_535_54, 32", "DRIVER_535_261, 24", "DRIVER_610, 24"})
    void oneBranchHasLongerEntriesOfProcesses(Variant variant, int entryBytes) {
        FakeDriver driver = FakeDriver.build(folder, variant).load("h100");
        driver.set(0, "processes.compute", "11:1:2:3 12:5:6:7");
        NativeLibrary library = open(driver);
        Pointer device = gpu(library, 0);
        Memory count = new Memory(4);
        count.setInt(0, 1);
        assertThat(call(library, "nvmlDeviceGetComputeRunningProcesses_v3", device, count, out))
                .isEqualTo(INSUFFICIENT_SIZE);
        assertThat(count.getInt(0)).isEqualTo(2);
        assertThat(call(library, "nvmlDeviceGetComputeRunningProcesses_v3", device, count, out))
                .isZero();
        assertThat(out.getInt(entryBytes)).isEqualTo(12);
        driver.set(0, "processes.growing", 1);
        assertThat(call(library, "nvmlDeviceGetComputeRunningProcesses_v3", device, count, out))
                .isEqualTo(INSUFFICIENT_SIZE);
        assertThat(count.getInt(0)).isEqualTo(3);
    }

    @Test
    void aGpuThatIsSplitHasNoUtilisationAndHolesBetweenItsInstances() {
        FakeDriver driver = FakeDriver.build(folder).load("h200-mig");
        NativeLibrary library = open(driver);
        Pointer parent = gpu(library, 0);
        assertThat(call(library, "nvmlDeviceGetUtilizationRates", parent, out)).isEqualTo(NOT_SUPPORTED);
        assertThat(call(library, "nvmlDeviceGetMigDeviceHandleByIndex", parent, 1, out))
                .isEqualTo(NOT_FOUND);
        assertThat(call(library, "nvmlDeviceGetMigDeviceHandleByIndex", parent, 7, out))
                .isEqualTo(INVALID_ARGUMENT);
        assertThat(call(library, "nvmlDeviceGetMigDeviceHandleByIndex", parent, 5, out))
                .isZero();
        Pointer instance = out.getPointer(0);
        assertThat(call(library, "nvmlDeviceGetGpuInstanceId", instance, out)).isZero();
        assertThat(out.getInt(0)).isEqualTo(11);
        driver.set(0, "mig.current", 0);
        assertThat(call(library, "nvmlDeviceGetUtilizationRates", parent, out)).isZero();
        assertThat(call(library, "nvmlDeviceGetMigDeviceHandleByIndex", parent, 5, out))
                .isEqualTo(NOT_FOUND);
    }

    @Test
    void aStructureOfAnotherVersionIsRefused() {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        NativeLibrary library = open(driver);
        Pointer device = gpu(library, 0);
        out.setInt(0, 0x0300_0028);
        assertThat(call(library, "nvmlDeviceGetMemoryInfo_v2", device, out)).isEqualTo(ARGUMENT_VERSION_MISMATCH);
        out.setInt(0, 0x0200_0028);
        assertThat(call(library, "nvmlDeviceGetMemoryInfo_v2", device, out)).isZero();
        assertThat(driver.wrongVersions()).isEqualTo(1);
    }

    @Test
    void aDriverThatWasReplacedRefusesToBeInitialised() {
        FakeDriver driver = FakeDriver.build(folder).load("h100").refuseInit(VERSION_MISMATCH);
        NativeLibrary library = open(driver);
        assertThat(call(library, "nvmlInit_v2")).isEqualTo(VERSION_MISMATCH);
        assertThat(call(library, "nvmlInitWithFlags", 0)).isEqualTo(VERSION_MISMATCH);
        driver.refuseInit(0);
        assertThat(call(library, "nvmlInit_v2")).isZero();
        assertThat(driver.inits()).isEqualTo(1);
    }

    @Test
    void garbageIsAnsweredAsIfAllWereWell() {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        NativeLibrary library = open(driver);
        Pointer device = gpu(library, 0);
        driver.fault("nvmlDevice*", FakeDriver.EVERY_GPU, Fault.garbage());
        out.clear();
        assertThat(call(library, "nvmlDeviceGetName", device, out, 96)).isZero();
        assertThat(out.getByteArray(0, 97)).startsWith(0xFE).endsWith(0xFE, 0);
        assertThat(call(library, "nvmlDeviceGetUtilizationRates", device, out)).isZero();
        assertThat(out.getInt(4)).isEqualTo(0xFEFEFEFE);
        assertThat(call(library, "nvmlDeviceGetCount_v2", out)).isZero();
        assertThat(Integer.toUnsignedLong(out.getInt(0))).isGreaterThan(4_000_000_000L);
    }

    @Test
    void aLibraryForAnotherArchitectureDoesNotLoad() {
        Path library = FakeLibrary.forAnotherArchitecture(folder);
        assertThatThrownBy(() -> NativeLibrary.getInstance(library.toString()))
                .isInstanceOf(UnsatisfiedLinkError.class);
    }

    private String field(NativeLibrary library, Pointer device, int id) {
        out.clear(FIELD_BYTES);
        out.setInt(0, id);
        assertThat(call(library, "nvmlDeviceGetFieldValues", device, 1, out)).isZero();
        return out.getInt(28) == 0 ? String.valueOf(out.getInt(32)) : "!" + out.getInt(28);
    }

    private Pointer gpu(NativeLibrary library, int index) {
        assertThat(call(library, "nvmlInit_v2")).isZero();
        assertThat(call(library, "nvmlDeviceGetHandleByIndex_v2", index, out)).isZero();
        return out.getPointer(0);
    }

    private static NativeLibrary open(FakeDriver driver) {
        return NativeLibrary.getInstance(driver.library().toString());
    }

    private static int call(NativeLibrary library, String function, Object... arguments) {
        return library.getFunction(function).invokeInt(arguments);
    }
}
