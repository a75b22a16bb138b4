package dev.hostgauge.machine;

import dev.hostgauge.machine.oshi.Oshi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The machine that is observed, which may be another one than this process sees around itself: in a container the
 * host's, in a test a recorded one.
 */
public final class Machine {
    /** The kernel's number for it, the same on every machine. */
    private static final String FIRST_NAMESPACE_OF_NAMES = "uts:[4026531838]";

    private final Root proc;
    private final Root sys;
    private final Root root;
    private final Root udev;
    private final Root own;
    private final SystemCalls calls;
    private final Clock clock;
    private final ProcessList processes;
    private final Optional<OshiSource> source;
    private @Nullable Oshi oshi;

    /** Opens OSHI when it is first asked for. */
    public interface OshiSource {
        Oshi open() throws IOException;
    }

    /**
     * Where the machine's files are.
     *
     * @param proc its procfs, usually {@code /proc}
     * @param sys its sysfs, usually {@code /sys}
     * @param root its root filesystem, usually {@code /}
     * @param udev udev's records of devices, usually {@code /run/udev/data}
     * @param own the root of what this process sees around itself, {@code /} whatever the others say
     */
    public record Paths(Path proc, Path sys, Path root, Path udev, Path own) {
        public static final Paths DEFAULT =
                new Paths(Path.of("/proc"), Path.of("/sys"), Path.of("/"), Path.of("/run/udev/data"));

        public Paths(Path proc, Path sys, Path root, Path udev) {
            this(proc, sys, root, udev, Path.of("/"));
        }
    }

    /** A machine that is read by its kernel's files. */
    public Machine(Paths paths, SystemCalls calls, Clock clock) {
        this(paths, calls, clock, Optional.empty());
    }

    /** A machine that is read by OSHI; its paths lead to no kernel. */
    public Machine(Paths paths, SystemCalls calls, Clock clock, OshiSource source) {
        this(paths, calls, clock, Optional.of(source));
    }

    private Machine(Paths paths, SystemCalls calls, Clock clock, Optional<OshiSource> source) {
        Descriptors descriptors = new Descriptors();
        this.proc = new Root(paths.proc(), descriptors);
        this.sys = new Root(paths.sys(), descriptors);
        this.root = new Root(paths.root(), descriptors);
        this.udev = new Root(paths.udev(), descriptors);
        this.own = new Root(paths.own(), descriptors);
        this.processes = new ProcessList(proc);
        this.calls = calls;
        this.clock = clock;
        this.source = source;
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

    /** What this process sees around itself, in a container too: for facts about the process and not the machine. */
    public Root own() {
        return own;
    }

    /** Every process of the machine. */
    public ProcessList processes() {
        return processes;
    }

    public SystemCalls calls() {
        return calls;
    }

    public Clock clock() {
        return clock;
    }

    /**
     * Name and version of the kernel, by uname(2), with the observed machine's name: where this process has a name of its
     * own, as in a container, and the root filesystem is another's, that of {@code /etc/hostname} there.
     */
    public SystemCalls.Uname uname() throws IOException {
        SystemCalls.Uname uname = calls.uname();
        boolean otherRoot = !root.path().equals(Paths.DEFAULT.root());
        if (otherRoot
                && own.link("proc/self/ns/uts").filter(Machine::isNotFirst).isPresent()) {
            String name = root.fact("etc/hostname").orElse("");
            return name.isEmpty() ? uname : uname.withNodename(name);
        }
        return uname;
    }

    private static boolean isNotFirst(Path namespace) {
        return !namespace.toString().equals(FIRST_NAMESPACE_OF_NAMES);
    }

    /** Whether it is read by OSHI. */
    public boolean isReadByOshi() {
        return source.isPresent();
    }

    /**
     * OSHI, opened by whoever asks first.
     *
     * @throws IOException if it cannot be opened; asked again it tries again
     * @throws IllegalStateException for a machine that is read by its kernel's files
     */
    public synchronized Oshi oshi() throws IOException {
        Oshi opened = oshi;
        if (opened == null) {
            opened = source.orElseThrow(() -> new IllegalStateException("read by the kernel's files"))
                    .open();
            oshi = opened;
        }
        return opened;
    }

    /** The name of the machine; empty if it cannot be read. */
    public Optional<String> hostname() {
        try {
            return isReadByOshi()
                    ? oshi().hostname()
                    : Optional.of(calls.uname().nodename());
        } catch (IOException nameless) {
            return Optional.empty();
        }
    }

    /** When the machine started, in whole seconds; empty if it cannot be read. */
    public Optional<Instant> bootTime() {
        if (isReadByOshi()) {
            try {
                return oshi().bootTime();
            } catch (IOException unknown) {
                return Optional.empty();
            }
        }
        return bootTimeOfKernel();
    }

    /** By {@code btime} of {@code /proc/stat}. */
    private Optional<Instant> bootTimeOfKernel() {
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
