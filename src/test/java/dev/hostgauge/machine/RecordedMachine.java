package dev.hostgauge.machine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A machine that was recorded in one text file: its kernel files, and what its system calls and clock said.
 *
 * <p>Lines that begin with {@code ==} start an entry; what follows up to the next one is its content:
 *
 * <pre>
 * == about            free text: what machine this is
 * == clock 2026-01-02T03:04:05Z
 * == uname SYSNAME|NODENAME|RELEASE|VERSION|MACHINE|DOMAINNAME
 * == adjtimex state=0 offset=-1234 freq=1966080 status=8193   what is not named is 0; without the entry there is no such call
 * == statvfs /mnt fragment=4096 blocks=1 free=1 available=1 files=1 filesfree=1 readonly=false
 * == statvfs /gone error=stale file handle
 * == file proc/stat   its lines follow
 * == base64 proc/1/mountinfo   bytes that are not text follow, encoded
 * == dir sys/class/thermal
 * == link sys/class/net/eth0 -> ../../devices/virtual/net/eth0
 * == unreadable sys/class/dmi/id/product_serial   refused, even to root
 * == eio sys/class/hwmon/hwmon0/temp1_input       opens; reading gives an input/output error
 * == fifo proc/pressure/io                        opening it to read would wait for ever
 * == after 5s         entries that follow replace the earlier ones when the machine {@linkplain #proceed proceeds}
 * </pre>
 *
 * <p>Paths are {@code proc/…}, {@code sys/…}, {@code udev/…}, {@code root/…} for the root filesystem, and {@code own/…} for
 * what the exporter sees around itself, such as {@code own/proc/self/cgroup}. A mount point in {@code statvfs} is written
 * as in mountinfo, with its octal escapes.
 */
public final class RecordedMachine implements SystemCalls, Clock, AutoCloseable {
    /** Reading the start of one's own memory fails: nothing is mapped there. */
    private static final Path GIVES_EIO = Path.of("/proc/self/mem");

    private final Path folder;
    private final Map<String, Map<String, String>> filesystems = new HashMap<>();
    private final Deque<Later> later = new ArrayDeque<>();
    private final List<Path> outward = new ArrayList<>();
    private Optional<Uname> uname = Optional.empty();
    private Optional<Timex> timex = Optional.empty();
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private long nanos;

    /** What changes after a while. */
    private record Later(Duration after, List<String> entries) {}

    private RecordedMachine(Path folder) {
        this.folder = folder;
    }

    /** Unpacks {@code machines/NAME.machine} of the test resources into an empty folder. */
    public static RecordedMachine unpack(String name, Path folder) throws IOException {
        try (InputStream in = RecordedMachine.class.getResourceAsStream("/machines/" + name + ".machine")) {
            if (in == null) {
                throw new IOException("no recorded machine " + name);
            }
            return unpackText(new String(in.readAllBytes(), StandardCharsets.UTF_8), folder);
        }
    }

    /** Unpacks a machine given as text. */
    public static RecordedMachine unpackText(String text, Path folder) throws IOException {
        RecordedMachine machine = new RecordedMachine(folder);
        for (String root : new String[] {"proc", "sys", "root", "udev", "own"}) {
            Files.createDirectories(folder.resolve(root));
        }
        for (String entry : ("\n" + text).split("\n== ", -1)) {
            if (entry.startsWith("after ")) {
                Duration after =
                        Duration.parse("PT" + entry.substring("after ".length()).strip());
                machine.later.add(new Later(after, new ArrayList<>()));
            } else if (!entry.isBlank() && machine.later.isEmpty()) {
                machine.take(entry);
            } else if (!entry.isBlank()) {
                machine.later.getLast().entries.add(entry);
            }
        }
        return machine;
    }

    /** Lets time go on to the next moment that was recorded; false, and nothing changes, after the last. */
    public boolean proceed() throws IOException {
        Later next = later.poll();
        if (next == null) {
            return false;
        }
        advance(next.after);
        for (String entry : next.entries) {
            take(entry);
        }
        return true;
    }

    private void take(String entry) throws IOException {
        int end = entry.indexOf('\n');
        String content = end < 0 ? "" : entry.substring(end + 1);
        take(
                (end < 0 ? entry : entry.substring(0, end)).strip(),
                content.isEmpty() || content.endsWith("\n") ? content : content + "\n");
    }

    private void take(String head, String content) throws IOException {
        String kind = head.split(" ", 2)[0];
        String what = head.substring(kind.length()).strip();
        switch (kind) {
            case "about" -> {}
            case "clock" -> now = Instant.parse(what);
            case "uname" -> {
                String[] part = what.split("\\|", -1);
                uname = Optional.of(new Uname(part[0], part[1], part[2], part[3], part[4], part[5]));
            }
            case "adjtimex" -> timex = Optional.of(RecordedTimex.of(fields(what)));
            case "statvfs" -> filesystems.put(unescape(what.split(" ", 2)[0]), fields(what.split(" ", 2)[1]));
            case "file" -> write(what, content.getBytes(StandardCharsets.UTF_8));
            case "base64" -> write(what, Base64.getMimeDecoder().decode(content));
            case "dir" -> Files.createDirectories(folder.resolve(what));
            case "link" -> linkTo(what.split(" -> ", 2)[0], Path.of(what.split(" -> ", 2)[1]));
            case "unreadable" -> Files.createDirectories(folder.resolve(what));
            case "eio" -> eio(what);
            case "fifo" -> fifo(what);
            default -> throw new IOException("recorded machine: unknown entry '" + head + "'");
        }
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    private void linkTo(String path, Path target) throws IOException {
        Path link = folder.resolve(path);
        Files.createDirectories(parent(link));
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
        if (target.isAbsolute()) {
            outward.add(link);
        }
    }

    /** Puts something in the place of a file that opens and then gives an input/output error. */
    public void eio(String path) throws IOException {
        linkTo(path, GIVES_EIO);
    }

    /** Puts a FIFO in the place of a file. */
    public void fifo(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(parent(file));
        Files.deleteIfExists(file);
        Function mkfifo = NativeLibrary.getProcess().getFunction("mkfifo");
        if (mkfifo.invokeInt(new Object[] {file.toString(), 0600}) != 0) {
            throw new IOException("cannot make a FIFO at " + file);
        }
    }

    /** Writes or replaces a file of the machine, such as {@code proc/stat}. */
    public void write(String path, byte[] content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(parent(file));
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(file);
        }
        Files.write(file, content);
    }

    public void write(String path, String content) throws IOException {
        write(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Where a file of the machine is. */
    public Path path(String path) {
        return folder.resolve(path);
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        if (text.startsWith("error=")) {
            fields.put("error", text.substring("error=".length()));
            return fields;
        }
        for (String field : text.split(" ", -1)) {
            fields.put(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
        }
        return fields;
    }

    /** {@code \040} and its like as the bytes they stand for, one char a byte. */
    private static String unescape(String escaped) {
        byte[] utf8 = escaped.getBytes(StandardCharsets.UTF_8);
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] == '\\' && i + 3 < utf8.length) {
                bytes.append((char) Integer.parseInt(escaped.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                bytes.append((char) (utf8[i] & 0xff));
            }
        }
        return bytes.toString();
    }

    /** Removes the links that lead out of the folder, of which JUnit would warn when it deletes the rest. */
    @Override
    public void close() throws IOException {
        for (Path link : outward) {
            Files.deleteIfExists(link);
        }
    }

    public Machine machine() {
        return new Machine(
                new Machine.Paths(
                        folder.resolve("proc"),
                        folder.resolve("sys"),
                        folder.resolve("root"),
                        folder.resolve("udev"),
                        folder.resolve("own")),
                this,
                this);
    }

    /** Lets both clocks go on. */
    public void advance(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    /** Sets the wall clock alone, as an administrator would. */
    public void jumpTo(Instant instant) {
        now = instant;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public FilesystemSize statvfs(byte[] path) throws IOException {
        // The caller puts the recorded root before the mount point; the recording knows the mount point alone.
        String asked = new String(path, StandardCharsets.ISO_8859_1);
        String prefix = new String(
                folder.resolve("root").toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String mountPoint = asked.startsWith(prefix) ? asked.substring(prefix.length()) : asked;
        Map<String, String> size = filesystems.get(mountPoint.isEmpty() ? "/" : mountPoint);
        if (size == null) {
            throw new IOException("no such file or directory");
        }
        if (size.containsKey("error")) {
            throw new IOException(size.get("error"));
        }
        return new FilesystemSize(
                Long.parseLong(size.getOrDefault("fragment", "4096")),
                Double.parseDouble(size.getOrDefault("blocks", "0")),
                Double.parseDouble(size.getOrDefault("free", "0")),
                Double.parseDouble(size.getOrDefault("available", "0")),
                Double.parseDouble(size.getOrDefault("files", "0")),
                Double.parseDouble(size.getOrDefault("filesfree", "0")),
                Boolean.parseBoolean(size.getOrDefault("readonly", "false")));
    }

    @Override
    public long pageBytes() {
        return 4096;
    }

    @Override
    public Uname uname() throws IOException {
        return uname.orElseThrow(() -> new IOException("function not implemented"));
    }

    @Override
    public Optional<Timex> adjtimex() {
        return timex;
    }
}
