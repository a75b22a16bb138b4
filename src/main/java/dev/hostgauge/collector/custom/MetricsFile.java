package dev.hostgauge.collector.custom;

import dev.hostgauge.collector.Read;
import dev.hostgauge.machine.Clock;
import dev.hostgauge.machine.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One file of a user, read when it has changed. What is wrong with it is known as well as what it says, so that neither is
 * found out twice.
 */
final class MetricsFile {
    static final Duration LIMIT = Duration.ofSeconds(1);

    /** A file written this recently may be written again without another size or time. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final Path path;
    private final long mostBytes;
    private final Allowance allowance;
    private final Clock clock;
    private final Read<Optional<Reading>> read = new Read<>(LIMIT, this::refresh);

    /** Of the reading that is known; only the thread of a read that runs touches these. */
    private @Nullable Stamp stamp;

    private @Nullable Reading reading;
    private @Nullable Malformed refusal;
    private int leftAtRefusal;

    /** What differs if the file does. */
    private record Stamp(
            FileTime mtime, long size, @Nullable Object inode) {
        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    /**
     * @param mostBytes a larger file is refused
     * @param allowance what the files' series are taken from
     */
    MetricsFile(Path path, long mostBytes, Allowance allowance, Clock clock) {
        this.path = path;
        this.mostBytes = mostBytes;
        this.allowance = allowance;
        this.clock = clock;
    }

    /** To be run before {@link #reading} is asked. */
    Read<?> read() {
        return read;
    }

    /**
     * What it says; empty if it went away since its folder was listed.
     *
     * @throws Malformed if it is no file, too large, or makes no sense; of a wrong line with its number
     * @throws IOException if it cannot be read, or not in time
     */
    Optional<Reading> reading() throws IOException {
        return read.value();
    }

    /** Gives back what it holds, if no thread hangs in it; whether it did. */
    boolean release() {
        if (read.isStuck()) {
            return false;
        }
        forget();
        return true;
    }

    private void forget() {
        if (reading != null) {
            allowance.giveBack(reading.content().series());
        }
        stamp = null;
        reading = null;
        refusal = null;
    }

    private Optional<Reading> refresh() throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException gone) {
            forget();
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new Malformed(path.toString(), "a file", "a link to nowhere");
            }
            return Optional.empty();
        }
        Stamp now = Stamp.of(attributes);
        if (!now.equals(stamp) || (refusal != null && allowance.left() > leftAtRefusal)) {
            forget();
            parse(attributes);
            stamp = isSettled(attributes) ? now : null;
        }
        if (refusal != null) {
            throw refusal;
        }
        return Optional.ofNullable(reading);
    }

    private boolean isSettled(BasicFileAttributes attributes) {
        Duration age = Duration.between(attributes.lastModifiedTime().toInstant(), clock.now());
        return age.abs().compareTo(SETTLED) >= 0;
    }

    private void parse(BasicFileAttributes attributes) throws IOException {
        int left = allowance.left();
        try {
            if (!attributes.isRegularFile()) {
                // Opening a FIFO would wait for a writer for ever.
                throw new Malformed(
                        path.toString(), "a file", attributes.isDirectory() ? "a folder" : "a FIFO, socket or device");
            }
            if (attributes.size() > mostBytes) {
                throw tooLarge(mostBytes);
            }
            try (InputStream in = Files.newInputStream(path)) {
                Content content = TextParser.parse(new Lines(in, mostBytes), left);
                allowance.take(content.series());
                reading = new Reading(path, attributes.lastModifiedTime().to(TimeUnit.SECONDS), content);
            }
        } catch (Malformed wrong) {
            refusal = wrong;
            leftAtRefusal = left;
        }
    }

    static Malformed tooLarge(long mostBytes) {
        return new Malformed(
                "the file", "at most " + mostBytes + " bytes (collectors.textfile.max-file-bytes)", "more");
    }
}
