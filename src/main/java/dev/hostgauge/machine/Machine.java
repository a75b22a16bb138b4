package dev.hostgauge.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The machine that is observed, which may be another one than this process sees around itself: in a container the
 * host's, in a test a recorded one.
 */
public final class Machine {
    private final Root proc;
    private final Root sys;
    private final Root root;
    private final Root udev;
    private final SystemCalls calls;
    private final Clock clock;

    /**
     * Where the machine's files are.
     *
     * @param proc its procfs, usually {@code /proc}
     * @param sys its sysfs, usually {@code /sys}
     * @param root its root filesystem, usually {@code /}
     * @param udev udev's records of devices, usually {@code /run/udev/data}
     */
    public record Paths(Path proc, Path sys, Path root, Path udev) {
        public static final Paths DEFAULT =
                new Paths(Path.of("/proc"), Path.of("/sys"), Path.of("/"), Path.of("/run/udev/data"));
    }

    public Machine(Paths paths, SystemCalls calls, Clock clock) {
        Descriptors descriptors = new Descriptors();
        this.proc = new Root(paths.proc(), descriptors);
        this.sys = new Root(paths.sys(), descriptors);
        this.root = new Root(paths.root(), descriptors);
        this.udev = new Root(paths.udev(), descriptors);
        this.calls = calls;
        this.clock = clock;
    }

    public Root proc() {
        return proc;
    }

    public Root sys() {
        return sys;
    }

    public Root root() {
        return root;
    }

    public Root udev() {
        return udev;
    }

    public SystemCalls calls() {
        return calls;
    }

    public Clock clock() {
        return clock;
    }

    /** When the machine started, by {@code btime} of {@code /proc/stat}, in whole seconds; empty if it cannot be read. */
    public Optional<Instant> bootTime() {
        Text text = new Text();
        try (KernelFile stat = proc.file("stat")) {
            stat.read(text);
            while (text.nextLine()) {
                if (text.startsWith("btime ")) {
                    text.skipWords(1);
                    return Optional.of(Instant.ofEpochSecond(text.longWord("seconds since 1970")));
                }
            }
        } catch (IOException | java.time.DateTimeException unknown) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
