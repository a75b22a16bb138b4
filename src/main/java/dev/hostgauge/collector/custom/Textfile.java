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
import java.util.List;
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

    private final Crew crew;
    private final Folders folders;
    private final Allowance allowance;
    private final Clock clock;
    private final long mostBytes;
    private final Assembly assembly;
    private final SortedMap<Path, MetricsFile> files = new TreeMap<>();

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
        crew.run(files.values().stream().map(MetricsFile::read).toList(), deadline);
        List<Reading> readings = new ArrayList<>();
        files.forEach((path, file) -> {
            try {
                file.reading().ifPresent(readings::add);
            } catch (IOException failure) {
                problems.add(path, failure);
            }
        });
        return readings;
    }
}
