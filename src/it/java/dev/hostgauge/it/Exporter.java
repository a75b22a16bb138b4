package dev.hostgauge.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A running exporter, HostGauge or node_exporter, on a free port of the loopback interface. */
final class Exporter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Program program;
    private final int port;

    private Exporter(Program program, int port) {
        this.program = program;
        this.port = port;
    }

    /** HostGauge as users start it. */
    static Exporter hostGauge(List<String> flags) throws IOException, InterruptedException {
        return start(List.of(hostGaugeCommand()), flags);
    }

    /** Where the launcher is: tests run in the root of the source tree. */
    static String hostGaugeCommand() {
        return Path.of("bin", "hostgauge").toAbsolutePath().toString();
    }

    /** Starts a command with flags that both exporters know, and waits until it answers. */
    static Exporter start(List<String> command, List<String> flags) throws IOException, InterruptedException {
        int port = Program.freePort();
        List<String> whole = new ArrayList<>(command);
        whole.add("--web.listen-address=127.0.0.1:" + port);
        whole.addAll(flags);
        Exporter exporter = new Exporter(Program.start(whole), port);
        try {
            exporter.awaitListening();
            return exporter;
        } catch (IOException | InterruptedException | RuntimeException | Error failure) {
            exporter.close();
            throw failure;
        }
    }

    private void awaitListening() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                get("/");
                return;
            } catch (IOException notYet) {
                if (!program.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("it does not listen; it said:\n" + program.output(), notYet);
                }
                Thread.sleep(20);
            }
        }
    }

    Program program() {
        return program;
    }

    int port() {
        return port;
    }

    /** The answer of GET, with these headers as pairs of name and value. */
    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** One scrape in Prometheus's text format. */
    Scrape scrape() throws IOException, InterruptedException {
        return Scrape.parse(get("/metrics").body());
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
