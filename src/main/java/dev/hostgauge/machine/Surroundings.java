package dev.hostgauge.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether this process is in a container, and of what the files that it was told to read then tell: of the host, or of the
 * container alone.
 *
 * <p>Facts of the kernel decide, namespaces and the root filesystem, and not files such as {@code /.dockerenv}, which
 * virtual machines made of container images have too; those only give the container its name.
 *
 * @param isContainer whether this process is in a namespace of processes of its own, or has another root than the
 *     machine's first process
 * @param runtime what made the container, such as {@code docker}; empty if it does not say, and outside of containers
 * @param showsHostsProcesses whether {@code path.procfs} lists the host's processes; its network and mounts are those of the
 *     first of them
 * @param showsHostsFiles whether {@code path.rootfs} is the host's root
 * @param showsHostsInterfaces whether {@code path.sysfs} has the host's network interfaces
 * @param showsHostsMemory whether {@code path.procfs} tells the host's memory and CPUs; not where lxcfs lies over it
 */
public record Surroundings(
        boolean isContainer,
        String runtime,
        boolean showsHostsProcesses,
        boolean showsHostsFiles,
        boolean showsHostsInterfaces,
        boolean showsHostsMemory) {

    /** The kernel's number for the first namespace of processes, the same on every machine. */
    private static final String FIRST_PID_NAMESPACE = "pid:[4026531836]";

    private static final String OWN_NAMESPACES = "proc/self/ns/";
    private static final String NAMESPACES_OF_INIT = "1/ns/";
    private static final String CURE = "; to show the host, mount its /proc, /sys and / into the container, as by"
            + " -v /:/host:ro,rslave, and set --path.procfs=/host/proc --path.sysfs=/host/sys --path.rootfs=/host";

    /** Looks at the machine as it is now. What cannot be told, as without privilege, is taken to be the host's. */
    public static Surroundings of(Machine machine) {
        boolean isFirst = machine.own()
                .link(OWN_NAMESPACES + "pid")
                .map(namespace -> namespace.toString().equals(FIRST_PID_NAMESPACE))
                .orElse(true);
        List<MountEntry> mounts = mounts(machine.own(), "proc/self/mountinfo");
        boolean hostsProcesses = isFirst || isSeenFromOutside(machine.proc());
        boolean otherRoot =
                hostsProcesses && areDifferent(rootDevice(mounts), rootDevice(mounts(machine.proc(), "1/mountinfo")));
        boolean isContainer = !isFirst || otherRoot;
        if (!isContainer) {
            return new Surroundings(false, "", true, true, true, true);
        }
        boolean otherNetwork = areDifferent(
                machine.own().link(OWN_NAMESPACES + "net").map(Object::toString),
                machine.proc().link(NAMESPACES_OF_INIT + "net").map(Object::toString));
        return new Surroundings(
                true,
                runtime(machine.own()),
                hostsProcesses,
                !machine.root().path().equals(Machine.Paths.DEFAULT.root()),
                !(otherNetwork || !hostsProcesses) || !machine.sys().path().equals(Machine.Paths.DEFAULT.sys()),
                mounts.stream().noneMatch(mount -> isOver(mount, machine.proc())));
    }

    /** A procfs counts this process in its own namespace first, and then in those within, down to the process's. */
    private static boolean isSeenFromOutside(Root proc) {
        Text text = new Text();
        try (KernelFile status = proc.file("self/status")) {
            if (status.readIfPresent(text)) {
                while (text.nextLine()) {
                    if (text.startsWith("NSpid:")) {
                        text.skipWords(2);
                        return !text.atLineEnd();
                    }
                }
            }
        } catch (IOException unknown) {
            return false;
        }
        return false;
    }

    private static List<MountEntry> mounts(Root proc, String file) {
        Text text = new Text();
        try (KernelFile mountinfo = proc.file(file)) {
            return mountinfo.readIfPresent(text) ? MountEntry.parse(text) : List.of();
        } catch (IOException unknown) {
            return List.of();
        }
    }

    private static Optional<String> rootDevice(List<MountEntry> mounts) {
        return mounts.stream()
                .filter(mount -> mount.path().equals("/"))
                .reduce((below, onTop) -> onTop)
                .map(MountEntry::device);
    }

    private static boolean areDifferent(Optional<String> one, Optional<String> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    /** LXC's daemon shows the container's share in these files. */
    private static boolean isOver(MountEntry mount, Root proc) {
        return mount.type().equals("fuse.lxcfs")
                && mount.path().equals(proc.path().resolve("meminfo").toString());
    }

    private static String runtime(Root own) {
        String environment = environment(own);
        if (environment.contains("\0KUBERNETES_SERVICE_HOST=")) {
            return "kubernetes";
        }
        if (own.exists("run/.containerenv")) {
            return "podman";
        }
        if (own.exists(".dockerenv")) {
            return "docker";
        }
        try {
            Optional<String> told = own.fact("run/systemd/container");
            if (told.isPresent()) {
                return told.get();
            }
        } catch (IOException unreadable) {
            return "";
        }
        return variable(environment, "container");
    }

    /** Variables, each behind a zero. */
    private static String environment(Root own) {
        Text text = new Text();
        try (KernelFile environ = own.file("proc/self/environ")) {
            return environ.readIfPresent(text) ? "\0" + new String(text.toByteArray(), StandardCharsets.UTF_8) : "";
        } catch (IOException unknown) {
            return "";
        }
    }

    private static String variable(String environment, String name) {
        String start = "\0" + name + "=";
        int at = environment.indexOf(start);
        int end = environment.indexOf('\0', at + 1);
        return at < 0 || end < 0 ? "" : environment.substring(at + start.length(), end);
    }

    /** What is shown instead of the host, and the cure; empty if all is the host's. */
    public Optional<String> warning() {
        List<String> shown = new ArrayList<>();
        if (!showsHostsProcesses) {
            shown.add("processes, network and mounts (path.procfs)");
        }
        if (!showsHostsFiles) {
            shown.add("sizes of filesystems, distribution and time zone (path.rootfs)");
        }
        if (!showsHostsInterfaces) {
            shown.add("state of network interfaces (path.sysfs)");
        }
        if (!showsHostsMemory) {
            shown.add("memory and CPUs (lxcfs over path.procfs)");
        }
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        String container = runtime.isEmpty() ? "a container" : "a container (" + runtime + ")";
        return Optional.of(
                "this is " + container + ", and its own, not the host's, are: " + String.join("; ", shown) + CURE);
    }
}
