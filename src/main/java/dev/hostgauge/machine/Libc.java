package dev.hostgauge.machine;

import com.sun.jna.FunctionMapper;
import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.hostgauge.nvml.JnaLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The C library of Linux (glibc or musl) by JNA.
 *
 * <p>The functions are taken from the process itself, where they are already loaded: no search for a library, which
 * would run {@code ldconfig} as a subprocess.
 */
public final class Libc implements SystemCalls {
    /** The kernel's limit for each string of uname(2), its end included. */
    private static final int UTS_LENGTH = 65;

    private static final int ST_RDONLY = 1;
    private static final int MOST_STATVFS_BYTES = 256;

    private static final int MOST_TIMEX_BYTES = 256;
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    private static final String CANNOT = "the C library cannot be called: ";

    /** Why the library cannot be called; empty if it can. JNA loads its own once or never, so this is asked once. */
    private static final class Loading {
        private static final Optional<String> FAILURE = load();

        private Loading() {}

        private static Optional<String> load() {
            Optional<String> failure = JnaLibrary.failure();
            if (failure.isPresent()) {
                return failure;
            }
            try {
                Functions.register();
                return Optional.empty();
            } catch (LinkageError refused) {
                return Optional.of(String.valueOf(refused.getMessage()));
            }
        }
    }

    private static final class Functions {
        private Functions() {}

        /** Does it by being the first to be called. */
        static void register() {}

        static {
            FunctionMapper symbols = (library, method) -> symbol(method.getName(), Native.LONG_SIZE);
            Native.register(Functions.class, NativeLibrary.getProcess(Map.of(Library.OPTION_FUNCTION_MAPPER, symbols)));
        }

        static native int statvfs(byte[] path, Pointer buffer) throws LastErrorException;

        static native int uname(Pointer buffer) throws LastErrorException;

        static native int adjtimex(Pointer buffer) throws LastErrorException;

        static native int getpagesize();
    }

    @Override
    public FilesystemSize statvfs(byte[] path) throws IOException {
        // Not the mount's fault, so no IOException, which would be told as its error.
        Loading.FAILURE.ifPresent(reason -> {
            throw new IllegalStateException(CANNOT + reason);
        });
        byte[] terminated = new byte[path.length + 1];
        System.arraycopy(path, 0, terminated, 0, path.length);
        try (Memory buffer = new Memory(MOST_STATVFS_BYTES)) {
            buffer.clear();
            Functions.statvfs(terminated, buffer);
            return size(buffer, Native.LONG_SIZE);
        } catch (LastErrorException refused) {
            throw new IOException(words(refused), refused);
        }
    }

    /** Where a long has 32 bits, plain statvfs cannot say how large a large filesystem is. */
    static String symbol(String function, int longBytes) {
        return function.equals("statvfs") && longBytes == Integer.BYTES ? "statvfs64" : function;
    }

    /**
     * What {@code struct statvfs} or, where a long has 32 bits, {@code struct statvfs64} says: two longs, six counts of
     * 64 bits, the filesystem's id in another 64, and the flags as a long.
     */
    static FilesystemSize size(Pointer struct, int longBytes) {
        int counts = 2 * longBytes;
        int flags = counts + 7 * Long.BYTES;
        return new FilesystemSize(
                unsignedLong(struct, longBytes, longBytes),
                Numbers.unsigned(struct.getLong(counts)),
                Numbers.unsigned(struct.getLong(counts + 8L)),
                Numbers.unsigned(struct.getLong(counts + 16L)),
                Numbers.unsigned(struct.getLong(counts + 24L)),
                Numbers.unsigned(struct.getLong(counts + 32L)),
                (unsignedLong(struct, flags, longBytes) & ST_RDONLY) != 0);
    }

    private static long unsignedLong(Pointer struct, int offset, int longBytes) {
        return longBytes == Integer.BYTES ? Integer.toUnsignedLong(struct.getInt(offset)) : struct.getLong(offset);
    }

    @Override
    public Uname uname() throws IOException {
        if (Loading.FAILURE.isPresent()) {
            throw new IOException(CANNOT + Loading.FAILURE.get());
        }
        try (Memory buffer = new Memory(6L * UTS_LENGTH)) {
            Functions.uname(buffer);
            return new Uname(
                    field(buffer, 0),
                    field(buffer, 1),
                    field(buffer, 2),
                    field(buffer, 3),
                    field(buffer, 4),
                    field(buffer, 5));
        } catch (LastErrorException refused) {
            throw new IOException("uname: " + words(refused), refused);
        }
    }

    @Override
    public long pageBytes() throws IOException {
        if (Loading.FAILURE.isPresent()) {
            throw new IOException(CANNOT + Loading.FAILURE.get());
        }
        return Functions.getpagesize();
    }

    private static String field(Memory buffer, int index) {
        return buffer.getString((long) index * UTS_LENGTH, StandardCharsets.UTF_8.name());
    }

    @Override
    public Optional<Timex> adjtimex() throws IOException {
        if (Loading.FAILURE.isPresent()) {
            throw new IOException(CANNOT + Loading.FAILURE.get());
        }
        try (Memory buffer = new Memory(MOST_TIMEX_BYTES)) {
            // No mode is set in it, so that it is a question.
            buffer.clear();
            int state = Functions.adjtimex(buffer);
            return Optional.of(TimexStruct.read(state, buffer, Native.LONG_SIZE));
        } catch (LastErrorException refused) {
            // A seccomp filter, such as systemd sets, refuses even the question.
            if (refused.getErrorCode() == ENOSYS || refused.getErrorCode() == EPERM) {
                return Optional.empty();
            }
            throw new IOException("adjtimex: " + words(refused), refused);
        }
    }

    /** "permission denied" from "[13] Permission denied", as node_exporter words it in labels. */
    private static String words(LastErrorException refused) {
        String message = String.valueOf(refused.getMessage());
        return message.substring(message.indexOf(']') + 1).trim().toLowerCase(Locale.ROOT);
    }
}
