package dev.hostgauge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stops a process of its own with SIGTERM. */
class UntilStoppedTest {
    /** What that process runs: a service whose close takes a while. */
    static final class Slow {
        private Slow() {}

        public static void main(String[] args) throws IOException {
            UntilStopped.serve(() -> {
                System.out.println("serves");
                return () -> close(Long.parseLong(args[0]));
            });
        }

        private static void close(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
            System.out.println("closed");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 60_000})
    @Timeout(60)
    void sigtermEndsTheProcessWithStatus0EvenIfClosingHangs(long closeMillis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Slow.class.getName(),
                        String.valueOf(closeMillis))
                .start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("serves");
            // It said so within its start, which has to end yet.
            Thread.sleep(200);
            // Not Process.destroy, which would close the stream too.
            process.toHandle().destroy();
            assertThat(process.waitFor(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(said.readLine()).isEqualTo(closeMillis == 0 ? "closed" : null);
        } finally {
            process.destroyForcibly();
        }
    }
}
