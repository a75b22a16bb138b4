package dev.hostgauge.collector.network;

import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import java.io.IOException;

/**
 * A file of the host's network namespace: that of process 1, or this process's own where process 1 is hidden, as it is
 * under {@code hidepid}.
 */
final class HostNetFile implements AutoCloseable {
    private final Root proc;
    private final KernelFile host;
    private final KernelFile own;

    HostNetFile(Root proc, String name) {
        this.proc = proc;
        host = proc.file("1/net/" + name);
        own = proc.file("net/" + name);
    }

    /** False if there is no such file, as on a kernel without IPv6. */
    boolean readIfPresent(Text text) throws IOException {
        try {
            // A namespace that can be seen and has no such file has none: the other's would be about another network.
            return host.readIfPresent(text) || (!proc.exists("1/net") && own.readIfPresent(text));
        } catch (IOException hidden) {
            if (own.readIfPresent(text)) {
                return true;
            }
            throw hidden;
        }
    }

    @Override
    public void close() throws IOException {
        host.close();
        own.close();
    }
}
