package dev.hostgauge.collector.custom;

import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.Read;
import dev.hostgauge.machine.Malformed;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The folders that users named, by path or glob, and the {@code *.prom} files in them. */
final class Folders {
    private static final String SUFFIX = ".prom";
    /** A glob may match any number of things that are no folders. */
    private static final int MOST_FAILURES = 100;

    private final Map<String, Read<Listing>> reads = new LinkedHashMap<>();
    private final int mostFiles;

    /** The files that one glob leads to, and the folders that could not be listed. */
    private record Listing(SortedSet<Path> files, Map<Path, IOException> failures) {}

    /**
     * @param patterns paths or globs
     * @param mostFiles how many files are served, the first by path
     */
    Folders(List<String> patterns, int mostFiles) {
        this.mostFiles = mostFiles;
        for (String pattern : patterns) {
            reads.put(pattern, new Read<>(MetricsFile.LIMIT, () -> list(pattern)));
        }
    }

    boolean isEmpty() {
        return reads.isEmpty();
    }

    /** All files by path, each once. A glob that hangs or finds nothing costs its own files. */
    SortedSet<Path> list(Crew crew, long deadline, Problems problems) {
        crew.run(reads.values(), deadline);
        SortedSet<Path> files = new TreeSet<>();
        reads.forEach((pattern, read) -> {
            try {
                Listing listing = read.value();
                files.addAll(listing.files);
                listing.failures.forEach(problems::add);
            } catch (IOException failure) {
                problems.add(pattern, failure);
            }
        });
        if (files.size() > mostFiles) {
            problems.add(
                    "collectors.textfile.max-files",
                    new Malformed(
                            "all folders", "at most " + mostFiles + " files", "more; the first by path are read"));
        }
        while (files.size() > mostFiles) {
            files.remove(files.last());
        }
        return files;
    }

    private Listing list(String pattern) throws IOException {
        Listing listing = new Listing(new TreeSet<>(), new LinkedHashMap<>());
        try {
            for (Path folder : Glob.expand(pattern)) {
                try {
                    list(folder, listing.files);
                } catch (IOException failure) {
                    if (listing.failures.size() < MOST_FAILURES) {
                        listing.failures.put(folder, failure);
                    }
                }
            }
        } catch (InvalidPathException wrong) {
            throw new Malformed(pattern, "a path", String.valueOf(wrong.getReason()));
        }
        return listing;
    }

    private void list(Path folder, SortedSet<Path> files) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (entry.toString().endsWith(SUFFIX)) {
                    files.add(entry.normalize());
                }
                // One more than are served, so that it is known that there are more.
                if (files.size() > mostFiles + 1) {
                    files.remove(files.last());
                }
            }
        } catch (NotDirectoryException other) {
            throw new Malformed(folder.toString(), "a folder", "something else");
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
    }
}
