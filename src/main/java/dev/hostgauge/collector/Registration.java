package dev.hostgauge.collector;

import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One line of a subject's list: a collector, before there is a machine to read.
 *
 * @param name its name in {@code --collector.NAME}, {@code collect[]} and labels
 * @param subject what it reads, for people, in a few words
 * @param metrics everything it can serve
 * @param limit how long it may take; collectors that give each of their reads a limit get a little more than that
 * @param cadence how old its values may get before it reads again; zero for a reading in every cycle
 * @param factory makes it for a machine that is read by its kernel's files
 * @param portable how it reads machines through OSHI; empty for what Linux alone has. A supplier, so that on Linux no
 *     class of it is loaded
 */
public record Registration(
        String name,
        String subject,
        List<Declaration> metrics,
        Duration limit,
        Duration cadence,
        Factory factory,
        Optional<Supplier<Portable>> portable) {

    /** For one read: a collector, a mount, a sensor. */
    public static final Duration READ_LIMIT = Duration.ofSeconds(2);

    /** For collectors that run reads with limits of their own: those limits must strike first. */
    public static final Duration COMPOSITE_LIMIT = READ_LIMIT.plusMillis(500);

    /** Makes a collector; it must not read yet: a source that is missing now may appear later. */
    public interface Factory {
        Collector make(Context context);
    }

    /**
     * The collector for machines that are read through OSHI.
     *
     * @param metrics what it serves on each system, of what the registration declares
     * @param cadence how old its values may get before it reads again; zero for a reading in every cycle
     * @param factory makes it for a machine
     */
    public record Portable(Map<Platform, List<Declaration>> metrics, Duration cadence, Factory factory) {
        public Portable {
            metrics = Map.copyOf(metrics);
        }

        /** One that is read in every cycle. */
        public static Portable of(Map<Platform, List<Declaration>> metrics, Factory factory) {
            return new Portable(metrics, Duration.ZERO, factory);
        }

        /** The same, read again only when its values are this old. */
        public Portable every(Duration interval) {
            return new Portable(metrics, interval, factory);
        }
    }

    public Registration {
        metrics = List.copyOf(metrics);
    }

    /** A collector whose source answers at once: it is read in every cycle. */
    public static Registration of(String name, String subject, List<? extends Declaration> metrics, Factory factory) {
        return new Registration(
                name, subject, List.copyOf(metrics), READ_LIMIT, Duration.ZERO, factory, Optional.empty());
    }

    /** The same, for a collector that runs many reads through the {@link Crew}. */
    public Registration composite() {
        return new Registration(name, subject, metrics, COMPOSITE_LIMIT, cadence, factory, portable);
    }

    /** The same, read again only when its values are this old. */
    public Registration every(Duration interval) {
        return new Registration(name, subject, metrics, limit, interval, factory, portable);
    }

    /** The same, also for machines that are read through OSHI. */
    public Registration portable(Supplier<Portable> variant) {
        return new Registration(name, subject, metrics, limit, cadence, factory, Optional.of(variant));
    }

    /** The same, for a collector that asks neither the kernel's files nor OSHI and works wherever Java does. */
    public Registration everywhere() {
        return portable(() -> new Portable(
                Map.of(Platform.MACOS, metrics, Platform.WINDOWS, metrics, Platform.LINUX, metrics), cadence, factory));
    }

    /** The same as it reads through OSHI; empty if it cannot. */
    public Optional<Registration> throughOshi() {
        // Longer than one read: whoever is first also waits for OSHI to start.
        return portable.map(Supplier::get)
                .map(variant -> new Registration(
                        name, subject, metrics, COMPOSITE_LIMIT, variant.cadence(), variant.factory(), portable));
    }

    /** What it serves on this system, read as it is read there by default. */
    public List<Declaration> metricsOn(Platform platform) {
        if (platform == Platform.LINUX) {
            return metrics;
        }
        return portable.map(variant -> variant.get().metrics().getOrDefault(platform, List.of()))
                .orElse(List.of());
    }
}
