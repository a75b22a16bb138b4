package dev.hostgauge.nvml;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The C compiler of this machine. What it built is kept under target, by the content of what it was built from. */
final class CCompiler {
    static final Path SOURCES = Path.of("src/test/c");

    private static final Path KEPT = Path.of("target/c");
    private static final String REQUIRE = "HOSTGAUGE_REQUIRE_PEERS";

    private CCompiler() {}

    /**
     * The file that {@code cc ARGUMENTS -o FILE} makes of the sources, built if it was not before.
     *
     * <p>Without a compiler the test is skipped and says so, or fails where {@code HOSTGAUGE_REQUIRE_PEERS=true} asks for it.
     */
    static Path build(String name, List<String> arguments) {
        Path compiler = find().orElseThrow(() -> absent("a C compiler for Linux: cc or gcc"));
        try {
            Path kept = KEPT.resolve(digest(arguments)).resolve(name);
            if (!Files.exists(kept)) {
                Files.createDirectories(kept.getParent());
                Path fresh = Files.createTempFile(kept.getParent(), name, ".new");
                List<String> command = new ArrayList<>(List.of(compiler.toString()));
                command.addAll(arguments);
                command.addAll(List.of("-o", fresh.toString()));
                run(command);
                Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
            }
            return kept.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with this text, for the compiler to read. */
    static Path file(String suffix, String text) {
        try {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            Path file = KEPT.resolve(hash(content) + suffix);
            Files.createDirectories(KEPT);
            if (!Files.exists(file)) {
                Files.write(file, content);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a program prints; it has to end well. */
    static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            Assertions.assertEquals(0, status, () -> String.join(" ", command) + "\n" + output);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Ends the test: what it needs is not here. */
    static AssertionError absent(String what) {
        String message = "NOT TESTED, absent here: " + what;
        if (Boolean.parseBoolean(System.getenv(REQUIRE))) {
            return Assertions.fail(message);
        }
        return skip(message);
    }

    /** Ends the test without a failure, whatever is asked for, and says so where it is seen. */
    static AssertionError skip(String message) {
        System.err.println("[WARNING] " + message);
        Assumptions.abort(message);
        return new AssertionError(message);
    }

    /** Whether a program of one line can be built with these. */
    static boolean canBuildWith(String... arguments) {
        Path compiler = find().orElseThrow(() -> absent("a C compiler for Linux: cc or gcc"));
        List<String> command = new ArrayList<>(List.of(compiler.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                file(".c", "int main(void) { return 0; }\n").toString(),
                "-o",
                KEPT.resolve("can-build").toString()));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static Optional<Path> find() {
        String path = System.getenv("PATH");
        if (path == null || !"Linux".equals(System.getProperty("os.name"))) {
            return Optional.empty();
        }
        return Stream.of("cc", "gcc")
                .flatMap(name -> Stream.of(path.split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder).resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String digest(List<String> arguments) throws IOException {
        StringBuilder all = new StringBuilder(String.join("\n", arguments));
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.sorted().toList()) {
                all.append('\n').append(source).append('\n').append(Files.readString(source));
            }
        }
        return hash(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
