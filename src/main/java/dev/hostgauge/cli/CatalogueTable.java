package dev.hostgauge.cli;

import dev.hostgauge.metric.Catalogue;
import dev.hostgauge.metric.Catalogue.Entry;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.OtelDef;
import dev.hostgauge.metric.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The catalogue for people: as lines for the terminal, and as the page {@code docs/metrics.md}. */
public final class CatalogueTable {
    private CatalogueTable() {}

    /** One line a metric: name with labels, type, collector, help. */
    public static String lines(Catalogue catalogue) {
        StringBuilder text = new StringBuilder();
        for (Entry entry : catalogue.entries()) {
            Declaration metric = entry.declaration();
            String labels = metric.labels().isEmpty() ? "" : "{" + String.join(",", metric.labels()) + "}";
            text.append(String.format(
                    Locale.ROOT,
                    "%-56s %-9s %-14s %s%n",
                    metric.name() + labels,
                    type(metric),
                    entry.collector(),
                    metric.help()));
        }
        return text.toString();
    }

    /** A table for every collector. */
    public static String markdown(Catalogue catalogue) {
        Map<String, List<Entry>> byCollector = new TreeMap<>();
        catalogue
                .entries()
                .forEach(entry -> byCollector
                        .computeIfAbsent(entry.collector(), name -> new ArrayList<>())
                        .add(entry));
        StringBuilder page = new StringBuilder("""
                # Metrics

                Every metric that HostGauge can serve, by the collector that reads it. What a machine does not have is absent: no
                metric is served as 0, -1 or NaN for want of a value. A part in angle brackets is filled in with what the kernel names.
                The names under OpenTelemetry are those of the push; where there is none, the metric is not pushed under a convention's
                name. The last three columns say on which systems a metric can be there: Linux by the kernel's files, macOS and Windows
                by OSHI. Written by `hostgauge metrics --markdown`.
                """);
        byCollector.forEach((collector, entries) -> {
            page.append("\n## ").append(collector).append("\n\n");
            page.append("| metric | type | labels | what | OpenTelemetry | stability |");
            for (Platform platform : Platform.values()) {
                page.append(' ').append(platform.label()).append(" |");
            }
            page.append("\n|---|---|---|---|---|---|---|---|---|\n");
            entries.forEach(entry -> row(entry, page));
        });
        return page.toString();
    }

    private static void row(Entry entry, StringBuilder page) {
        Declaration metric = entry.declaration();
        String otel = metric instanceof MetricDef definition
                ? definition.otel().map(CatalogueTable::otel).orElse("")
                : "";
        page.append("| ")
                .append(String.join(
                        " | ",
                        code(metric.name()),
                        type(metric),
                        String.join(
                                ", ",
                                metric.labels().stream()
                                        .map(CatalogueTable::code)
                                        .toList()),
                        metric.help().replace("|", "\\|").replace("<", "&lt;"),
                        otel,
                        metric.stability().name().toLowerCase(Locale.ROOT)));
        for (Platform platform : Platform.values()) {
            page.append(entry.platforms().contains(platform) ? " | yes" : " | –");
        }
        page.append(" |\n");
    }

    /** {@code system.memory.usage} (By), state=used, attributes of labels. */
    private static String otel(OtelDef side) {
        List<String> parts = new ArrayList<>();
        parts.add(code(side.name()) + " (" + side.unit() + ")");
        new TreeMap<>(side.constants()).forEach((key, value) -> parts.add(code(key + "=" + value)));
        new TreeMap<>(side.attributes()).values().forEach(key -> parts.add(code(key)));
        return String.join(", ", parts);
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String type(Declaration metric) {
        return metric.kind().name().toLowerCase(Locale.ROOT);
    }
}
