package dev.hostgauge.collector.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.CustomMetricsPage;
import dev.hostgauge.metric.Declaration;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CustomMetricsPageTest {
    private static final Pattern METRIC = Pattern.compile("\\b(mail|backup|node)_\\w+");

    @Test
    void theFilesOfThePageAreWhatTheParserTakes() throws IOException {
        assertThat(Parsed.samples(String.join("", CustomMetricsPage.blocks("prom"))))
                .containsEntry("mail_queue_messages{queue=\"deferred\"}", 170.0)
                .containsEntry("backup_last_success_timestamp_seconds{backup=\"home\"}", 1772600767.0)
                .hasSize(4);
    }

    @Test
    void theAlertsOfThePageAskForMetricsThatAreThere() throws IOException {
        Set<String> served = new TreeSet<>();
        for (String file : CustomMetricsPage.blocks("prom")) {
            Parsed.families(file).forEach(family -> served.add(family.metric().name()));
        }
        Textfile.METRICS.stream().map(Declaration::name).forEach(served::add);
        Set<String> asked = new TreeSet<>();
        for (String rules : CustomMetricsPage.blocks("yaml")) {
            rules.lines().filter(line -> line.strip().startsWith("expr:")).forEach(line -> {
                Matcher metric = METRIC.matcher(line);
                while (metric.find()) {
                    asked.add(metric.group());
                }
            });
        }
        assertThat(served).containsAll(asked);
        assertThat(asked)
                .contains(
                        "mail_queue_messages", "backup_last_success_timestamp_seconds", "node_textfile_mtime_seconds");
    }
}
