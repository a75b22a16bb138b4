package dev.hostgauge.http;

import com.sun.net.httpserver.HttpServer;
import dev.hostgauge.config.WebSettings;
import dev.hostgauge.metric.SnapshotSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers on all addresses of the settings, from {@link #start} to {@link #close}. */
public final class Server implements AutoCloseable {
    /** Connections that the kernel keeps for us until they are accepted. */
    private static final int BACKLOG = 1024;

    private final RequestThreads threads;
    private final List<HttpServer> listeners = new ArrayList<>();

    private Server(RequestThreads threads) {
        this.threads = threads;
    }

    /**
     * Listens, and takes the first reading.
     *
     * @param longestReading how long one reading may take, {@code sampling.timeout}
     * @param traffic counts what is answered
     * @throws IOException if an address cannot be listened on; the message is one line that names it
     */
    public static Server start(
            WebSettings settings, SnapshotSource source, Duration longestReading, Identity identity, Traffic traffic)
            throws IOException {
        ServerProperties.set(longestReading);
        Readings readings = new Readings(source, longestReading);
        RequestThreads threads = new RequestThreads(settings.maxRequests());
        Router router = new Router(routes(settings, readings, identity), threads, traffic);
        Server server = new Server(threads);
        try {
            for (InetSocketAddress address : settings.listenAddresses()) {
                server.listen(address, router);
            }
        } catch (IOException cannotListen) {
            server.close();
            throw cannotListen;
        }
        readings.takeFirst();
        return server;
    }

    private static Map<String, Route> routes(WebSettings settings, Readings readings, Identity identity) {
        HostCheck hosts = new HostCheck(identity.hostNames(), settings.allowedHosts());
        Map<String, Route> routes = new HashMap<>();
        routes.put("/", new LandingPage(identity, settings.telemetryPath(), hosts));
        routes.put("/-/healthy", exchange -> Answer.line(200, "healthy"));
        routes.put(
                "/-/ready",
                exchange -> readings.anyTaken()
                        ? Answer.line(200, "ready")
                        : Answer.line(503, "not ready: no reading has been taken yet"));
        routes.put(settings.telemetryPath(), new MetricsRoute(readings, settings.maxRequests()));
        return routes;
    }

    private void listen(InetSocketAddress address, Router router) throws IOException {
        HttpServer listener;
        try {
            listener = HttpServer.create(address, BACKLOG);
        } catch (IOException | RuntimeException failure) {
            String why = address.isUnresolved() ? "unknown host" : String.valueOf(failure.getMessage());
            throw new IOException("cannot listen on " + hostAndPort(address) + ": " + why, failure);
        }
        listeners.add(listener);
        listener.setExecutor(threads);
        listener.createContext("/", router);
        // Before the other addresses are tried: one that was never started would keep its port when it is stopped.
        listener.start();
    }

    private static String hostAndPort(InetSocketAddress address) {
        String host = address.getHostString();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Where it listens, in the settings' order, with the ports that were chosen where they said 0. */
    public List<InetSocketAddress> addresses() {
        return listeners.stream().map(HttpServer::getAddress).toList();
    }

    /** Stops listening and closes every connection, at once. */
    @Override
    public void close() {
        listeners.forEach(listener -> listener.stop(0));
        threads.close();
    }
}
