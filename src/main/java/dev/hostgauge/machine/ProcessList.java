package dev.hostgauge.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The machine's processes: one pass over {@code /proc/PID/stat} serves everyone who asks in a cycle. Thread-safe.
 *
 * <p>The kernel's part of it, some ten microseconds a process to open, print and close, is nearly all it costs: reading
 * by native calls instead was no more than a tenth quicker.
 */
public final class ProcessList {
    private static final long NONE = Long.MIN_VALUE;
    /** 52 numbers of at most 20 digits, and a name. */
    private static final int MOST_BYTES = 4096;

    private static final int MOST_FIELDS = 24;
    /** The kernel's are below 2^22. */
    private static final int LONGEST_NUMBER = 9;

    private final Path proc;
    private final ByteBuffer buffer = ByteBuffer.allocate(MOST_BYTES);
    private final long[] numbers = new long[MOST_FIELDS];
    private final Words words = new Words();

    /** Known to be files: opening a FIFO would wait for a writer for ever, and asking for the type costs a fifth more. */
    private Set<String> seen = Set.of();

    private long readIn = NONE;
    private Pass pass = new Pass(List.of(), Set.of(), Optional.empty());

    /**
     * What one pass gave.
     *
     * @param processes those that could be read; one that ended meanwhile is in no list
     * @param unreadable numbers of those that could not, and yet are there
     * @param problem what was wrong with the first of these, and how many there were
     */
    public record Pass(List<ProcessStat> processes, Set<Integer> unreadable, Optional<String> problem) {}

    ProcessList(Root proc) {
        this.proc = proc.path();
    }

    /** Where the processes are, for messages. */
    public Path path() {
        return proc;
    }

    /**
     * All processes in this cycle.
     *
     * @param cycle what tells this cycle from others
     * @throws IOException if they cannot be listed
     */
    public synchronized Pass read(long cycle) throws IOException {
        if (cycle != readIn) {
            readIn = NONE;
            pass = readAll();
            readIn = cycle;
        }
        return pass;
    }

    private Pass readAll() throws IOException {
        String[] names = proc.toFile().list();
        if (names == null) {
            throw new NoSuchFileException(proc.toString());
        }
        List<ProcessStat> processes = new ArrayList<>(names.length);
        Set<String> seenNow = new HashSet<>(names.length * 2);
        Set<Integer> unreadable = new HashSet<>();
        String first = "";
        for (String name : names) {
            if (!isNumber(name)) {
                continue;
            }
            try {
                Optional<ProcessStat> process = read(proc.resolve(name).resolve("stat"), !seen.contains(name));
                if (process.isPresent()) {
                    processes.add(process.get());
                    seenNow.add(name);
                }
            } catch (IOException refused) {
                first = unreadable.isEmpty() ? words(refused) : first;
                unreadable.add(Integer.valueOf(name));
            }
        }
        seen = seenNow;
        Optional<String> problem = unreadable.isEmpty()
                ? Optional.empty()
                : Optional.of(unreadable.size() + " cannot be read, the first: " + first);
        return new Pass(processes, unreadable, problem);
    }

    private static String words(IOException refused) {
        return refused.getClass() == IOException.class || refused instanceof Malformed
                ? String.valueOf(refused.getMessage())
                : "permission denied";
    }

    /** Names of a process's threads, its first one included; empty if it has ended. */
    public List<String> threads(int pid) {
        String[] names =
                proc.resolve(Integer.toString(pid)).resolve("task").toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    /** One thread of a process; empty if it has ended. */
    public synchronized Optional<ProcessStat> thread(int pid, String thread) throws IOException {
        Path folder = proc.resolve(Integer.toString(pid)).resolve("task");
        return read(folder.resolve(thread).resolve("stat"), true);
    }

    private Optional<ProcessStat> read(Path file, boolean unknown) throws IOException {
        if (unknown && !Files.isRegularFile(file)) {
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            throw new Malformed(file.toString(), "a file", "something else or no permission");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            buffer.clear();
            int length = channel.read(buffer);
            return Optional.of(ProcessStat.parse(file.toString(), buffer.array(), Math.max(length, 0), words, numbers));
        } catch (IOException failure) {
            if (Refusal.of(failure) == Refusal.GONE) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static boolean isNumber(String name) {
        if (name.length() > LONGEST_NUMBER) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
