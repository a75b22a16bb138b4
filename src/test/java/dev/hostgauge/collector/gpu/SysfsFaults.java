package dev.hostgauge.collector.gpu;

import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Refusal;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Does with some files of a recorded machine what drivers do and no plain file can; reads the others. */
final class SysfsFaults implements Sysfs.Probe {
    private final Map<String, Sysfs.Probe> by = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    Sysfs of(Machine machine) {
        return new Sysfs(machine.sys(), machine.clock(), this);
    }

    /** Whatever path ends so is refused with these words of the C library, as a {@link KernelFile} passes them on. */
    SysfsFaults fail(String file, String why) {
        by.put(file, (kernelFile, text) -> {
            IOException bare = new IOException(why);
            throw Refusal.of(bare) == Refusal.FAULT
                    ? new FileSystemException(kernelFile.path().toString(), null, why)
                    : bare;
        });
        return this;
    }

    /** Whatever path ends so hangs until the latch opens. */
    SysfsFaults hang(String file, CountDownLatch latch) {
        by.put(file, (kernelFile, text) -> {
            boolean opened = false;
            while (!opened) {
                try {
                    latch.await();
                    opened = true;
                } catch (InterruptedException uninterruptible) {
                    // As in the kernel: a thread that sleeps there does not hear.
                }
            }
            return kernelFile.readIfPresent(text);
        });
        return this;
    }

    @Override
    public boolean read(KernelFile file, Text text) throws IOException {
        String path = file.path().toString();
        synchronized (asked) {
            asked.add(path);
        }
        for (Map.Entry<String, Sysfs.Probe> entry : by.entrySet()) {
            if (path.endsWith(entry.getKey())) {
                return entry.getValue().read(file, text);
            }
        }
        return file.readIfPresent(text);
    }

    /** The files that were asked for whose path has this in it. */
    List<String> asked(String part) {
        synchronized (asked) {
            return asked.stream().filter(path -> path.contains(part)).toList();
        }
    }
}
