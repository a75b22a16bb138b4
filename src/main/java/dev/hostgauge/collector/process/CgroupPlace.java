package dev.hostgauge.collector.process;

import dev.hostgauge.machine.MountEntry;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where one of the kernel's hierarchies of cgroups keeps account of this process.
 *
 * @param folders the own cgroup's folder, relative to the root of what this process sees, then those of the groups around
 *     it as far as they can be seen, which limit it too
 */
record CgroupPlace(List<String> folders) {
    private static final String SELF = "proc/self/cgroup";
    private static final String MOUNTS = "proc/self/mountinfo";

    CgroupPlace {
        folders = List.copyOf(folders);
    }

    String own() {
        return folders.get(0);
    }

    /**
     * Says which files of this process tell its cgroups: those of {@code /proc/self} under the root that it sees itself,
     * whatever the machine is that it shows. They are about the process, in its own namespaces.
     */
    static Table read(Root own) throws IOException {
        Text text = new Text();
        List<Line> lines = List.of();
        List<MountEntry> mounts = List.of();
        try (var cgroups = own.file(SELF);
                var mountinfo = own.file(MOUNTS)) {
            if (cgroups.readIfPresent(text)) {
                lines = parseLines(text);
            }
            if (mountinfo.readIfPresent(text)) {
                mounts = MountEntry.parse(text);
            }
        }
        return new Table(lines, mounts);
    }

    /**
     * One line of {@code /proc/self/cgroup}.
     *
     * @param controllers what this hierarchy controls; empty for version 2
     * @param path the process's cgroup in it
     */
    record Line(List<String> controllers, String path) {}

    /** {@code ID:CONTROLLER,CONTROLLER:PATH}, where the path may hold colons. */
    static List<Line> parseLines(Text text) {
        List<Line> lines = new ArrayList<>();
        while (text.nextLine()) {
            String[] parts = text.rest().split(":", 3);
            if (parts.length == 3 && parts[2].startsWith("/")) {
                lines.add(new Line(parts[1].isEmpty() ? List.of() : List.of(parts[1].split(",", -1)), parts[2]));
            }
        }
        return lines;
    }

    /**
     * This process's cgroups and the mounts at which they are found.
     *
     * @param lines what {@code /proc/self/cgroup} says
     * @param mounts what {@code /proc/self/mountinfo} says
     */
    record Table(List<Line> lines, List<MountEntry> mounts) {

        /** In version 1's hierarchy of a controller; empty where version 2 has the controller, or nobody. */
        Optional<CgroupPlace> ofController(String controller) {
            return lines.stream()
                    .filter(line -> line.controllers.contains(controller))
                    .findFirst()
                    .flatMap(line -> place(
                            line.path,
                            mounts.stream()
                                    .filter(mount -> mount.type().equals("cgroup") && mount.hasOption(controller))));
        }

        boolean isOfVersion1(String controller) {
            return lines.stream().anyMatch(line -> line.controllers.contains(controller));
        }

        /** In version 2's hierarchy. */
        Optional<CgroupPlace> unified() {
            return lines.stream()
                    .filter(line -> line.controllers.isEmpty())
                    .findFirst()
                    .flatMap(line -> place(
                            line.path,
                            mounts.stream().filter(mount -> mount.type().equals("cgroup2"))));
        }

        /**
         * Below the first mount that shows the cgroup. In a container without a namespace of cgroups the path is the
         * host's, and the container's own folder of the hierarchy is mounted: the mount's root says which. A path with
         * {@code ..} is outside of what this process may see.
         */
        private static Optional<CgroupPlace> place(String path, Stream<MountEntry> candidates) {
            return candidates
                    .filter(mount -> isBelow(path, mount.root()))
                    .findFirst()
                    .map(mount -> climb(
                            mount.path(),
                            mount.root().equals("/")
                                    ? path
                                    : path.substring(mount.root().length())));
        }

        private static boolean isBelow(String path, String root) {
            boolean shown = root.equals("/") || path.equals(root) || path.startsWith(root + "/");
            return shown && !(path + "/").contains("/../") && !(root + "/").contains("/../");
        }

        private static CgroupPlace climb(String mountPoint, String path) {
            String top = mountPoint.substring(1);
            List<String> folders = new ArrayList<>();
            String rest = path;
            while (!rest.isEmpty() && !rest.equals("/")) {
                folders.add(top + rest);
                rest = rest.substring(0, rest.lastIndexOf('/'));
            }
            folders.add(top);
            return new CgroupPlace(folders);
        }
    }
}
