package dev.hostgauge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hostgauge.config.WebSettings;
import dev.hostgauge.metric.SnapshotSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** A server on a free port of the loopback interface, and clients of it. */
final class TestServer implements AutoCloseable {
    static final Identity IDENTITY = new Identity("1.2.3", "abcdef", List.of("own-name"));
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Server server;
    private final Traffic traffic = new Traffic();

    TestServer(SnapshotSource source) {
        this(source, 40);
    }

    TestServer(SnapshotSource source, int maxRequests) {
        try {
            server = Server.start(settings(maxRequests, 0), source, Duration.ofSeconds(5), IDENTITY, traffic);
        } catch (IOException cannotListen) {
            throw new UncheckedIOException(cannotListen);
        }
    }

    static WebSettings settings(int maxRequests, int... ports) {
        List<InetSocketAddress> addresses = java.util.Arrays.stream(ports)
                .mapToObj(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .toList();
        return new WebSettings(addresses, "/metrics", maxRequests, List.of("allowed.example"));
    }

    Traffic traffic() {
        return traffic;
    }

    int port() {
        return server.addresses().get(0).getPort();
    }

    HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + target));
    }

    HttpResponse<String> get(String target, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(target);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String target, String... headers) throws IOException, InterruptedException {
        return CLIENT.send(
                request(target).headers(headers).timeout(Duration.ofSeconds(10)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** A connection on which bytes can be sent as they are. */
    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    }

    /** Everything until the server closes the connection, also with a reset. */
    static String readToEnd(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            in.transferTo(all);
        } catch (java.net.SocketException reset) {
            // What came before counts.
        }
        return all.toString(ISO_8859_1);
    }

    /** Sends these bytes on a new connection; the answer up to its end. */
    String exchange(String bytes) throws IOException {
        try (Socket socket = connect()) {
            send(socket, bytes);
            return readToEnd(socket);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
