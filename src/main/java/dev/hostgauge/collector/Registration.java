package dev.hostgauge.collector;

import dev.hostgauge.metric.Declaration;
import java.time.Duration;
import java.util.List;

/**
 * One line of a subject's list: a collector, before there is a machine to read.
 *
 * @param name its name in {@code --collector.NAME}, {@code collect[]} and labels
 * @param subject what it reads, for people, in a few words
 * @param metrics everything it can serve
 * @param limit how long it may take; collectors that give each of their reads a limit get a little more than that
 * @param cadence how old its values may get before it reads again; zero for a reading in every cycle
 * @param factory makes it for a machine
 */
public record Registration(
        String name, String subject, List<Declaration> metrics, Duration limit, Duration cadence, Factory factory) {

    /** For one read: a collector, a mount, a sensor. */
    public static final Duration READ_LIMIT = Duration.ofSeconds(2);

    /** For collectors that run reads with limits of their own: those limits must strike first. */
    public static final Duration COMPOSITE_LIMIT = READ_LIMIT.plusMillis(500);

    /** Makes a collector; it must not read yet: a source that is missing now may appear later. */
    public interface Factory {
        Collector make(Context context);
    }

    public Registration {
        metrics = List.copyOf(metrics);
    }

    /** A collector whose source answers at once: it is read in every cycle. */
    public static Registration of(String name, String subject, List<? extends Declaration> metrics, Factory factory) {
        return new Registration(name, subject, List.copyOf(metrics), READ_LIMIT, Duration.ZERO, factory);
    }

    /** The same, for a collector that runs many reads through the {@link Crew}. */
    public Registration composite() {
        return new Registration(name, subject, metrics, COMPOSITE_LIMIT, cadence, factory);
    }

    /** The same, read again only when its values are this old. */
    public Registration every(Duration interval) {
        return new Registration(name, subject, metrics, limit, interval, factory);
    }
}
