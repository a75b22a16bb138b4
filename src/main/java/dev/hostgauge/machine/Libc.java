package dev.hostgauge.machine;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

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

    private static final class Functions {
        private Functions() {}

        static {
            // Anything but null keeps JNA from asking ldconfig for more folders.
            if (System.getProperty("jna.platform.library.path") == null) {
                System.setProperty("jna.platform.library.path", "/usr/lib");
            }
            Native.register(Functions.class, NativeLibrary.getProcess());
        }

        static native int statvfs(byte[] path, Pointer buffer) throws LastErrorException;

        static native int uname(Pointer buffer) throws LastErrorException;
    }

    @Override
    public FilesystemSize statvfs(byte[] path) throws IOException {
        byte[] terminated = new byte[path.length + 1];
        System.arraycopy(path, 0, terminated, 0, path.length);
        try (Memory buffer = new Memory(MOST_STATVFS_BYTES)) {
            buffer.clear();
            Functions.statvfs(terminated, buffer);
            return size(buffer);
        } catch (LastErrorException refused) {
            throw new IOException(words(refused), refused);
        }
    }

    /** {@code struct statvfs} where {@code unsigned long} has 64 bits: eleven of them in a row. */
    private static FilesystemSize size(Memory buffer) {
        return new FilesystemSize(
                buffer.getLong(8),
                Numbers.unsigned(buffer.getLong(16)),
                Numbers.unsigned(buffer.getLong(24)),
                Numbers.unsigned(buffer.getLong(32)),
                Numbers.unsigned(buffer.getLong(40)),
                Numbers.unsigned(buffer.getLong(48)),
                (buffer.getLong(72) & ST_RDONLY) != 0);
    }

    @Override
    public Uname uname() throws IOException {
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

    private static String field(Memory buffer, int index) {
        return buffer.getString((long) index * UTS_LENGTH, StandardCharsets.UTF_8.name());
    }

    /** "permission denied" from "[13] Permission denied", as node_exporter words it in labels. */
    private static String words(LastErrorException refused) {
        String message = String.valueOf(refused.getMessage());
        return message.substring(message.indexOf(']') + 1).trim().toLowerCase(Locale.ROOT);
    }
}
