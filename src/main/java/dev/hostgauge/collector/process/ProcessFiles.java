package dev.hostgauge.collector.process;

import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Refusal;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is asked of single processes below {@code /proc/PID}. Each answer is empty where there is none, as of a process that
 * has just ended, and an exception where it is refused: most of it the kernel tells to the process's owner and root alone.
 */
final class ProcessFiles {
    /** Appended by the kernel once the file was deleted or replaced, as by an update. */
    private static final String DELETED = " (deleted)";

    private static final String WANTED_PSS = "a line 'Pss: N kB'";

    private static final int MOST_ARGUMENT_BYTES = 4096;

    private final Root proc;
    private final Text text = new Text();
    private Optional<Boolean> kernels = Optional.empty();

    /**
     * What a process had read from and written to storage; other reads were served from memory.
     *
     * @param readBytes bytes read since it started
     * @param writtenBytes bytes written since it started
     */
    record Io(long readBytes, long writtenBytes) {}

    ProcessFiles(Root proc) {
        this.proc = proc;
    }

    /** The path of its program; empty for threads of the kernel. */
    Optional<String> exe(int pid) throws IOException {
        try {
            String target =
                    Files.readSymbolicLink(proc.path().resolve(pid + "/exe")).toString();
            return Optional.of(
                    target.endsWith(DELETED) ? target.substring(0, target.length() - DELETED.length()) : target);
        } catch (IOException failure) {
            throwIfRefused(failure);
            return Optional.empty();
        }
    }

    /**
     * Its arguments with blanks between them, the first {@value #MOST_ARGUMENT_BYTES} bytes: anybody may start a process
     * with megabytes. Empty for threads of the kernel and what has ended.
     */
    Optional<String> cmdline(int pid) throws IOException {
        Path file = proc.path().resolve(pid + "/cmdline");
        if (!file.toFile().isFile()) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            String arguments = new String(in.readNBytes(MOST_ARGUMENT_BYTES), StandardCharsets.UTF_8);
            return Optional.of(arguments.replace('\0', ' ').strip());
        } catch (IOException failure) {
            throwIfRefused(failure);
            return Optional.empty();
        }
    }

    /** How many descriptors it has open. */
    OptionalLong openFds(int pid) throws IOException {
        Path folder = proc.path().resolve(pid + "/fd");
        try {
            // Since Linux 6.2 the folder's size is their number, which it tells to everybody.
            long size = isKernels() ? Files.size(folder) : 0;
            return OptionalLong.of(size > 0 ? size : count(folder));
        } catch (IOException failure) {
            throwIfRefused(failure);
            return OptionalLong.empty();
        }
    }

    private static long count(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            long count = 0;
            for (Iterator<Path> each = entries.iterator(); each.hasNext(); each.next()) {
                count++;
            }
            return count;
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
    }

    /** Whether this is a real procfs, whose files claim to be empty, and no copy. */
    private boolean isKernels() throws IOException {
        if (kernels.isEmpty()) {
            kernels = Optional.of(Files.size(proc.path().resolve("stat")) == 0);
        }
        return kernels.get();
    }

    /** What it read and wrote. */
    Optional<Io> io(int pid) throws IOException {
        return read(pid, "io") ? Optional.of(parseIo(text)) : Optional.empty();
    }

    /** Its memory, with what it shares divided by how many share it; in bytes. Dear: the kernel looks at every page. */
    OptionalLong proportionalBytes(int pid) throws IOException {
        return read(pid, "smaps_rollup") ? OptionalLong.of(parseProportionalBytes(text)) : OptionalLong.empty();
    }

    private boolean read(int pid, String name) throws IOException {
        try (KernelFile file = proc.file(pid + "/" + name)) {
            return file.readIfGiven(text);
        }
    }

    private static void throwIfRefused(IOException failure) throws IOException {
        if (Refusal.of(failure) == Refusal.FAULT) {
            throw failure;
        }
    }

    static Io parseIo(Text text) throws Malformed {
        long readBytes = -1;
        long writtenBytes = -1;
        while (text.nextLine()) {
            if (text.startsWith("read_bytes:")) {
                text.skipWords(1);
                readBytes = text.longWord("bytes read");
            } else if (text.startsWith("write_bytes:")) {
                text.skipWords(1);
                writtenBytes = text.longWord("bytes written");
            }
        }
        if (readBytes < 0 || writtenBytes < 0) {
            throw text.malformed("lines read_bytes and write_bytes with counts below 2^63");
        }
        return new Io(readBytes, writtenBytes);
    }

    static long parseProportionalBytes(Text text) throws Malformed {
        while (text.nextLine()) {
            if (text.startsWith("Pss:")) {
                text.skipWords(1);
                long kibibytes = text.longWord(WANTED_PSS);
                if (kibibytes >= 0 && kibibytes < Long.MAX_VALUE / 1024) {
                    return kibibytes * 1024;
                }
            }
        }
        throw text.malformed(WANTED_PSS);
    }
}
