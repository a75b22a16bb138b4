package dev.hostgauge.collector.sensor;

import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Does with some files of a recorded machine what drivers do and no plain file can; reads the others. */
final class FakeDriver implements Probe {
    private final Map<String, Probe> by = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    /** Whatever path ends so hangs until the latch opens. */
    FakeDriver hang(String file, CountDownLatch latch) {
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
            kernelFile.read(text);
        });
        return this;
    }

    FakeDriver sleep(String file, Duration time) {
        by.put(file, (kernelFile, text) -> {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            kernelFile.read(text);
        });
        return this;
    }

    FakeDriver fail(String file, String why) {
        by.put(file, (kernelFile, text) -> {
            throw new IOException(why);
        });
        return this;
    }

    FakeDriver deny(String file) {
        by.put(file, (kernelFile, text) -> {
            throw new AccessDeniedException(kernelFile.path().toString());
        });
        return this;
    }

    /** Reads the file again as it is. */
    FakeDriver behave(String file) {
        by.remove(file);
        return this;
    }

    FakeDriver vanish(String file) {
        by.put(file, (kernelFile, text) -> {
            throw new NoSuchFileException(file);
        });
        return this;
    }

    @Override
    public void read(KernelFile file, Text text) throws IOException {
        String path = file.path().toString();
        synchronized (asked) {
            asked.add(path);
        }
        for (Map.Entry<String, Probe> entry : by.entrySet()) {
            if (path.endsWith(entry.getKey())) {
                entry.getValue().read(file, text);
                return;
            }
        }
        file.read(text);
    }

    /** How often a file whose path ends so was asked for. */
    long timesAsked(String file) {
        synchronized (asked) {
            return asked.stream().filter(path -> path.endsWith(file)).count();
        }
    }
}
