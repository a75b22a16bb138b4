package dev.hostgauge.http;

import static dev.hostgauge.metric.Snapshots.family;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Snapshot;
import dev.hostgauge.metric.SnapshotSource;
import dev.hostgauge.metric.Snapshots;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeTest {
    private static final String PROTOBUF =
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    /** What was asked of the source, the first reading of the server left out. */
    private final List<Set<String>> asked = Collections.synchronizedList(new ArrayList<>());

    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());

    private final SnapshotSource source = new SnapshotSource() {
        private final Snapshot snapshot = Snapshots.of(
                family(MetricDef.counter("host_things_total", "Things."), 42),
                family(MetricDef.gauge("host_others", "Others.", "name"), 1, "é\"x\""));

        @Override
        public Snapshot read(Set<String> collectors, Duration within) {
            if (!Thread.currentThread().getName().equals("first-reading")) {
                asked.add(new TreeSet<>(collectors));
                waits.add(within);
            }
            return snapshot;
        }

        @Override
        public Set<String> collectors() {
            return Set.of("cpu", "disk", "net");
        }
    };

    private final TestServer server = new TestServer(source);

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', cpu disk net",
        "?collect[]=cpu, cpu",
        "?collect%5B%5D=cpu&collect%5B%5D=disk, cpu disk",
        "?collect[]=cpu&collect[]=cpu, cpu",
        "?exclude[]=cpu, disk net",
        "?exclude[]=cpu&exclude[]=disk&exclude[]=cpu, net",
        "?exclude[]=cpu&exclude[]=disk&exclude[]=net, ''",
        "?unknown=parameter&debug=bogus, cpu disk net"
    })
    void readsTheCollectorsThatAreAskedFor(String query, String collectors) throws Exception {
        HttpResponse<String> answer = server.get("/metrics" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(String.join(" ", asked.get(0))).isEqualTo(collectors);
    }

    @ParameterizedTest
    @CsvSource({
        "?collect[]=cpu&exclude[]=disk, collect[] and exclude[] cannot be combined",
        "?collect[]=cpu&collect[]=gone, no collector 'gone' is on",
        "?exclude[]=gone, no collector 'gone' is on",
        "?collect[]=, no collector '' is on",
        "?collect[]=%0d%0a%3Cscript%3E%C3%A9, no collector '??<script>?' is on"
    })
    void whatMakesNoSenseIsNamed(String query, String line) throws Exception {
        HttpResponse<String> answer = server.get("/metrics" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(line + "\n");
        assertThat(asked).isEmpty();
    }

    @Test
    void anEndlessQueryIsTurnedDown() throws Exception {
        assertThat(server.get("/metrics?" + "a=b&".repeat(300)).statusCode()).isEqualTo(400);
        assertThat(server.get("/metrics?name[]=" + "x".repeat(9000)).statusCode())
                .isEqualTo(400);
        assertThat(server.get("/metrics?collect[]=" + "x".repeat(5000)).body()).hasSizeLessThan(150);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 5000",
        "3, 2500",
        "1.5, 1000",
        "1, 500",
        "0.3, 150",
        "1e9, 5000",
        "-1, 5000",
        "0, 5000",
        "NaN, 5000",
        "Infinity, 5000",
        "soon, 5000",
        "'', 5000"
    })
    void theReadingEndsHalfASecondBeforeTheScraperGivesUp(String seconds, long millis) throws Exception {
        server.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", seconds);
        assertThat(waits).containsExactly(Duration.ofMillis(millis));
    }

    @Test
    void namesChooseAmongWhatWasRead() throws Exception {
        assertThat(server.get("/metrics?name[]=host_things").body())
                .contains("host_things_total 42")
                .doesNotContain("others");
        assertThat(server.get("/metrics?name[]=host_things_total&name[]=nope").body())
                .contains("host_things_total 42")
                .doesNotContain("others");
    }

    @Test
    void anUnknownNameGivesAnAnswerThatIsWellFormedAndNotEmpty() throws Exception {
        for (String accept : List.of("text/plain", PROTOBUF)) {
            HttpResponse<String> answer = server.get("/metrics?name[]=nope", "Accept", accept);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(answer.body()).isEqualTo("# no metric has this name\n");
        }
        assertThat(server.get("/metrics?name[]=nope", "Accept", "application/openmetrics-text")
                        .body())
                .isEqualTo("# EOF\n");
    }

    @Test
    void everyFormatSaysWhatItIs() throws Exception {
        assertThat(server.get("/metrics").headers().firstValue("Content-Type"))
                .hasValue("text/plain; version=0.0.4; charset=utf-8");
        HttpResponse<String> openMetrics =
                server.get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        assertThat(openMetrics.headers().firstValue("Content-Type"))
                .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(openMetrics.body())
                .contains("host_others{name=\"é\\\"x\\\"\"} 1\n")
                .endsWith("# EOF\n");
        HttpResponse<byte[]> protobuf = server.bytes("/metrics", "Accept", PROTOBUF);
        assertThat(protobuf.headers().firstValue("Content-Type"))
                .hasValue(
                        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited");
        assertThat(new String(protobuf.body(), UTF_8)).contains("host_things_total", "é\"x\"");
    }

    @Test
    void acceptMayComeInSeveralHeaders() throws Exception {
        assertThat(server.get("/metrics", "Accept", "text/html", "Accept", "application/openmetrics-text")
                        .body())
                .endsWith("# EOF\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "deflate, GZIP;q=0.5 | true",
                "identity | false",
                "gzip;q=0 | false",
                "gzip;q=0.0, br | false"
            })
    void compressesForWhoTakesIt(String acceptEncoding, boolean compressed) throws Exception {
        String plain = server.get("/metrics").body();
        HttpResponse<byte[]> answer = server.bytes("/metrics", "Accept-Encoding", acceptEncoding);
        assertThat(answer.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(compressed);
        byte[] body = compressed
                ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes()
                : answer.body();
        assertThat(new String(body, UTF_8)).isEqualTo(plain);
    }

    @Test
    void oneScrapeTooManyIsAskedToComeBackAndThenServed() throws Exception {
        CountDownLatch inFlight = new CountDownLatch(3);
        CountDownLatch hurdle = new CountDownLatch(1);
        SnapshotSource slow = new SnapshotSource() {
            @Override
            public Snapshot read(Set<String> collectors, Duration within) {
                inFlight.countDown();
                try {
                    hurdle.await();
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
                return source.read(collectors, within);
            }

            @Override
            public Set<String> collectors() {
                return source.collectors();
            }
        };
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try (TestServer narrow = new TestServer(slow, 2)) {
            List<CompletableFuture<Integer>> scrapes = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                scrapes.add(CompletableFuture.supplyAsync(() -> status(narrow), clients));
            }
            assertThat(inFlight.await(5, TimeUnit.SECONDS)).isTrue();
            HttpResponse<String> refused = narrow.get("/metrics");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body()).isEqualTo("busy with 2 scrapes; web.max-requests allows no more\n");
            assertThat(narrow.get("/-/healthy").statusCode()).isEqualTo(200);
            hurdle.countDown();
            for (CompletableFuture<Integer> scrape : scrapes) {
                assertThat(scrape.get(5, TimeUnit.SECONDS)).isEqualTo(200);
            }
            assertThat(narrow.get("/metrics").statusCode()).isEqualTo(200);
        } finally {
            clients.shutdownNow();
        }
    }

    private static int status(TestServer server) {
        try {
            return server.get("/metrics").statusCode();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
