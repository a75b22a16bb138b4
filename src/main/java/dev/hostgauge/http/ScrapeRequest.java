package dev.hostgauge.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.hostgauge.prometheus.NameFilter;
import dev.hostgauge.prometheus.Negotiation;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a scraper wants.
 *
 * @param collectors those to read
 * @param names the metrics to serve of what they give
 * @param within how long it waits
 * @param negotiation the format
 * @param gzip whether it takes the answer compressed
 */
record ScrapeRequest(Set<String> collectors, NameFilter names, Duration within, Negotiation negotiation, boolean gzip) {
    /** For the answer to travel before the scraper's time is up. */
    private static final double MARGIN_SECONDS = 0.5;

    /**
     * @param known the collectors that are on
     * @param longest how long a reading may take
     */
    static ScrapeRequest of(HttpExchange exchange, Set<String> known, Duration longest) throws BadRequest {
        Query query = Query.parse(exchange.getRequestURI().getRawQuery());
        Headers headers = exchange.getRequestHeaders();
        return new ScrapeRequest(
                collectors(query.all("collect[]"), query.all("exclude[]"), known),
                NameFilter.of(query.all("name[]")),
                within(headers.getFirst("X-Prometheus-Scrape-Timeout-Seconds"), longest),
                Negotiation.of(joined(headers.get("Accept"))),
                takesGzip(joined(headers.get("Accept-Encoding"))));
    }

    private static @Nullable String joined(@Nullable List<String> values) {
        return values == null ? null : String.join(",", values);
    }

    static Set<String> collectors(List<String> collect, List<String> exclude, Set<String> known) throws BadRequest {
        if (collect.isEmpty() && exclude.isEmpty()) {
            return known;
        }
        if (!collect.isEmpty() && !exclude.isEmpty()) {
            throw new BadRequest("collect[] and exclude[] cannot be combined");
        }
        Set<String> named = new LinkedHashSet<>(collect.isEmpty() ? exclude : collect);
        for (String name : named) {
            if (!known.contains(name)) {
                throw new BadRequest("no collector " + BadRequest.quoted(name) + " is on");
            }
        }
        if (!collect.isEmpty()) {
            return named;
        }
        Set<String> others = new LinkedHashSet<>(known);
        others.removeAll(named);
        return others;
    }

    /** The scraper's timeout less a margin, of a very short one the half; without a sensible one the longest. */
    static Duration within(@Nullable String timeoutSeconds, Duration longest) {
        if (timeoutSeconds == null) {
            return longest;
        }
        double seconds;
        try {
            seconds = Double.parseDouble(timeoutSeconds);
        } catch (NumberFormatException nonsense) {
            return longest;
        }
        double left = Math.max(seconds - MARGIN_SECONDS, seconds / 2);
        return left > 0 && left < longest.toMillis() / 1e3 ? Duration.ofNanos((long) (left * 1e9)) : longest;
    }

    static boolean takesGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        for (String entry : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = entry.split(";", -1);
            if (parts[0].strip().equals("gzip")) {
                return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }
}
