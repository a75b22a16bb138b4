package dev.hostgauge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/hostgauge} as users and service managers meet it. */
class CommandIT {
    @Test
    void showsThisMachine() throws IOException, InterruptedException {
        try (Exporter hostGauge = Exporter.hostGauge(List.of())) {
            assertThat(hostGauge.scrape().series())
                    .containsKeys("node_memory_MemTotal_bytes", "node_boot_time_seconds", "host_uptime_seconds");
            assertThat(hostGauge.program().output()).doesNotContain("WARNING").doesNotContain("Exception");
        }
    }

    @Test
    void endsWithinTwoSecondsOfSigtermAndFreesThePort() throws IOException, InterruptedException {
        try (Exporter hostGauge = Exporter.hostGauge(List.of())) {
            hostGauge.scrape();
            assertThat(hostGauge.program().terminate(Duration.ofSeconds(2))).isPresent();
            try (ServerSocket socket = new ServerSocket(hostGauge.port(), 1, InetAddress.getLoopbackAddress())) {
                assertThat(socket.isBound()).isTrue();
            }
        }
    }

    @Test
    void aPortThatIsTakenIsOneLineAndExitCodeOne() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program hostGauge = Program.start(List.of(
                        Exporter.hostGaugeCommand(), "--web.listen-address=127.0.0.1:" + taken.getLocalPort()))) {
            assertThat(hostGauge.exitCode(Duration.ofSeconds(30))).hasValue(1);
            assertThat(hostGauge.output().lines().filter(line -> !line.contains(" level=info ")))
                    .singleElement()
                    .asString()
                    .contains(String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void startsNoSubprocess(@TempDir Path folder) throws IOException, InterruptedException {
        Path strace = Peer.require("strace");
        Path log = folder.resolve("strace.log");
        List<String> traced = List.of(
                strace.toString(),
                "-f",
                "-s",
                "4096",
                "-e",
                "trace=execve,execveat",
                "-o",
                log.toString(),
                Exporter.hostGaugeCommand());
        try (Exporter hostGauge = Exporter.start(traced, List.of())) {
            for (int scrape = 0; scrape < 3; scrape++) {
                assertThat(hostGauge.scrape().series()).isNotEmpty();
            }
        }
        // The launcher is a shell script that looks around and then becomes Java.
        List<String> starts = Files.readAllLines(log).stream()
                .filter(line -> line.contains("execve") && line.endsWith(" = 0"))
                .toList();
        assertThat(starts).isNotEmpty();
        assertThat(starts.get(starts.size() - 1)).contains("/java\", [").contains("\"-jar\", ");
    }
}
