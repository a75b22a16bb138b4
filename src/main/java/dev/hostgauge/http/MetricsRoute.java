package dev.hostgauge.http;

import com.sun.net.httpserver.HttpExchange;
import dev.hostgauge.metric.Snapshot;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/** The metrics, for Prometheus and its kind. */
final class MetricsRoute implements Route {
    private final Readings readings;
    private final int maxRequests;
    /** Held while a scrape is worked on, not while its client takes the answer: slow ones must not use them up. */
    private final Semaphore slots;

    private final Renderer renderer = new Renderer();

    MetricsRoute(Readings readings, int maxRequests) {
        this.readings = readings;
        this.maxRequests = maxRequests;
        this.slots = new Semaphore(maxRequests);
    }

    @Override
    public Answer answer(HttpExchange exchange) throws BadRequest, IOException {
        ScrapeRequest wanted = ScrapeRequest.of(exchange, readings.collectors(), readings.longest());
        if (!slots.tryAcquire()) {
            return Answer.line(503, "busy with " + maxRequests + " scrapes; web.max-requests allows no more")
                    .header("Retry-After", "1");
        }
        try {
            Snapshot snapshot = readings.read(wanted.collectors(), wanted.within());
            return renderer.render(snapshot, wanted.names(), wanted.negotiation(), wanted.gzip());
        } finally {
            slots.release();
        }
    }
}
