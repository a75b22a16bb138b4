package dev.hostgauge.collector.custom;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.metric.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Reads Prometheus's text exposition format, version 0.0.4, as users' scripts write it.
 *
 * <p>Values are taken as they are, NaN and infinities too. A file with one line that makes no sense is refused whole, by
 * a {@link Malformed} that names the line: half of a file would be taken for all of it. Timestamps are refused, because a
 * scrape is of now.
 */
final class TextParser {
    /** A series of more bytes than this counts for several. */
    private static final int BYTES_OF_A_SERIES = 256;

    private static final List<String> SUFFIXES = List.of("_bucket", "_sum", "_count");

    private final int mostSeries;
    private final Map<String, Samples> metrics = new LinkedHashMap<>();
    /** Names and values repeat from line to line: each is kept once. */
    private final Map<String, String> words = new HashMap<>();

    private int series;

    private TextParser(int mostSeries) {
        this.mostSeries = mostSeries;
    }

    /**
     * Everything the file says.
     *
     * @param mostSeries how many series it may count for
     */
    static Content parse(Lines lines, int mostSeries) throws IOException {
        TextParser parser = new TextParser(mostSeries);
        while (lines.next()) {
            Line line = lines.line();
            if (line.skip('#')) {
                parser.comment(line);
            } else if (!line.atEnd()) {
                parser.sample(line);
            }
        }
        return parser.content();
    }

    private Content content() throws Malformed {
        List<FileMetric> all = new ArrayList<>();
        for (Samples samples : metrics.values()) {
            if (!samples.isEmpty()) {
                all.add(samples.build());
            }
        }
        return new Content(all, series);
    }

    private void comment(Line line) throws Malformed {
        boolean isHelp = line.skipWord("HELP");
        if ((!isHelp && !line.skipWord("TYPE")) || line.atEnd()) {
            return;
        }
        Samples metric = metric(line);
        if (line.atEnd()) {
            return;
        }
        if (isHelp) {
            metric.help(line, line.help());
        } else {
            metric.type(line, kind(line, line.word()));
        }
    }

    /** The metric that a comment is of. It costs memory like a series, though it may never have one. */
    private Samples metric(Line line) throws Malformed {
        String name = line.metricName();
        line.wantBlank();
        if (!metrics.containsKey(name)) {
            count(line);
        }
        return metricCalled(name);
    }

    private Samples metricCalled(String name) {
        return metrics.computeIfAbsent(name, Samples::new);
    }

    private static Kind kind(Line line, String type) throws Malformed {
        Kind kind = switch (type.toLowerCase(Locale.ROOT)) {
            case "counter" -> Kind.COUNTER;
            case "gauge" -> Kind.GAUGE;
            case "untyped" -> Kind.UNTYPED;
            case "histogram" -> Kind.HISTOGRAM;
            case "summary" -> Kind.SUMMARY;
            default -> throw line.malformed("counter, gauge, histogram, summary or untyped", type);
        };
        line.wantEnd();
        return kind;
    }

    private void sample(Line line) throws Malformed {
        count(line);
        String name = line.metricName();
        if (!line.isAt('{')) {
            line.wantBlank();
        }
        Samples metric = withSample(name);
        String suffix = name.substring(metric.name().length());
        LabelPairs labels = metric.labels();
        if (line.skip('{')) {
            readLabels(line, labels);
        }
        String number = line.word();
        double value = Decimal.parse(number).orElseThrow(() -> line.malformed("a number", number));
        if (!line.atEnd()) {
            throw line.malformed("no timestamp or anything else behind the value");
        }
        metric.add(line, suffix, labels, value);
    }

    /** The metric that a sample of this name is of: its own, or the histogram or summary that it is a part of. */
    private Samples withSample(String name) {
        if (!metrics.containsKey(name)) {
            for (String suffix : SUFFIXES) {
                Samples whole =
                        name.endsWith(suffix) ? metrics.get(name.substring(0, name.length() - suffix.length())) : null;
                if (whole != null && whole.hasPart(suffix)) {
                    return whole;
                }
            }
        }
        return metricCalled(name);
    }

    private void readLabels(Line line, LabelPairs labels) throws Malformed {
        while (!line.skip('}')) {
            String label = once(line.labelName());
            line.want('=');
            labels.add(line, label, once(line.quoted()));
            if (!line.skip(',')) {
                line.want('}');
                return;
            }
        }
    }

    private String once(String word) {
        return Objects.requireNonNullElse(words.putIfAbsent(word, word), word);
    }

    private void count(Line line) throws Malformed {
        series += 1 + line.length() / BYTES_OF_A_SERIES;
        if (series > mostSeries) {
            throw line.malformed(
                    "no more series, of up to " + BYTES_OF_A_SERIES + " bytes each, than collectors.textfile.max-series"
                            + " leaves to this file, " + mostSeries,
                    "more");
        }
    }
}
