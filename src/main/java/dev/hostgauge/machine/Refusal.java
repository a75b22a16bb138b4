package dev.hostgauge.machine;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Set;

/**
 * What a driver means by the error with which reading one of its files ended. Java does not tell the error's number, so
 * that the words of the C library have to do, glibc's and musl's.
 */
public enum Refusal {
    /** It has no such value, or none at the moment, which is no fault. */
    NO_VALUE,
    /** The file is not there any more, or its device or process goes away while its files still stand; no fault either. */
    GONE,
    /** Anything else: the value is there and cannot be had. */
    FAULT;

    /** EINVAL, ENODATA, ENXIO, EOPNOTSUPP, EAGAIN and EBUSY. */
    private static final Set<String> SAYS_NO_VALUE = Set.of(
            "Invalid argument",
            "No data available",
            "No such device or address",
            "Operation not supported",
            "Not supported",
            "Resource temporarily unavailable",
            "Device or resource busy",
            "Resource busy");

    /** ENODEV, and ESRCH, which is what files of a process say that has ended. */
    private static final Set<String> SAYS_GONE = Set.of("No such device", "No such process");

    public static Refusal of(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return GONE;
        }
        String words = words(failure);
        if (SAYS_GONE.contains(words)) {
            return GONE;
        }
        return SAYS_NO_VALUE.contains(words) ? NO_VALUE : FAULT;
    }

    /** The library's words alone: what fails at opening has the path before them. */
    private static String words(IOException failure) {
        String words = failure instanceof FileSystemException atOpening ? atOpening.getReason() : failure.getMessage();
        return String.valueOf(words);
    }
}
