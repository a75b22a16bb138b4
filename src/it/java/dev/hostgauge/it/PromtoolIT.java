package dev.hostgauge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What promtool thinks of our metrics. */
class PromtoolIT {
    /** Findings that we keep. */
    private static final Pattern KEPT = Pattern.compile(
            // What node_exporter spells as the kernel does, and dashboards query.
            "node_(memory|netstat)_\\w+ metric names should be written in 'snake_case' not 'camelCase'"
                    + "|node_entropy_\\w+_bits use base unit .*"
                    // A count of things is a gauge by nature, and no part of a histogram.
                    + "|host_(cpu_logical|cpu_physical|process)_count non-histogram .* should not have \"_count\" suffix");

    @Test
    void findsNothingToComplainOf() throws IOException, InterruptedException {
        Path promtool = Peer.require("promtool");
        byte[] metrics;
        try (Exporter hostGauge = Exporter.hostGauge(List.of())) {
            metrics = hostGauge.get("/metrics").body();
        }
        List<String> findings = findings(promtool, metrics);
        assertThat(findings)
                .filteredOn(finding -> !KEPT.matcher(finding).matches())
                .isEmpty();
        assertThat(findings).as("findings that are kept are still there").isNotEmpty();
    }

    /** The hostile one among them, whose names and words want escaping. */
    @Test
    void findsNothingToComplainOfOnAnyRecordedMachine() throws IOException, InterruptedException {
        Path promtool = Peer.require("promtool");
        for (String folder : List.of("machines", "gpus")) {
            try (Stream<Path> files = Files.list(Path.of("src/test/resources", folder))) {
                for (Path golden :
                        (Iterable<Path>) files.filter(file -> file.toString().endsWith(".prom"))::iterator) {
                    assertThat(newFindings(promtool, Files.readAllBytes(golden)))
                            .as(golden.toString())
                            .isEmpty();
                }
            }
        }
    }

    /** Findings that are not kept. */
    static List<String> newFindings(Path promtool, byte[] metrics) throws IOException, InterruptedException {
        return findings(promtool, metrics).stream()
                .filter(finding -> !KEPT.matcher(finding).matches())
                .toList();
    }

    private static List<String> findings(Path promtool, byte[] metrics) throws IOException, InterruptedException {
        Process check = new ProcessBuilder(promtool.toString(), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = check.getOutputStream()) {
            in.write(metrics);
        }
        String said;
        try (InputStream out = check.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(check.waitFor()).as(said).isIn(0, 3); // 3: there are findings
        return said.lines().toList();
    }
}
