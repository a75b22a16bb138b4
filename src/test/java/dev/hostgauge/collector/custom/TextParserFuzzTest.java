package dev.hostgauge.collector.custom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.Labels;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Samples;
import dev.hostgauge.metric.Snapshots;
import dev.hostgauge.prometheus.SnapshotCollector;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a file says: it is taken as it says it, or refused by a line, and neither takes long. */
class TextParserFuzzTest {
    private static final int ROUNDS = 20_000;
    private static final String[] PIECES = {
        "# HELP ",
        "# TYPE ",
        "#",
        "x",
        "y_bucket",
        "y",
        "_sum",
        "_count",
        "{",
        "}",
        "a",
        "le",
        "quantile",
        "=",
        "\"",
        ",",
        " ",
        "\t",
        "\n",
        "\r\n",
        "1",
        "0.5",
        "-",
        "+Inf",
        "-Inf",
        "NaN",
        "1e9",
        "gauge",
        "counter",
        "histogram",
        "summary",
        "\\",
        "\\n",
        "\\\"",
        "é",
        "\u0000",
        "1700000000000",
        "__name__",
        ":",
        ".",
        "{a=\"b\"} 1\n",
        "y_bucket{le=\"1\"} 1\n",
        "y_count 1\n",
        "y_sum 2\n",
        "# TYPE y histogram\n",
        "# TYPE y summary\n",
        "y{quantile=\"0.5\"} 1\n"
    };

    private static final List<Kind> KINDS = List.of(Kind.values());

    private final Random random = new Random(11);

    @Test
    @Timeout(120)
    void piecesInAnyOrderAreMetricsOrRefused() throws IOException {
        int taken = 0;
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            taken += check(text.append('\n').toString().getBytes(UTF_8)) ? 1 : 0;
        }
        assertThat(taken).isBetween(100, ROUNDS - 100);
    }

    @Test
    @Timeout(120)
    void goodFilesWithBytesChangedAreMetricsOrRefused() throws IOException {
        byte[] good = written(anySnapshotOf(12));
        int taken = 0;
        for (int round = 0; round < ROUNDS / 4; round++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(8) == 0 ? random.nextInt(good.length) : good.length);
            for (int i = random.nextInt(3); i >= 0 && bad.length > 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            taken += check(bad) ? 1 : 0;
        }
        assertThat(taken).isBetween(100, ROUNDS / 4 - 100);
    }

    /** Whether it was taken; then client_java takes it too. */
    private static boolean check(byte[] content) throws IOException {
        List<Family> families;
        try {
            families = Parsed.families(content);
        } catch (Malformed refused) {
            assertThat(refused).hasMessageMatching("(?s)line \\d+: want .*");
            return false;
        }
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new SnapshotCollector(() -> Snapshots.of(families.toArray(Family[]::new))));
        assertThat(registry.scrape().size()).isEqualTo(families.size());
        return true;
    }

    @Test
    @Timeout(120)
    void whatClientJavaWritesIsReadBack() throws IOException {
        for (int round = 0; round < 200; round++) {
            List<Family> families = anySnapshotOf(1 + random.nextInt(5));
            Map<String, Double> expected = new TreeMap<>();
            Samples.of(families).forEach(expected::put);
            List<Family> read = Parsed.families(written(families));
            assertThat(Samples.of(read)).isEqualTo(expected);
            Map<String, String> helps = new TreeMap<>();
            families.forEach(family -> helps.put(
                    family.metric().name(),
                    family.metric().help() + family.metric().kind()));
            read.forEach(family -> assertThat(
                            family.metric().help() + family.metric().kind())
                    .isEqualTo(helps.get(family.metric().name())));
        }
    }

    private static byte[] written(List<Family> families) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create()
                .write(
                        out,
                        new SnapshotCollector(() -> Snapshots.of(families.toArray(Family[]::new))).collect(),
                        EscapingScheme.UNDERSCORE_ESCAPING);
        return out.toByteArray();
    }

    private List<Family> anySnapshotOf(int metrics) {
        List<Family> families = new ArrayList<>();
        for (int i = 0; i < metrics; i++) {
            Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            String name = "m" + i + (kind == Kind.COUNTER ? "_total" : ":x");
            // client_java sorts labels by name.
            MetricDef metric = MetricDef.external(name, kind, word(), List.of("a", "b"));
            families.add(kind.hasParts() ? parts(metric) : plain(metric));
        }
        return families;
    }

    private Family plain(MetricDef metric) {
        Labels[] labels = new Labels[1 + random.nextInt(4)];
        double[] values = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Labels.of(i + word(), word());
            values[i] = metric.kind() == Kind.COUNTER ? Math.abs(number()) : number();
        }
        return Family.of(metric, labels, values, labels.length);
    }

    private Family parts(MetricDef metric) {
        boolean histogram = metric.kind() == Kind.HISTOGRAM;
        List<String> parts =
                histogram ? List.of("0.25", "0.5", "2.5", "+Inf", "sum", "count") : List.of("0.5", "sum", "count");
        Labels[] labels = new Labels[parts.size()];
        double[] values = new double[parts.size()];
        String first = word();
        String second = word();
        long count = 0;
        for (int i = 0; i < labels.length; i++) {
            String part = parts.get(i);
            count += histogram && part.matches("[0-9].*|\\+Inf") ? random.nextInt(1000) : 0;
            labels[i] = Labels.of(first, second, part);
            boolean isCount = part.equals("count") || (histogram && !part.equals("sum"));
            // A sum that is not a number is none to client_java.
            values[i] = isCount ? count : part.equals("sum") ? random.nextGaussian() : number();
        }
        return Family.of(metric, labels, values, labels.length);
    }

    private String word() {
        String letters = "ab \\\"\n\t{},=#é温😀";
        StringBuilder word = new StringBuilder("w");
        for (int i = random.nextInt(6); i > 0; i--) {
            int at = random.nextInt(letters.codePointCount(0, letters.length()));
            word.appendCodePoint(letters.codePointAt(letters.offsetByCodePoints(0, at)));
        }
        return word.append('w').toString();
    }

    private double number() {
        return switch (random.nextInt(8)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> random.nextLong();
            case 3 -> Math.rint(random.nextGaussian() * 1000);
            default -> Double.longBitsToDouble(random.nextLong());
        };
    }
}
