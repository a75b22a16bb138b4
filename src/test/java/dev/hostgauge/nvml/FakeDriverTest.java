package dev.hostgauge.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the fake driver is as unkind as tests of its callers rely on. */
@Timeout(60)
class FakeDriverTest {
    private static final int UNINITIALIZED = 1;
    private static final int INVALID_ARGUMENT = 2;
    private static final int NOT_SUPPORTED = 3;
    private static final int INSUFFICIENT_SIZE = 7;
    private static final int TIMEOUT = 10;
    private static final int GPU_IS_LOST = 15;

    private final Memory out = new Memory(4096);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aVariantExportsExactlyWhatItsBranchHas(Variant variant) {
        NativeLibrary library = open(FakeDriver.build(folder, variant));
        FakeLibrary.functions()
                .forEach((function, since) -> assertThat(exports(library, function))
                        .describedAs(function)
                        .isEqualTo(variant.exports(function, since)));
    }

    @Test
    void nothingIsAnsweredBeforeInitAndAfterShutdown() {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        NativeLibrary library = open(driver);
        assertThat(call(library, "nvmlDeviceGetCount_v2", out)).isEqualTo(UNINITIALIZED);
        assertThat(call(library, "nvmlShutdown")).isEqualTo(UNINITIALIZED);
        assertThat(call(library, "nvmlInit_v2")).isZero();
        assertThat(call(library, "nvmlInit_v2")).isZero();
        assertThat(call(library, "nvmlShutdown")).isZero();
        assertThat(call(library, "nvmlDeviceGetCount_v2", out)).isZero();
        assertThat(out.getInt(0)).isEqualTo(1);
        assertThat(call(library, "nvmlShutdown")).isZero();
        assertThat(call(library, "nvmlDeviceGetCount_v2", out)).isEqualTo(UNINITIALIZED);
        assertThat(driver.inits()).isEqualTo(2);
        assertThat(driver.shutdowns()).isEqualTo(2);
        assertThat(driver.callsWhileNotInitialised()).isEqualTo(3);
    }

    @Test
    void aHandleDiesWithItsInitialisation() {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        NativeLibrary library = open(driver);
        Pointer device = firstGpu(library);
        assertThat(call(library, "nvmlDeviceGetPowerUsage", device, out)).isZero();
        assertThat(out.getInt(0)).isEqualTo(312_450);
        driver.reload();
        assertThat(call(library, "nvmlDeviceGetPowerUsage", device, out)).isEqualTo(UNINITIALIZED);
        Pointer again = firstGpu(library);
        assertThat(again).isNotEqualTo(device);
        assertThat(call(library, "nvmlDeviceGetPowerUsage", device, out)).isEqualTo(INVALID_ARGUMENT);
        assertThat(call(library, "nvmlDeviceGetPowerUsage", again, out)).isZero();
        assertThat(driver.staleHandles()).isEqualTo(1);
    }

    @Test
    void valuesAndFaultsChangeWhileItRuns() {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8");
        NativeLibrary library = open(driver);
        Pointer device = firstGpu(library);
        driver.set(0, "power", "100+5").unset(0, "energy");
        assertThat(call(library, "nvmlDeviceGetTotalEnergyConsumption", device, out))
                .isEqualTo(NOT_SUPPORTED);
        call(library, "nvmlDeviceGetPowerUsage", device, out);
        driver.fault("nvmlDeviceGetPower*", 0, 2, 2, Fault.code(15));
        assertThat(call(library, "nvmlDeviceGetPowerUsage", device, out)).isZero();
        assertThat(out.getInt(0)).isEqualTo(105);
        assertThat(call(library, "nvmlDeviceGetPowerUsage", device, out)).isEqualTo(GPU_IS_LOST);
        assertThat(call(library, "nvmlDeviceGetPowerUsage", device, out)).isZero();
        assertThat(out.getInt(0)).isEqualTo(110);
        assertThat(driver.calls(0, "nvmlDeviceGetPowerUsage")).isEqualTo(4);
        assertThat(driver.callsOf(1)).isZero();
        assertThat(driver.threadsOf("nvmlDevice*")).hasSize(1);
        assertThat(driver.badLines()).isZero();
    }

    @Test
    void aHangEndsWhenItIsHealed() throws InterruptedException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        NativeLibrary library = open(driver);
        Pointer device = firstGpu(library);
        driver.fault("nvmlDeviceGetPowerUsage", 0, Fault.hang());
        int[] answer = {-1};
        Thread caller = new Thread(() -> answer[0] = call(library, "nvmlDeviceGetPowerUsage", device, out));
        caller.start();
        while (driver.hanging() == 0) {
            Thread.sleep(1);
        }
        assertThat(call(library, "nvmlDeviceGetPerformanceState", device, new Memory(8)))
                .describedAs("another call meanwhile")
                .isZero();
        caller.join(50);
        assertThat(caller.isAlive()).isTrue();
        driver.heal();
        caller.join(Duration.ofSeconds(30).toMillis());
        assertThat(answer[0]).isZero();
        assertThat(driver.hanging()).isZero();
    }

    @Test
    void anEventReachesOnlyWhoRegisteredForItBefore() {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8");
        NativeLibrary library = open(driver);
        Pointer device = firstGpu(library);
        call(library, "nvmlEventSetCreate", out);
        Pointer set = out.getPointer(0);
        driver.xid(0, 13);
        assertThat(call(library, "nvmlDeviceRegisterEvents", device, 8L, set)).isZero();
        assertThat(call(library, "nvmlEventSetWait_v2", set, out, 5)).isEqualTo(TIMEOUT);
        driver.xid(1, 48).xid(0, 79);
        assertThat(call(library, "nvmlEventSetWait_v2", set, out, 5000)).isZero();
        assertThat(out.getPointer(0)).isEqualTo(device);
        assertThat(out.getLong(16)).isEqualTo(79);
        assertThat(call(library, "nvmlEventSetWait_v2", set, out, 5)).isEqualTo(TIMEOUT);
        assertThat(call(library, "nvmlEventSetFree", set)).isZero();
        assertThat(driver.liveEventSets()).isZero();
    }

    @Test
    void anUnpluggedGpuIsLostAndTheOthersMoveUp() {
        FakeDriver driver = FakeDriver.build(folder).load("h100x8");
        NativeLibrary library = open(driver);
        Pointer first = firstGpu(library);
        driver.unplug(0);
        call(library, "nvmlDeviceGetCount_v2", out);
        assertThat(out.getInt(0)).isEqualTo(7);
        assertThat(call(library, "nvmlDeviceGetPowerUsage", first, out)).isEqualTo(GPU_IS_LOST);
        call(library, "nvmlDeviceGetHandleByIndex_v2", 0, out);
        call(library, "nvmlDeviceGetUUID", out.getPointer(0), out, 96);
        assertThat(out.getString(0)).endsWith("0001");
        driver.setDriver("count", 4_000_000_000L);
        call(library, "nvmlDeviceGetCount_v2", out);
        assertThat(Integer.toUnsignedLong(out.getInt(0))).isEqualTo(4_000_000_000L);
    }

    @Test
    void everyProgramThatHasItOpenSeesEachChange() throws IOException {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        NativeLibrary one = open(driver);
        Path copy = Files.copy(driver.library(), folder.resolve("another.so"));
        NativeLibrary another = NativeLibrary.getInstance(copy.toString());
        Pointer first = firstGpu(one);
        Pointer second = firstGpu(another);
        for (int milliwatts = 1; milliwatts < 20; milliwatts++) {
            driver.set(0, "power", milliwatts);
            call(one, "nvmlDeviceGetPowerUsage", first, out);
            assertThat(out.getInt(0)).isEqualTo(milliwatts);
            call(another, "nvmlDeviceGetPowerUsage", second, out);
            assertThat(out.getInt(0)).isEqualTo(milliwatts);
        }
        assertThat(driver.calls("nvmlDeviceGetPowerUsage")).isEqualTo(2 * 19);
    }

    @Test
    void aPatternCoversTheBufferAndNoByteMore() {
        FakeDriver driver = FakeDriver.build(folder).load("h100");
        NativeLibrary library = open(driver);
        Pointer device = firstGpu(library);
        driver.fault("nvmlDeviceGetPciInfo_v3", 0, Fault.pattern(0xA5));
        out.clear();
        assertThat(call(library, "nvmlDeviceGetPciInfo_v3", device, out)).isZero();
        assertThat(out.getByteArray(0, 70)).startsWith(0xA5).endsWith(0xA5, 0, 0);
        out.setMemory(60, 16, (byte) 0xC5);
        call(library, "nvmlDeviceGetPciInfo_v3", device, out);
        assertThat(driver.brokenCanaries()).isEqualTo(1);
    }

    @Test
    void textThatDoesNotFitIsRefused() {
        FakeDriver driver = FakeDriver.build(folder).load("h100").set(0, "name", "\\xff\\xc3 GPU");
        NativeLibrary library = open(driver);
        Pointer device = firstGpu(library);
        assertThat(call(library, "nvmlDeviceGetName", device, out, 6)).isEqualTo(INSUFFICIENT_SIZE);
        assertThat(call(library, "nvmlDeviceGetName", device, out, 7)).isZero();
        assertThat(out.getByteArray(0, 7)).startsWith(0xFF, 0xC3).endsWith('U', 0);
        assertThat(call(library, "nvmlDeviceGetName", device, Pointer.NULL, 96)).isEqualTo(INVALID_ARGUMENT);
        assertThat(driver.badArguments()).isEqualTo(1);
    }

    private Pointer firstGpu(NativeLibrary library) {
        assertThat(call(library, "nvmlInit_v2")).isZero();
        assertThat(call(library, "nvmlDeviceGetHandleByIndex_v2", 0, out)).isZero();
        return out.getPointer(0);
    }

    private static NativeLibrary open(FakeDriver driver) {
        return NativeLibrary.getInstance(driver.library().toString());
    }

    private static boolean exports(NativeLibrary library, String function) {
        try {
            library.getFunction(function);
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    private static int call(NativeLibrary library, String function, Object... arguments) {
        return library.getFunction(function, Function.C_CONVENTION).invokeInt(arguments);
    }
}
