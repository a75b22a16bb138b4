package dev.hostgauge.collector.network;

import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.nio.file.Files;

/**
 * A file of the host's network namespace: that of process 1, or this process's own where process 1 is hidden, as it is
 * under {@code hidepid}.
 */
final class HostNetFile implements AutoCloseable {
    private final Root proc;
    private final KernelFile host;
    private final KernelFile own;

    /** Makes one fact of one file. */
    interface Parser<T> {
        T parse(Text text) throws Malformed;
    }

    HostNetFile(Root proc, String name) {
        this.proc = proc;
        host = proc.file("1/net/" + name);
        own = proc.file("net/" + name);
    }

    /** What a file says that is not read in every cycle; some are large, so that their text is not kept. */
    static <T> T parseOnce(Root proc, String name, Parser<T> parser, T absent) throws IOException {
        Text text = new Text();
        try (HostNetFile file = new HostNetFile(proc, name)) {
            return file.readIfPresent(text) ? parser.parse(text) : absent;
        }
    }

    /** False if there is no such file, as on a kernel without IPv6. */
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

    /** The same for a file of any length, in portions. */
    boolean readInPortions(Text text, KernelFile.Portions portions) throws IOException {
        // What makes no sense in the one namespace must not be looked for in the other.
        boolean hostIsSeen = Files.isReadable(host.path()) || proc.exists("1/net");
        return (hostIsSeen ? host : own).readInPortions(text, portions);
    }

    @Override
    public void close() throws IOException {
        host.close();
        own.close();
    }
}
