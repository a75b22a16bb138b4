package dev.hostgauge.machine.oshi;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import oshi.software.os.OSFileStore;

/** A mounted filesystem, kept for as long as it is mounted: asking it anew costs a hundredth of looking for all. */
public final class Mount {
    private static final String GONE = "no longer mounted";
    private static final String REFUSED = "refused";

    private final OSFileStore store;
    private final String device;
    private final String point;
    private final String type;
    private final boolean readOnly;

    /**
     * How full it is.
     *
     * @param bytes its size
     * @param freeBytes free, those reserved included
     * @param availableBytes free for users without privilege
     * @param files inodes; empty where it counts none
     * @param filesFree free inodes; empty where it counts none
     */
    public record Space(
            double bytes, double freeBytes, double availableBytes, OptionalDouble files, OptionalDouble filesFree) {}

    private Mount(OSFileStore store, String device, String point, String type) {
        this.store = store;
        this.device = device;
        this.point = point;
        this.type = type;
        String options = store.getOptions();
        readOnly = options != null && (options.equals("ro") || options.startsWith("ro,"));
    }

    /** Empty for one that is mounted nowhere. */
    static Optional<Mount> of(OSFileStore store) {
        return Sentinels.text(store.getMount())
                .map(point -> new Mount(
                        store,
                        Sentinels.text(store.getVolume()).orElse(""),
                        withoutLastBackslash(point),
                        Sentinels.text(store.getType()).orElse("")));
    }

    /** {@code C:} and not {@code C:\}, which no query language likes. */
    private static String withoutLastBackslash(String point) {
        return point.endsWith("\\") ? point.substring(0, point.length() - 1) : point;
    }

    /** What is mounted. */
    public String device() {
        return device;
    }

    /** Where. */
    public String point() {
        return point;
    }

    /** As which kind of filesystem. */
    public String type() {
        return type;
    }

    public boolean isReadOnly() {
        return readOnly;
    }

    boolean isLocal() {
        return store.isLocal();
    }

    /**
     * Asks it; empty for a drive without a medium. May hang for as long as a server is gone.
     *
     * @throws IOException if it does not say
     */
    public Optional<Space> read() throws IOException {
        try {
            if (!store.updateAttributes()) {
                throw new IOException(GONE);
            }
            return space();
        } catch (RuntimeException | LinkageError refused) {
            // The words go into a label, so that there must be few.
            throw new IOException(REFUSED, refused);
        }
    }

    private Optional<Space> space() {
        OptionalDouble bytes = Sentinels.positive(store.getTotalSpace());
        OptionalDouble free = Sentinels.count(store.getFreeSpace());
        OptionalDouble available = Sentinels.count(store.getUsableSpace());
        if (bytes.isEmpty() || free.isEmpty() || available.isEmpty()) {
            return Optional.empty();
        }
        OptionalDouble files = Sentinels.positive(store.getTotalInodes());
        return Optional.of(new Space(
                bytes.getAsDouble(),
                free.getAsDouble(),
                available.getAsDouble(),
                files,
                files.isPresent() ? Sentinels.count(store.getFreeInodes()) : files));
    }
}
