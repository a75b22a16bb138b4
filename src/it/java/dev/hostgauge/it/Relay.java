package dev.hostgauge.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a scraper and an exporter and notes in which format they speak; may ask for another one itself. */
final class Relay implements AutoCloseable {
    private final HttpServer server;
    private final Exporter exporter;
    private final String asking;
    private final List<String> contentTypes = new CopyOnWriteArrayList<>();

    /**
     * @param asking the Accept header to send, empty for the scraper's own
     */
    Relay(Exporter exporter, String asking) throws IOException {
        this.exporter = exporter;
        this.asking = asking;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/metrics", this::pass);
        server.start();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String accept = asking.isEmpty() ? exchange.getRequestHeaders().getFirst("Accept") : asking;
            HttpResponse<byte[]> answer = exporter.get("/metrics", "Accept", accept);
            String type = answer.headers().firstValue("Content-Type").orElse("");
            contentTypes.add(type);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The formats of the answers so far. */
    List<String> contentTypes() {
        return contentTypes;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
