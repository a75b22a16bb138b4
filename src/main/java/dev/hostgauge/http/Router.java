package dev.hostgauge.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route by the exact path, and makes one line of whatever goes wrong. */
final class Router implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final int MOST_FAILURES_LOGGED = 100;

    private final Map<String, Route> routes;
    private final RequestThreads threads;
    private final Traffic traffic;
    private final Set<String> failuresLogged = ConcurrentHashMap.newKeySet();

    Router(Map<String, Route> routes, RequestThreads threads, Traffic traffic) {
        this.routes = Map.copyOf(routes);
        this.threads = threads;
        this.traffic = traffic;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        threads.requestRead();
        long start = System.nanoTime();
        String path = exchange.getRequestURI().getPath();
        boolean isRoute = path != null && routes.containsKey(path);
        Answer answer = answer(exchange, isRoute ? routes.get(path) : null);
        threads.answering(answer.size());
        try {
            answer.send(exchange);
        } finally {
            traffic.answered(isRoute ? path : Traffic.NO_ROUTE, answer.status(), System.nanoTime() - start);
        }
    }

    private Answer answer(HttpExchange exchange, @Nullable Route route) {
        if (route == null) {
            return Answer.line(404, "not found; / tells what there is");
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.line(405, "only GET and HEAD").header("Allow", "GET, HEAD");
        }
        try {
            return route.answer(exchange);
        } catch (BadRequest mistake) {
            return Answer.line(400, String.valueOf(mistake.getMessage()));
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError failure) {
            logOnce(exchange.getRequestURI().getPath(), failure);
            return Answer.line(500, "internal error; the exporter's log says which");
        }
    }

    private void logOnce(String path, Throwable failure) {
        if (failuresLogged.size() < MOST_FAILURES_LOGGED && failuresLogged.add(path + " " + failure)) {
            LOG.error("{} cannot be answered; the same failure is not logged again", path, failure);
        }
    }
}
