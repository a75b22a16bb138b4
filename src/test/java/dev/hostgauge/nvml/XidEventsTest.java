package dev.hostgauge.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XidEventsTest {
    @TempDir
    private Path folder;

    @Test
    void anXidIsToldWithItsDevice() {
        FakeGpu gpu = FakeGpu.of(FakeDriver.build(folder).load("h100x8"));
        try (XidEvents events = gpu.nvml().xidEvents()) {
            assertThat(events.await(1)).isEqualTo(NvmlReturn.UNINITIALIZED);
            assertThat(events.register(gpu.device(), XidEvents.XID)).isEqualTo(NvmlReturn.UNINITIALIZED);
            assertThat(events.create()).isEqualTo(NvmlReturn.SUCCESS);
            assertThat(events.register(gpu.device(), XidEvents.XID | XidEvents.MIG_CONFIGURATION))
                    .isEqualTo(NvmlReturn.SUCCESS);
            assertThat(events.register(gpu.device(), XidEvents.UNAVAILABLE | XidEvents.RECOVERY_ACTION))
                    .isEqualTo(NvmlReturn.NOT_SUPPORTED);
            assertThat(events.await(5)).isEqualTo(NvmlReturn.TIMEOUT);
            gpu.driver().xid(1, 13).xid(0, 79).event(0, XidEvents.MIG_CONFIGURATION, 0);
            assertThat(events.await(10_000)).isEqualTo(NvmlReturn.SUCCESS);
            assertThat(events.device()).isEqualTo(gpu.device());
            assertThat(events.eventType()).isEqualTo(XidEvents.XID);
            assertThat(events.eventData()).isEqualTo(79);
            assertThat(events.await(10_000)).isEqualTo(NvmlReturn.SUCCESS);
            assertThat(events.eventType()).isEqualTo(XidEvents.MIG_CONFIGURATION);
            assertThat(events.await(5)).isEqualTo(NvmlReturn.TIMEOUT);
            assertThat(events.device()).isZero();
            assertThat(events.create()).describedAs("again").isEqualTo(NvmlReturn.SUCCESS);
            assertThat(gpu.driver().liveEventSets()).isEqualTo(1);
            assertThat(events.intact()).isTrue();
        }
        assertThat(gpu.driver().liveEventSets()).isZero();
        gpu.assertCalledWell();
    }

    @Test
    void aSetThatCannotBeMadeIsNotWaitedFor() {
        FakeGpu gpu = FakeGpu.h100(folder);
        gpu.driver().fault("nvmlEventSetCreate", FakeDriver.EVERY_GPU, Fault.code(20));
        try (XidEvents events = gpu.nvml().xidEvents()) {
            assertThat(events.create()).isEqualTo(NvmlReturn.MEMORY);
            assertThat(events.await(1)).isEqualTo(NvmlReturn.UNINITIALIZED);
        }
        assertThat(gpu.driver().calls("nvmlEventSetWait_v2")).isZero();
        assertThat(gpu.driver().calls("nvmlEventSetFree")).isZero();
    }

    @Test
    void anXidIsToldWhileAReadingHangs() throws InterruptedException {
        FakeGpu gpu = FakeGpu.h100(folder);
        gpu.driver().fault("nvmlDeviceGetPowerUsage", 0, Fault.hang());
        NvmlReturn[] read = {NvmlReturn.UNNAMED};
        Thread reader = new Thread(() -> read[0] = gpu.ask(NvmlCall.POWER_USAGE));
        reader.start();
        try (XidEvents events = gpu.nvml().xidEvents()) {
            while (gpu.driver().hanging() == 0) {
                Thread.sleep(1);
            }
            assertThat(events.create()).isEqualTo(NvmlReturn.SUCCESS);
            assertThat(events.register(gpu.device(), XidEvents.XID)).isEqualTo(NvmlReturn.SUCCESS);
            gpu.driver().xid(0, 119);
            assertThat(events.await(10_000)).isEqualTo(NvmlReturn.SUCCESS);
            assertThat(events.eventData()).isEqualTo(119);
            assertThat(reader.isAlive()).isTrue();
        } finally {
            gpu.driver().heal();
            reader.join();
        }
        assertThat(read[0]).isEqualTo(NvmlReturn.SUCCESS);
        assertThat(gpu.answer().number(0)).isEqualTo(312_450);
    }
}
