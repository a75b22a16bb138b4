package dev.hostgauge.collector.gpu;

import dev.hostgauge.machine.Clock;
import java.time.Duration;
import java.util.List;

/**
 * When NVML is let go so that idle GPUs can sleep, and when it is taken up again: once a GPU that slept has been woken by
 * somebody else, or if none fell asleep. For NVML's thread.
 */
final class Nap {
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Clock clock;
    private final BackOff staysAwake;
    private boolean isOn;
    private boolean hasSlept;
    private boolean isIdle;
    private long idleSince;

    Nap(Clock clock) {
        this.clock = clock;
        this.staysAwake = new BackOff(clock, Duration.ofMinutes(1), Duration.ofMinutes(16));
    }

    /** Takes note of whether all GPUs are awake now. */
    void look(boolean allAwake) {
        if (!isOn) {
            return;
        }
        if (!allAwake) {
            hasSlept = true;
            staysAwake.reset();
        } else if (hasSlept || staysAwake.isOver()) {
            isOn = false;
        }
    }

    boolean isOn() {
        return isOn;
    }

    /** Whether it is time to let go: all GPUs would sleep and have had nothing to do for a while. */
    boolean begins(List<AttachedGpu> gpus, SleepWatch sleep) {
        if (gpus.isEmpty() || !gpus.stream().allMatch(AttachedGpu::isIdle)) {
            isIdle = false;
            return false;
        }
        if (!isIdle) {
            isIdle = true;
            idleSince = clock.nanoTime();
        }
        if (clock.nanoTime() - idleSince < IDLE.toNanos()
                || !staysAwake.isOver()
                || !gpus.stream().allMatch(gpu -> sleep.wouldSleep(gpu.card().address()))) {
            return false;
        }
        isIdle = false;
        isOn = true;
        hasSlept = false;
        staysAwake.pause();
        return true;
    }
}
