package dev.hostgauge.collector.custom;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.Clock;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Metrics that users' scripts write as {@code *.prom} files in Prometheus's text format.
 *
 * <p>Each file stands for itself: what is wrong with one costs its own metrics. One that has not changed is not read
 * again, and one that hangs is left to its thread.
 */
final class Textfile implements Collector {
    private static final MetricDef MTIME = MetricDef.gauge(
            "node_textfile_mtime_seconds",
            "When the file was last written, in whole seconds since 1970; absent for a file that is not served.",
            "file");
    private static final MetricDef SCRAPE_ERROR = MetricDef.gauge(
            "node_textfile_scrape_error", "1 if a folder or file could not be served as it is, else 0.");

    static final List<Declaration> METRICS = List.of(MTIME, SCRAPE_ERROR);

    private static final int MOST_HANGING = 8;

    private final Crew crew;
    private final Folders folders;
    private final Allowance allowance;
    private final Clock clock;
    private final long mostBytes;
    private final Assembly assembly;
    private final SortedMap<Path, MetricsFile> files = new TreeMap<>();
    private Set<MetricsFile> served = Set.of();

    Textfile(Context context) {
        CollectorSettings settings = context.settings();
        crew = context.crew();
        clock = context.machine().clock();
        folders = new Folders(settings.list("directory"), settings.number("max-files"));
        mostBytes = settings.number("max-file-bytes");
        allowance = new Allowance(settings.number("max-series"));
        assembly = new Assembly(context.catalogue());
    }

    @Override
    public void collect(Sink sink) {
        Problems problems = new Problems(sink);
        Assembly.Result result = assembly.of(folders.isEmpty() ? List.of() : read(sink.deadline(), problems));
        result.problems().forEach(problems::add);
        result.families().forEach(sink::add);
        for (Reading reading : result.served()) {
            sink.add(MTIME, reading.mtimeSeconds(), reading.path().toString());
        }
        sink.add(SCRAPE_ERROR, problems.any() ? 1 : 0);
    }

    /** What each file says that can be read, by path. */
    private List<Reading> read(long deadline, Problems problems) {
        SortedSet<Path> listed = folders.list(crew, deadline, problems);
        files.entrySet()
                .removeIf(entry ->
                        !listed.contains(entry.getKey()) && entry.getValue().release());
        for (Path path : listed) {
            files.computeIfAbsent(path, name -> new MetricsFile(name, mostBytes, allowance, clock));
        }
        Set<MetricsFile> asked = ask(deadline);
        List<Reading> readings = new ArrayList<>();
        Set<MetricsFile> now = new LinkedHashSet<>();
        files.forEach((path, file) -> {
            try {
                if (!asked.contains(file)) {
                    throw new IOException("not read while " + MOST_HANGING + " other files hang");
                }
                file.reading().ifPresent(readings::add);
                now.add(file);
            } catch (IOException failure) {
                problems.add(path, failure);
            }
        });
        served = now;
        return readings;
    }

    /** Reads a few at a time, those first that were served before, and no more once so many hang: threads are not only ours. */
    private Set<MetricsFile> ask(long deadline) {
        Set<MetricsFile> order = new LinkedHashSet<>(served);
        order.retainAll(files.values());
        order.addAll(files.values());
        List<MetricsFile> all = List.copyOf(order);
        Set<MetricsFile> asked = new HashSet<>();
        for (int from = 0; from < all.size() && hanging() < MOST_HANGING; from += MOST_HANGING) {
            List<MetricsFile> few = all.subList(from, Math.min(all.size(), from + MOST_HANGING));
            crew.run(few.stream().map(MetricsFile::read).toList(), deadline);
            asked.addAll(few);
        }
        return asked;
    }

    private long hanging() {
        return files.values().stream().filter(file -> file.read().isStuck()).count();
    }
}
