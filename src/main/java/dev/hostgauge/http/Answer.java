package dev.hostgauge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** A whole answer, made before its first byte is sent. */
final class Answer {
    /** The server keeps a copy twice as large as the largest piece for each connection, the JDK one for each thread. */
    private static final int PIECE = 16 << 10;

    private final int status;
    private final byte[] body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    Answer(int status, String contentType, byte[] body) {
        this.status = status;
        this.body = body;
        headers.put("Content-Type", contentType);
        headers.put("X-Content-Type-Options", "nosniff");
    }

    /** One line of plain text. */
    static Answer line(int status, String line) {
        return new Answer(status, "text/plain; charset=utf-8", (line + "\n").getBytes(UTF_8));
    }

    Answer header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    int size() {
        return body.length;
    }

    /** Sends it, for HEAD without the body, and frees the connection for the next request. */
    void send(HttpExchange exchange) throws IOException {
        Headers target = exchange.getResponseHeaders();
        headers.forEach(target::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            target.set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int at = 0; at < body.length; at += PIECE) {
                out.write(body, at, Math.min(PIECE, body.length - at));
            }
        }
    }
}
