package dev.hostgauge.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program that runs for the length of a test, what it prints kept in a file. */
final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Program start(List<String> command) throws IOException {
        Path output = Files.createTempFile("hostgauge-it", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // Ours, and no settings of HostGauge's: it refuses what it does not know.
        builder.environment().keySet().removeAll(Peer.VARIABLES);
        return new Program(builder.start(), output);
    }

    /** A port of the loopback interface that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end (SIGTERM) and waits this long; its exit code, or empty if it did not. */
    Optional<Integer> terminate(Duration within) throws InterruptedException {
        process.destroy();
        return exitCode(within);
    }

    /** Waits this long for its end. */
    Optional<Integer> exitCode(Duration within) throws InterruptedException {
        return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)
                ? Optional.of(process.exitValue())
                : Optional.empty();
    }

    /** Everything that it printed so far, on either stream. */
    String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws IOException {
        try {
            if (terminate(PATIENCE).isEmpty()) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
