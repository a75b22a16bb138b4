package dev.hostgauge.nvml;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The file that NVML is in: where it may be, and how it gets into the process. */
final class NvmlLibrary {
    private static final String LINUX_NAME = "libnvidia-ml.so.1";
    private static final String FIRST_FUNCTION = "nvmlInit_v2";
    private static final String CURE = "; the setting collectors.gpu.nvml.library names another";

    /** Kept for good: a thread may hang in one of them. */
    private static final Set<NativeLibrary> IN_USE = ConcurrentHashMap.newKeySet();

    private NvmlLibrary() {}

    /** By what the system says of itself and its environment. */
    static List<String> usualPlaces(String os, String architecture, Map<String, String> environment) {
        if (os.startsWith("Windows")) {
            return windowsPlaces(environment);
        }
        if (!os.equals("Linux")) {
            return List.of();
        }
        String triplet = (architecture.equals("amd64") ? "x86_64" : architecture) + "-linux-gnu";
        return List.of(
                LINUX_NAME,
                "/usr/lib/wsl/lib/" + LINUX_NAME,
                // NVIDIA's GPU operator, whose driver lives in a container.
                "/run/nvidia/driver/usr/lib/" + triplet + '/' + LINUX_NAME,
                // Google's Kubernetes.
                "/usr/local/nvidia/lib64/" + LINUX_NAME,
                // NixOS.
                "/run/opengl-driver/lib/" + LINUX_NAME,
                // Debian, before its alternatives are set.
                "/usr/lib/" + triplet + "/nvidia/current/" + LINUX_NAME);
    }

    private static List<String> windowsPlaces(Map<String, String> environment) {
        List<String> places = new ArrayList<>();
        String system = environment.get("SystemRoot");
        if (system != null) {
            places.add(system + "\\System32\\nvml.dll");
        }
        String programs = environment.get("ProgramW6432");
        if (programs != null) {
            places.add(programs + "\\NVIDIA Corporation\\NVSMI\\nvml.dll");
        }
        return places;
    }

    /**
     * Into the process, for good.
     *
     * @throws IOException in one sentence that names the library
     */
    static NativeLibrary load(String library) throws IOException {
        Optional<String> failure = JnaLibrary.failure();
        if (failure.isPresent()) {
            throw new IOException(library + " cannot be called: " + failure.get());
        }
        if (Native.POINTER_SIZE != Long.BYTES) {
            throw new IOException(library + " cannot be called by a Java of 32 bits");
        }
        Path path = path(library);
        if (path.isAbsolute()) {
            check(path);
        } else if (path.getNameCount() > 1) {
            throw new IOException(library + " is neither an absolute path nor a plain name");
        }
        NativeLibrary loaded;
        try {
            loaded = NativeLibrary.getInstance(library);
        } catch (UnsatisfiedLinkError refused) {
            throw new IOException(library + " cannot be loaded: " + loadersWords(refused, library) + CURE, refused);
        }
        if (!IN_USE.contains(loaded)) {
            Optional<String> lacking = lacking(loaded);
            if (lacking.isPresent()) {
                // Nobody has called it, so nobody hangs in it, and its cure may take its place.
                loaded.close();
                throw new IOException(
                        library + " is not NVML, or of a driver before 450: it has no " + lacking.get() + CURE);
            }
            IN_USE.add(loaded);
        }
        return loaded;
    }

    private static Path path(String library) throws IOException {
        try {
            return Path.of(library);
        } catch (InvalidPathException invalid) {
            throw new IOException(
                    library.replace('\0', '?') + " cannot be the name of a file: " + invalid.getReason() + CURE,
                    invalid);
        }
    }

    private static void check(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("there is no " + path + ": NVIDIA's driver brings it" + CURE);
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + " is no file" + CURE);
        }
        if (System.getProperty("os.name").equals("Linux")) {
            Optional<String> objection = ElfHeader.objection(path, System.getProperty("os.arch"));
            if (objection.isPresent()) {
                throw new IOException(path + " is " + objection.get() + CURE);
            }
        }
    }

    /** A function that it has to have and has not. */
    private static Optional<String> lacking(NativeLibrary library) {
        return Stream.concat(Stream.of(FIRST_FUNCTION), Symbols.functionsOf(Core.class).stream())
                .filter(function -> !has(library, function))
                .findFirst();
    }

    private static boolean has(NativeLibrary library, String function) {
        try {
            library.getGlobalVariableAddress(function);
            return true;
        } catch (UnsatisfiedLinkError absent) {
            return false;
        }
    }

    /** What dlopen said: below JNA's heading, and above what JNA tried then. */
    private static String loadersWords(UnsatisfiedLinkError refused, String library) {
        String[] lines = String.valueOf(refused.getMessage()).strip().split("\n", -1);
        String words = (lines.length > 1 ? lines[1] : lines[0]).strip();
        String prefix = library + ": ";
        return words.startsWith(prefix) ? words.substring(prefix.length()) : words;
    }
}
