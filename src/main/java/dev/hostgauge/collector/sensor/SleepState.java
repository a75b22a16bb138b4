package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Refusal;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Whether a device sleeps to save power, by its {@code power/runtime_status}, which the kernel knows without asking it.
 * Drivers of GPUs wake theirs for whoever reads a sensor, so that a laptop's would never sleep.
 */
final class SleepState {
    private static final byte[] SUSPENDED = "suspended".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SUSPENDING = "suspending".getBytes(StandardCharsets.US_ASCII);

    private final KernelFile file;
    private final Text text = new Text();
    private @Nullable IOException problem;

    /**
     * @param device its folder, relative to the root of sysfs
     */
    SleepState(Root sys, String device) {
        file = sys.file(device + "/power/runtime_status");
    }

    /** Whether it sleeps, or may because the file cannot be read; not where the kernel does not say. */
    boolean mayBeAsleep() {
        problem = null;
        try {
            return file.readIfPresent(text)
                    && text.nextLine()
                    && (text.skipWordIf(SUSPENDED) || text.skipWordIf(SUSPENDING));
        } catch (IOException failure) {
            problem = Refusal.of(failure) == Refusal.FAULT ? failure : null;
            return problem != null;
        }
    }

    /** Says why it cannot be read, if that is so. */
    void report(Sink sink) {
        if (problem != null) {
            sink.problem(file.path(), problem);
        }
    }

    void close() {
        try {
            file.close();
        } catch (IOException unclosable) {
            // Nothing that anybody wants to know of a file that was only read.
        }
    }
}
