package dev.hostgauge.collector;

import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.nio.file.Path;

/** Where a collector puts what it read; published as a whole when the collector ends well, or not at all. */
public interface Sink {
    /**
     * Adds one point. A value that is not finite, and a counter below zero, is left out and counted as a problem.
     *
     * @param labelValues one for each of the metric's labels, in order; then, of a histogram or summary, which
     *     {@link dev.hostgauge.metric.Part} it is
     */
    void add(MetricDef metric, double value, String... labelValues);

    /** Adds metrics that a user brings, put together before and served as they are; the names are nobody else's. */
    void add(Family family);

    /**
     * Says that one source among several could not be read: its series are absent, the rest is served. Logged when it
     * begins and when it ends, and counted.
     *
     * @param source what could not be read, such as a path
     * @param what why not
     */
    void problem(String source, String what);

    /** The same for a file, in the words of the exception that reading it ended with. */
    default void problem(Path source, IOException failure) {
        problem(source.toString(), Failures.words(source, failure));
    }

    /** The same for a source that is called something else than its file. */
    default void problem(String source, IOException failure) {
        problem(source, Failures.words(failure));
    }

    /** Tells cycles apart: the same for all collectors of one cycle, and another in every other cycle. */
    long cycle();

    /**
     * When the collector must have given up its reads, with time left to publish the rest, on {@link System#nanoTime}'s
     * scale.
     */
    long deadline();
}
