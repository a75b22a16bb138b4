package dev.hostgauge.collector.network;

import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code /sys/class/net/NAME}, whichever interface has the name.
 *
 * <p>An open file stays with its interface when that is renamed, so that the descriptors kept here would tell of
 * another interface than the name says: {@link #look} notices by the folder's inode, which sysfs never uses twice.
 */
final class InterfaceFolder implements AutoCloseable {
    /** So many interfaces keep their files open; more would take the descriptors from all other collectors. */
    static final int KEPT_OPEN = 8;

    private final Root sys;
    private final String relative;
    private final boolean keepsOpen;
    private final Map<String, KernelFile> kept = new HashMap<>();
    private @Nullable Object inode;

    /** Who has the name. */
    enum Holder {
        SAME,
        ANOTHER,
        NOBODY
    }

    private InterfaceFolder(Root sys, String relative, boolean keepsOpen) {
        this.sys = sys;
        this.relative = relative;
        this.keepsOpen = keepsOpen;
    }

    /**
     * The folder of this name, whether or not there is one now.
     *
     * @param keepsOpen whether files are kept open from read to read
     * @return empty if the name cannot be one of a folder, be it hostile or beyond this process's character set
     */
    static Optional<InterfaceFolder> of(Root sys, String interfaceName, boolean keepsOpen) {
        if (interfaceName.isEmpty()
                || interfaceName.indexOf('/') >= 0
                || interfaceName.indexOf('\uFFFD') >= 0
                || interfaceName.equals(".")
                || interfaceName.equals("..")) {
            return Optional.empty();
        }
        try {
            String relative = sys.path()
                    .getFileSystem()
                    .getPath("class/net", interfaceName)
                    .toString();
            return Optional.of(new InterfaceFolder(sys, relative, keepsOpen));
        } catch (InvalidPathException unusable) {
            return Optional.empty();
        }
    }

    /** Whether the interface is the one of the last look; closes what was kept of another. */
    Holder look() throws IOException {
        Object now = sys.folderKey(relative);
        if (now == null) {
            close();
            inode = null;
            return Holder.NOBODY;
        }
        if (now.equals(inode)) {
            return Holder.SAME;
        }
        close();
        inode = now;
        return Holder.ANOTHER;
    }

    /** Whether the interface of the last look is still there, under this name. */
    boolean isStillThere() {
        Object now = sys.folderKey(relative);
        return now != null && now.equals(inode);
    }

    /**
     * Reads one of its files; false if there is none, or the driver has no value for it.
     *
     * @throws IOException if there is one that cannot be read
     */
    boolean read(String file, Text text) throws IOException {
        if (keepsOpen) {
            KernelFile kernelFile = kept.get(file);
            if (kernelFile == null) {
                kernelFile = sys.file(relative + '/' + file);
                kept.put(file, kernelFile);
            }
            return kernelFile.readIfGiven(text);
        }
        try (KernelFile once = sys.file(relative + '/' + file)) {
            return once.readIfGiven(text);
        }
    }

    /**
     * The same for who reads nothing else of the interface and need not know when it became another.
     *
     * @param mayBeAnother whether to look first
     */
    boolean readOfHolder(String file, boolean mayBeAnother, Text text) throws IOException {
        return (!keepsOpen || !mayBeAnother || look() != Holder.NOBODY) && read(file, text);
    }

    @Override
    public void close() throws IOException {
        for (KernelFile file : kept.values()) {
            file.close();
        }
        kept.clear();
    }
}
