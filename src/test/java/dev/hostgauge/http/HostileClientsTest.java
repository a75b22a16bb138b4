package dev.hostgauge.http;

import static dev.hostgauge.metric.Snapshots.family;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Labels;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Snapshot;
import dev.hostgauge.metric.Snapshots;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients that are slow, broken or malicious cost those that are not. */
class HostileClientsTest {
    /** Far above what a scrape takes and far below the two seconds after which the server itself closes slow clients. */
    private static final Duration AT_ONCE = Duration.ofMillis(1500);

    private static final String GET = "GET /metrics HTTP/1.1\r\nHost: x\r\n";

    private final TestServer server = new TestServer(Snapshots.source(Set.of("made-up"), large()));
    private final List<Socket> sockets = new ArrayList<>();

    /** Some 6 MB of text: more than a socket's buffers take. */
    private static Snapshot large() {
        Labels[] labels = new Labels[50_000];
        double[] values = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Labels.of("a name that is long enough to make the answer a large one, " + i);
            values[i] = i;
        }
        return Snapshots.of(
                Family.of(MetricDef.gauge("host_large", "Large.", "name"), labels, values, labels.length),
                family(MetricDef.gauge("host_small", "Small."), 42));
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    private static String request(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private void attack(int clients, String bytes) throws IOException {
        for (int i = 0; i < clients; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 5000);
            sockets.add(socket);
            TestServer.send(socket, bytes);
        }
    }

    /** Scrapes on connections of their own, for a second and more than once. */
    private void scrapesAreAnsweredAtOnce() throws IOException {
        Duration slowest = Duration.ZERO;
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            String answer =
                    server.exchange("GET /metrics?name[]=host_small HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("host_small 42\n");
        }
        assertThat(slowest).isLessThan(AT_ONCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET /metr",
                "GET / HTTP/1.1\r\nHost: x\r\nX-Slow:",
                "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nand no more",
                "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"
            })
    void halfOfARequestDelaysNobodyElse(String half) throws IOException {
        attack(200, half);
        scrapesAreAnsweredAtOnce();
    }

    @Test
    void silentConnectionsDelayNobodyElse() throws IOException {
        attack(300, "");
        scrapesAreAnsweredAtOnce();
    }

    @Test
    void requestsThatTrickleInDelayNobodyElse() throws Exception {
        attack(150, "GET / HTTP/1.1\r\nX: ");
        for (int i = 0; i < 5; i++) {
            for (Socket socket : sockets) {
                try {
                    TestServer.send(socket, "x");
                } catch (IOException closedAlready) {
                    // As it may be.
                }
            }
            scrapesAreAnsweredAtOnce();
        }
    }

    @Test
    void clientsThatDoNotTakeALargeAnswerDelayNobodyElse() throws IOException {
        for (int i = 0; i < 100; i++) {
            attack(1, GET + "\r\n");
            assertThat(sockets.get(i).getInputStream().read()).isEqualTo('H');
        }
        scrapesAreAnsweredAtOnce();
    }

    @Test
    void clientsThatAreEvictedLeaveNothingBehind() throws Exception {
        long before = openDescriptors();
        attack(300, "G");
        attack(30, GET + "\r\n");
        for (Socket socket : sockets) {
            socket.close();
        }
        // Connections are accepted in their order, so that the others have been when this one is answered.
        scrapesAreAnsweredAtOnce();
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        long open = openDescriptors();
        while (open > before + 20 && System.nanoTime() < deadline) {
            Thread.sleep(50);
            open = openDescriptors();
        }
        assertThat(open).isLessThanOrEqualTo(before + 20);
        scrapesAreAnsweredAtOnce();
    }

    private static long openDescriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }

    @Test
    void aLongRequestLineOrHeaderClosesItsConnectionAlone() throws IOException {
        String megabyte = "x".repeat(1 << 20);
        for (String request : List.of(
                "GET /" + megabyte + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /metrics?name[]=" + megabyte + " HTTP/1.1\r\nHost: x\r\n\r\n",
                GET + "X-Long: " + megabyte + "\r\n\r\n",
                GET + "X: y\r\n".repeat(100_000) + "\r\n",
                GET + megabyte)) {
            try {
                assertThat(server.exchange(request)).doesNotContain("HTTP/1.1 200");
            } catch (IOException closedWhileSending) {
                // Just as well.
            }
        }
        scrapesAreAnsweredAtOnce();
    }

    @Test
    void aLargeBodyIsNotTakenIn() throws IOException {
        try (Socket socket = server.connect()) {
            try {
                TestServer.send(
                        socket,
                        "GET /metrics?name[]=host_small HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n"
                                + "x".repeat(10_000_000));
            } catch (IOException closedWhileSending) {
                // Nobody read it.
            }
        }
        scrapesAreAnsweredAtOnce();
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        String answers = server.exchange(request("GET /-/healthy HTTP/1.1", "Host: x")
                + request("GET /metrics?name[]=host_small HTTP/1.1", "Host: x")
                + request("GET /nowhere HTTP/1.1", "Host: x", "Connection: close"));
        assertThat(answers).containsSubsequence("200 OK", "healthy\n", "200 OK", "host_small 42\n", "404 Not Found");
    }

    @Test
    void http10IsAnsweredWithALengthAndClosed() throws IOException {
        String answer = server.exchange("GET /-/healthy HTTP/1.0\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-length: 8\r\n")
                .endsWith("\r\n\r\nhealthy\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0\0\0\0\r\n\r\n",
                "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n",
                "GET\r\n\r\n",
                "GET  HTTP/1.1\r\n\r\n",
                "GET /metrics\r\n\r\n",
                "GET /% HTTP/1.1\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET mailto:x HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /metrics HTTP/1.1\r\n: x\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nContent-Length: many\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"
            })
    void whatIsNoRequestIsTurnedDownWithoutHarm(String bytes) throws IOException {
        assertThat(server.exchange(bytes)).doesNotContain("HTTP/1.1 200").doesNotContain("Exception:", "\tat ");
        scrapesAreAnsweredAtOnce();
    }

    @Test
    void aBodyInChunksIsReadOverAndTheConnectionServesOn() throws IOException {
        String answers = server.exchange(request("GET /-/healthy HTTP/1.1", "Transfer-Encoding: chunked")
                + request("3", "abc", "0")
                + request("GET /nowhere HTTP/1.1", "Host: x", "Connection: close"));
        assertThat(answers).containsSubsequence("200 OK", "healthy\n", "404 Not Found");
    }
}
