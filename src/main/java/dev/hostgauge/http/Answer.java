package dev.hostgauge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole answer, made before its first byte is sent. */
final class Answer {
    /** The JDK keeps a buffer twice as large as the largest write for each connection, and one more for each thread. */
    private static final int MOST_AT_ONCE = 16 << 10;

    private final int status;
    private final List<byte[]> body;
    private final int size;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /**
     * Keeps the arrays.
     *
     * @param body the pieces one after the other, not all empty
     */
    Answer(int status, String contentType, List<byte[]> body) {
        this.status = status;
        this.body = List.copyOf(body);
        this.size = body.stream().mapToInt(piece -> piece.length).sum();
        headers.put("Content-Type", contentType);
        headers.put("X-Content-Type-Options", "nosniff");
    }

    /** One line of plain text. */
    static Answer line(int status, String line) {
        return new Answer(status, "text/plain; charset=utf-8", List.of((line + "\n").getBytes(UTF_8)));
    }

    Answer header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    int status() {
        return status;
    }

    int size() {
        return size;
    }

    /** Sends it, for HEAD without the body, and frees the connection for the next request. */
    void send(HttpExchange exchange) throws IOException {
        Headers target = exchange.getResponseHeaders();
        headers.forEach(target::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            target.set("Content-Length", String.valueOf(size));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, size);
        try (OutputStream out = exchange.getResponseBody()) {
            for (byte[] piece : body) {
                for (int at = 0; at < piece.length; at += MOST_AT_ONCE) {
                    out.write(piece, at, Math.min(MOST_AT_ONCE, piece.length - at));
                }
            }
        }
    }
}
