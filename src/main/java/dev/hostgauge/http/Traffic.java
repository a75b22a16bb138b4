package dev.hostgauge.http;

import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Labels;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the server has answered since it started, by route: the route's template and not the path, so that clients cannot
 * make series. Thread-safe.
 */
public final class Traffic {
    private static final MetricDef REQUESTS = MetricDef.counter(
            "hostgauge_http_requests_total",
            "Requests that were answered, by route (none for a path that is no route) and status code; without those"
                    + " that were not HTTP.",
            "route",
            "code");
    private static final MetricDef DURATION = MetricDef.histogram(
            "hostgauge_http_request_duration_seconds",
            "Time from a request's last header to the last byte of its answer, in seconds, by route.",
            "route");

    /** Everything that {@link #families} can give. */
    public static final List<Declaration> METRICS = List.of(REQUESTS, DURATION);

    /** Stands for every path that is none of ours. */
    static final String NO_ROUTE = "none";

    /** In seconds: a healthy scrape takes a few milliseconds, one that meets a hanging source some seconds. */
    private static final List<Bound> BOUNDS = Stream.of("0.002", "0.005", "0.02", "0.1", "0.5", "2.5", "10")
            .map(Bound::of)
            .toList();

    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<String, Map<Integer, Count>> answers = new TreeMap<>();
    private final Map<String, Durations> durations = new TreeMap<>();

    /** The longest that a bucket counts. */
    private record Bound(String seconds, long nanos) {
        static Bound of(String seconds) {
            return new Bound(seconds, Math.round(Double.parseDouble(seconds) * NANOS_PER_SECOND));
        }
    }

    /** A number with the labels under which it is served, kept as one object because outputs remember how they write it. */
    private static final class Count {
        private final Labels labels;
        private long number;

        Count(String... labels) {
            this.labels = Labels.of(labels);
        }
    }

    private static final class Durations {
        /** One a bound, and one for all: each counts what took no longer than its bound. */
        private final List<Count> buckets = new ArrayList<>();

        private final Labels sumLabels;
        private final Labels countLabels;
        private long sumNanos;

        Durations(String route) {
            BOUNDS.forEach(bound -> buckets.add(new Count(route, bound.seconds())));
            buckets.add(new Count(route, Part.INFINITY));
            sumLabels = Labels.of(route, Part.SUM);
            countLabels = Labels.of(route, Part.COUNT);
        }

        void add(long nanos) {
            sumNanos += nanos;
            for (int i = 0; i < BOUNDS.size(); i++) {
                if (nanos <= BOUNDS.get(i).nanos()) {
                    buckets.get(i).number++;
                }
            }
            buckets.get(BOUNDS.size()).number++;
        }

        void addTo(Points points) {
            buckets.forEach(points::add);
            points.add(sumLabels, sumNanos / NANOS_PER_SECOND);
            points.add(countLabels, (double) buckets.get(BOUNDS.size()).number);
        }
    }

    /** Points on their way into a family. */
    private static final class Points {
        private final List<Labels> labels = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();

        void add(Count count) {
            add(count.labels, (double) count.number);
        }

        void add(Labels series, double value) {
            labels.add(series);
            values.add(value);
        }

        Family of(MetricDef metric) {
            double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
            return Family.of(metric, labels.toArray(Labels[]::new), numbers, numbers.length);
        }
    }

    synchronized void answered(String route, int code, long nanos) {
        answers.computeIfAbsent(route, name -> new TreeMap<>())
                .computeIfAbsent(code, status -> new Count(route, Integer.toString(status)))
                .number++;
        durations.computeIfAbsent(route, Durations::new).add(nanos);
    }

    /** What has been answered so far, without the requests that are being answered. */
    public synchronized List<Family> families() {
        Points requests = new Points();
        answers.values().forEach(codes -> codes.values().forEach(requests::add));
        Points times = new Points();
        durations.values().forEach(route -> route.addTo(times));
        return List.of(requests.of(REQUESTS), times.of(DURATION));
    }
}
