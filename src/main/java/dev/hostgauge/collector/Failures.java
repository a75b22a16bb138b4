package dev.hostgauge.collector;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Why a file could not be read, in words that stand behind its name: the JDK's own messages often are but the name. */
public final class Failures {
    private Failures() {}

    static String words(Path source, IOException failure) {
        String words = words(failure);
        String prefix = source + ": ";
        return words.startsWith(prefix) ? words.substring(prefix.length()) : words;
    }

    /** The same behind another name than the path's. */
    public static String words(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file";
        }
        if (failure instanceof FileSystemException named && named.getReason() != null) {
            return lowerFirst(named.getReason());
        }
        String message = failure.getMessage();
        return message == null ? failure.toString() : lowerFirst(message);
    }

    private static String lowerFirst(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }
}
