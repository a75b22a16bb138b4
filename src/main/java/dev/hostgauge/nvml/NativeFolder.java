package dev.hostgauge.nvml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Where JNA may unpack its library. It would try one folder and then give up for good: on a hardened machine that one
 * is often mounted noexec, read-only or not there.
 */
final class NativeFolder {
    private NativeFolder() {}

    /** The first in which a file can be made and executed. */
    static Optional<Path> firstOf(List<Path> folders) {
        return folders.stream().filter(NativeFolder::takesExecutables).findFirst();
    }

    private static boolean takesExecutables(Path folder) {
        try {
            Path probe = Files.createTempFile(
                    folder,
                    "hostgauge",
                    ".probe",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try {
                // access(2) knows of noexec and says no.
                return Files.isExecutable(probe);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException refused) {
            return false;
        }
    }
}
