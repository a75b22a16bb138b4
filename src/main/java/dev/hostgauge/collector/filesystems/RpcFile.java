package dev.hostgauge.collector.filesystems;

import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import java.io.IOException;

/**
 * A file of {@code /proc/net/rpc} in the host's network namespace: that of process 1, or this process's own where process 1
 * is hidden.
 */
final class RpcFile {
    private final Root proc;
    private final KernelFile host;
    private final KernelFile own;

    RpcFile(Root proc, String name) {
        this.proc = proc;
        host = proc.file("1/net/rpc/" + name);
        own = proc.file("net/rpc/" + name);
    }

    /** False if there is no such file, as without the kernel's module for it. */
    boolean readIfPresent(Text text) throws IOException {
        try {
            // A namespace that can be seen and has no such file has none: the other's would be about another network.
            return host.readIfPresent(text) || (!proc.exists("1/net") && own.readIfPresent(text));
        } catch (IOException failure) {
            // What makes no sense in the one namespace must not be looked for in the other, but what is hidden must.
            if (!proc.exists("1/net") && own.readIfPresent(text)) {
                return true;
            }
            throw failure;
        }
    }
}
