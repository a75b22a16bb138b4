package dev.hostgauge.http;

import static dev.hostgauge.metric.Snapshots.family;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.hostgauge.config.WebSettings;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Snapshot;
import dev.hostgauge.metric.SnapshotSource;
import dev.hostgauge.metric.Snapshots;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTest {
    private static final SnapshotSource SMALL =
            Snapshots.source(Set.of("made-up"), Snapshots.of(family(MetricDef.gauge("host_answer", "Answer."), 42)));

    private static TestServer server() {
        return new TestServer(SMALL);
    }

    @ParameterizedTest
    @CsvSource({
        "/, 200",
        "/metrics, 200",
        "/metrics?x=y, 200",
        "/-/healthy, 200",
        "/-/ready, 200",
        "/metricsxyz, 404",
        "/metrics/, 404",
        "/metrics/x, 404",
        "//metrics, 404",
        "/METRICS, 404",
        "/-/, 404",
        "/-/ready/, 404",
        "/favicon.ico, 404",
        "/index.html, 404",
        "/../metrics, 404"
    })
    void onlyExactPathsAreServed(String target, int status) throws Exception {
        try (TestServer server = server()) {
            server.get("/metrics");
            String answer =
                    server.exchange("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void pathsThatNobodyServesAreCountedTogether() throws Exception {
        try (TestServer server = server()) {
            server.get("/one");
            server.get("/two?route=/metrics");
            server.get("/-/healthy");
            Map<String, Double> all = Map.of("[/-/healthy, 200]", 1.0, "[none, 404]", 2.0);
            // Counted when the last byte is sent, which a client may see a moment earlier.
            while (!requests(server).equals(all)) {
                assertThat(requests(server).size()).isLessThanOrEqualTo(2);
                Thread.sleep(1);
            }
        }
    }

    private static Map<String, Double> requests(TestServer server) {
        Family requests = server.traffic().families().get(0);
        return IntStream.range(0, requests.size())
                .boxed()
                .collect(Collectors.toMap(i -> requests.labels(i).toString(), requests::value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW", "get"})
    void otherMethodsAreTurnedDownWithThoseAllowed(String method) throws Exception {
        try (TestServer server = server()) {
            HttpResponse<String> answer =
                    server.send(server.request("/metrics").method(method, BodyPublishers.noBody()));
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
            assertThat(answer.body()).isEqualTo("only GET and HEAD\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics", "/-/healthy", "/nowhere", "/metrics?collect[]=nope"})
    void headAnswersLikeGetWithoutABody(String target) throws Exception {
        try (TestServer server = server()) {
            HttpResponse<String> get = server.get(target);
            HttpResponse<String> head = server.send(server.request(target).method("HEAD", BodyPublishers.noBody()));
            assertThat(head.statusCode()).isEqualTo(get.statusCode());
            assertThat(head.body()).isEmpty();
            for (String header : List.of("Content-Type", "Content-Length", "X-Content-Type-Options")) {
                assertThat(head.headers().firstValue(header))
                        .as(header)
                        .isEqualTo(get.headers().firstValue(header));
            }
            // The connection serves on.
            assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void errorsAreOneLineOfPlainText() throws Exception {
        try (TestServer server = server()) {
            for (String target : List.of("/nowhere", "/metrics?collect[]=nope", "/metrics?collect[]=%3Cb%3E%0Ax")) {
                HttpResponse<String> answer = server.get(target);
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .hasValue("nosniff");
                assertThat(answer.body()).endsWith("\n").hasLineCount(1);
            }
        }
    }

    @Test
    void aFailureIsOneLineWithoutAStackTrace() throws Exception {
        SnapshotSource broken = new SnapshotSource() {
            @Override
            public Snapshot read(Set<String> collectors, Duration within) {
                throw new IllegalStateException("secret detail");
            }

            @Override
            public Set<String> collectors() {
                return Set.of();
            }
        };
        try (TestServer server = new TestServer(broken)) {
            HttpResponse<String> answer = server.get("/metrics");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("internal error; the exporter's log says which\n");
            assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
            assertThat(server.get("/-/ready").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void isReadyOnceAReadingWasTaken() throws Exception {
        CountDownLatch hurdle = new CountDownLatch(1);
        SnapshotSource slow = new SnapshotSource() {
            @Override
            public Snapshot read(Set<String> collectors, Duration within) {
                try {
                    hurdle.await();
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
                return SMALL.read(collectors, within);
            }

            @Override
            public Set<String> collectors() {
                return SMALL.collectors();
            }
        };
        try (TestServer server = new TestServer(slow)) {
            assertThat(server.get("/-/ready").statusCode()).isEqualTo(503);
            assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
            hurdle.countDown();
            long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (server.get("/-/ready").statusCode() == 503 && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
            assertThat(server.get("/-/ready").body()).isEqualTo("ready\n");
        }
    }

    @Test
    void theLandingPageTellsWhatThisIsAndWhereTheMetricsAre() throws Exception {
        try (TestServer server = server()) {
            HttpResponse<String> page = server.get("/");
            assertThat(page.body()).contains("HostGauge", "1.2.3 (abcdef)", "<a href=\"/metrics\">");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'");
        }
    }

    @Test
    void aPageIsNotServedUnderAForeignName() throws Exception {
        try (TestServer server = server()) {
            String request = "GET %s HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
            assertThat(server.exchange(request.formatted("/"))).startsWith("HTTP/1.1 403 ");
            assertThat(server.exchange(request.formatted("/metrics"))).startsWith("HTTP/1.1 200 ");
            assertThat(server.exchange(request.formatted("/-/healthy"))).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void listensOnSeveralAddresses() throws Exception {
        byte[] ipv6Loopback = new byte[16];
        ipv6Loopback[15] = 1;
        WebSettings settings = new WebSettings(
                List.of(
                        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0),
                        new InetSocketAddress(InetAddress.getByAddress(ipv6Loopback), 0)),
                "/m",
                40,
                List.of());
        try (Server server = Server.start(settings, SMALL, Duration.ofSeconds(5), TestServer.IDENTITY, new Traffic())) {
            assertThat(server.addresses()).hasSize(2).doesNotHaveDuplicates();
            for (InetSocketAddress address : server.addresses()) {
                try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                    TestServer.send(socket, "GET /m HTTP/1.0\r\n\r\n");
                    assertThat(TestServer.readToEnd(socket))
                            .startsWith("HTTP/1.1 200 ")
                            .contains("host_answer 42");
                }
            }
        }
    }

    @Test
    void aTakenPortIsNamedInOneLineAndNothingKeepsListening() throws Exception {
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }
        try (TestServer server = server()) {
            assertThatIOException()
                    .isThrownBy(() -> Server.start(
                            TestServer.settings(40, free, server.port()),
                            SMALL,
                            Duration.ofSeconds(5),
                            TestServer.IDENTITY,
                            new Traffic()))
                    .withMessage("cannot listen on localhost:" + server.port() + ": Address already in use");
            assertThatIOException().isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), free));
        }
    }

    @Test
    void anUnknownHostIsNamedInOneLine() {
        WebSettings settings = new WebSettings(
                List.of(InetSocketAddress.createUnresolved("no.such.host", 9955)), "/metrics", 40, List.of());
        assertThatIOException()
                .isThrownBy(
                        () -> Server.start(settings, SMALL, Duration.ofSeconds(5), TestServer.IDENTITY, new Traffic()))
                .withMessage("cannot listen on no.such.host:9955: unknown host");
    }

    @Test
    void closingFreesThePortAtOnceEvenWithAScrapeInFlight() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        SnapshotSource hanging = new SnapshotSource() {
            @Override
            public Snapshot read(Set<String> collectors, Duration within) {
                begun.countDown();
                try {
                    Thread.sleep(Duration.ofSeconds(20).toMillis());
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
                return SMALL.read(collectors, within);
            }

            @Override
            public Set<String> collectors() {
                return SMALL.collectors();
            }
        };
        TestServer server = new TestServer(hanging);
        int port = server.port();
        try (Socket socket = server.connect()) {
            TestServer.send(socket, "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
            begun.await();
            long start = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        }
        try (Server again = Server.start(
                TestServer.settings(40, port), SMALL, Duration.ofSeconds(5), TestServer.IDENTITY, new Traffic())) {
            assertThat(again.addresses().get(0).getPort()).isEqualTo(port);
        }
    }
}
