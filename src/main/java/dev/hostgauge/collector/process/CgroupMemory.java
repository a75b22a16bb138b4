package dev.hostgauge.collector.process;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Memory in use, all of it and without what the kernel would give away first.
 *
 * @param usage the file with the whole
 * @param stat the file with its parts
 * @param inactiveFile the part of {@code stat} that is cached files not used of late, those of cgroups below included
 */
record CgroupMemory(KernelFile usage, KernelFile stat, String inactiveFile) implements CgroupFiles.Source {
    @Override
    public Path path() {
        return usage.path();
    }

    @Override
    public void addTo(Sink sink, Text text) throws IOException {
        if (!usage.readIfPresent(text)) {
            return;
        }
        text.nextLine();
        double usageBytes = text.count();
        sink.add(Cgroup.MEMORY_USAGE, usageBytes);
        try {
            if (stat.readIfPresent(text)) {
                while (text.nextLine()) {
                    if (text.word().equals(inactiveFile)) {
                        // Counted at different moments, so that the part may be more than the whole.
                        sink.add(Cgroup.MEMORY_WORKING_SET, Math.max(0, usageBytes - text.count()));
                    }
                }
            }
        } catch (IOException failure) {
            sink.problem(stat.path(), failure);
        }
    }

    @Override
    public void close() throws IOException {
        usage.close();
        stat.close();
    }
}
