package dev.hostgauge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running Prometheus that scrapes one target every second as the job {@code hostgauge}. */
final class Prometheus implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern VALUE = Pattern.compile("\"value\":\\[[^,]+,\"([^\"]+)\"]");

    private final Program program;
    private final int port;

    private Prometheus(Program program, int port) {
        this.program = program;
        this.port = port;
    }

    /**
     * @param folder for its configuration and data
     * @param feature what {@code --enable-feature} switches on, or empty
     * @param target the port that it scrapes
     */
    static Prometheus start(Path folder, String feature, int target) throws IOException {
        Path configuration = folder.resolve("prometheus.yml");
        Files.writeString(configuration, """
                global:
                  scrape_interval: 1s
                scrape_configs:
                  - job_name: hostgauge
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                """.formatted(target));
        int port = Program.freePort();
        List<String> command = new ArrayList<>(List.of(
                Peer.require("prometheus").toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port));
        if (!feature.isEmpty()) {
            command.add("--enable-feature=" + feature);
        }
        return new Prometheus(Program.start(command), port);
    }

    /** Waits until the query gives this value. */
    void await(String query, double value) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        OptionalDouble got = OptionalDouble.empty();
        while (program.isAlive() && System.nanoTime() < deadline) {
            got = ask(query);
            if (got.isPresent() && got.getAsDouble() == value) {
                return;
            }
            Thread.sleep(200);
        }
        assertThat(got).as("%s; Prometheus said:%n%s", query, program.output()).hasValue(value);
    }

    /** The value of a query that gives one series; empty if it gives none, or Prometheus does not answer yet. */
    OptionalDouble ask(String query) throws IOException, InterruptedException {
        URI question = URI.create(
                "http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try {
            HttpRequest request = HttpRequest.newBuilder(question).build();
            Matcher value = VALUE.matcher(
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
            return value.find() ? OptionalDouble.of(Double.parseDouble(value.group(1))) : OptionalDouble.empty();
        } catch (ConnectException notYet) {
            return OptionalDouble.empty();
        }
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
