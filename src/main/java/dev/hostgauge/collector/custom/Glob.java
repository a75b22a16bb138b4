package dev.hostgauge.collector.custom;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Paths with {@code *}, {@code ?} and {@code [a-z]} in their parts, as node_exporter takes them. */
final class Glob {
    private Glob() {}

    /** The paths that are there, sorted; the pattern itself if it is none or matches nothing, as a path. */
    static List<Path> expand(String pattern) {
        Path whole = Path.of(pattern);
        Path root = whole.getRoot();
        List<Path> found = List.of(root == null ? Path.of("") : root);
        try {
            for (Path part : whole) {
                found = isPattern(part.toString()) ? matching(found, part.toString()) : below(found, part);
            }
        } catch (PatternSyntaxException literal) {
            found = List.of();
        }
        return found.isEmpty() ? List.of(Path.of(pattern)) : found;
    }

    private static boolean isPattern(String part) {
        return part.chars().anyMatch(character -> "*?[{\\".indexOf(character) >= 0);
    }

    private static List<Path> below(List<Path> folders, Path part) {
        List<Path> paths = new ArrayList<>();
        for (Path folder : folders) {
            Path path = folder.resolve(part);
            // Of a single one, whoever lists it says why it cannot.
            if (folders.size() == 1 || Files.exists(path)) {
                paths.add(path);
            }
        }
        return paths;
    }

    private static List<Path> matching(List<Path> folders, String part) {
        List<Path> paths = new ArrayList<>();
        for (Path folder : folders) {
            PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + part.replace("[^", "[!"));
            paths.addAll(entries(folder, matcher));
        }
        paths.sort(null);
        return paths;
    }

    private static List<Path> entries(Path folder, PathMatcher matcher) {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(folder, entry -> matcher.matches(entry.getFileName()))) {
            entries.forEach(paths::add);
            return paths;
        } catch (IOException | DirectoryIteratorException noFolder) {
            return List.of();
        }
    }
}
