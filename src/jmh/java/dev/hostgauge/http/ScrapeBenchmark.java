package dev.hostgauge.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hostgauge.metric.Snapshots;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One scrape over a kept connection, as Prometheus asks, of a small server's snapshot that is already there. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-Xss256k"})
@State(Scope.Thread)
public class ScrapeBenchmark {
    private static final String HEADERS = """
            User-Agent: Prometheus/2.42.0
            Accept: application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,\
            text/plain;version=0.0.4;q=0.5,*/*;q=0.1
            X-Prometheus-Scrape-Timeout-Seconds: 10
            """;

    @Param({"gzip", "identity"})
    private String encoding = "";

    private final TestServer server = new TestServer(Snapshots.source(Set.of("made-up"), Snapshots.ofSmallServer()));
    private final byte[] answer = new byte[1 << 20];
    private byte[] request = {};
    private Socket socket = new Socket();

    @Setup
    public void connect() throws IOException {
        String head = "GET /metrics HTTP/1.1\nHost: 127.0.0.1\n" + HEADERS + "Accept-Encoding: " + encoding + "\n\n";
        request = head.replace("\n", "\r\n").getBytes(US_ASCII);
        socket = server.connect();
        socket.setTcpNoDelay(true);
    }

    @TearDown
    public void close() throws IOException {
        socket.close();
        server.close();
    }

    /** Returns the size of the body. */
    @Benchmark
    public int scrape() throws IOException {
        socket.getOutputStream().write(request);
        InputStream in = socket.getInputStream();
        int size = 0;
        int bodyStart = -1;
        int length = 0;
        while (bodyStart < 0 || size < bodyStart + length) {
            int count = in.read(answer, size, answer.length - size);
            if (count < 0) {
                throw new IOException("closed after " + size + " bytes");
            }
            size += count;
            if (bodyStart < 0) {
                bodyStart = endOfHead(size);
                length = bodyStart < 0 ? 0 : contentLength(bodyStart);
            }
        }
        return length;
    }

    private int endOfHead(int size) {
        for (int i = 3; i < size; i++) {
            if (answer[i] == '\n' && answer[i - 1] == '\r' && answer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int contentLength(int headSize) {
        byte[] name = {'l', 'e', 'n', 'g', 't', 'h', ':', ' '};
        for (int i = 0; i < headSize - name.length; i++) {
            int matched = 0;
            while (matched < name.length && answer[i + matched] == name[matched]) {
                matched++;
            }
            if (matched == name.length) {
                int length = 0;
                for (int at = i + matched; answer[at] != '\r'; at++) {
                    length = length * 10 + answer[at] - '0';
                }
                return length;
            }
        }
        return 0;
    }
}
