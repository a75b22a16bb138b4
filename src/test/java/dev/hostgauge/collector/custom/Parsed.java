package dev.hostgauge.collector.custom;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the parser makes of a text, for tests. */
final class Parsed {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_SERIES = 10_000;

    private Parsed() {}

    static List<Family> families(byte[] content) throws IOException {
        return TextParser.parse(new Lines(new ByteArrayInputStream(content), MOST_BYTES), MOST_SERIES)
                .metrics()
                .stream()
                .map(FileMetric::family)
                .toList();
    }

    static List<Family> families(String content) throws IOException {
        return families(content.getBytes(UTF_8));
    }

    static Map<String, Double> samples(String content) throws IOException {
        return Samples.of(families(content));
    }
}
