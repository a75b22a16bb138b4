package dev.hostgauge.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.CustomMetricsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts and rules of docs/custom-metrics.md, with a shell and promtool. */
class CustomMetricsIT {
    @TempDir
    private Path folder;

    @Test
    void theScriptsWriteTheFilesOfThePage() throws IOException, InterruptedException {
        Path spool = folder.resolve("spool");
        Files.createDirectories(spool.resolve("active"));
        Files.createDirectories(spool.resolve("deferred/1"));
        Files.createFile(spool.resolve("deferred/1/message"));
        List<String> scripts = CustomMetricsPage.blocks("sh");
        run(Map.of("TEXTFILES", folder.toString(), "SPOOL", spool.toString()), "", "sh", "-c", scripts.get(0));
        run(Map.of("TEXTFILES", folder.toString()), "", "sh", "-c", scripts.get(1), "sh", "home", "73014444032");

        List<String> files = CustomMetricsPage.blocks("prom");
        assertThat(withoutValues(Files.readString(folder.resolve("queue.prom"))))
                .isEqualTo(withoutValues(files.get(0)));
        assertThat(withoutValues(Files.readString(folder.resolve("backup-home.prom"))))
                .isEqualTo(withoutValues(files.get(1)));
        assertThat(folder.toFile().list()).hasSize(3);
    }

    private static String withoutValues(String metrics) {
        return metrics.replaceAll("(?m) \\d+$", " n");
    }

    @Test
    void promtoolTakesTheFilesAndTheRules() throws IOException, InterruptedException {
        String promtool = Peer.require("promtool").toString();
        for (String file : CustomMetricsPage.blocks("prom")) {
            assertThat(run(Map.of(), file, promtool, "check", "metrics")).isEmpty();
        }
        Path rules = rules();
        assertThat(run(Map.of(), "", promtool, "check", "rules", rules.toString()))
                .contains("4 rules found");
    }

    private Path rules() throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), String.join("", CustomMetricsPage.blocks("yaml")));
    }

    @Test
    void theAlertsFireWhenTheyShall() throws IOException, InterruptedException {
        String promtool = Peer.require("promtool").toString();
        rules();
        Path test = Files.writeString(folder.resolve("test.yaml"), """
                rule_files: [rules.yaml]
                evaluation_interval: 1m
                tests:
                  - interval: 1m
                    input_series:
                      - series: 'mail_queue_messages{queue="deferred",instance="a"}'
                        values: '170x2000'
                      - series: 'backup_last_success_timestamp_seconds{backup="home",instance="a"}'
                        values: '0x2000'
                      - series: 'node_textfile_mtime_seconds{file="/t/queue.prom",instance="a"}'
                        values: '0x2000'
                      - series: 'node_textfile_scrape_error{instance="a"}'
                        values: '0x2000'
                    alert_rule_test:
                      - { eval_time: 14m, alertname: MailQueueLong, exp_alerts: [] }
                      - eval_time: 16m
                        alertname: MailQueueLong
                        exp_alerts:
                          - exp_labels: { severity: warning, queue: deferred, instance: a }
                            exp_annotations: { summary: '170 messages wait on a' }
                      - { eval_time: 25h, alertname: BackupOld, exp_alerts: [] }
                      - eval_time: 27h
                        alertname: BackupOld
                        exp_alerts:
                          - exp_labels: { severity: critical, backup: home, instance: a }
                            exp_annotations: { summary: 'Backup home of a is 1d 3h 0m 0s old' }
                      - { eval_time: 9m, alertname: CustomMetricsStale, exp_alerts: [] }
                      - eval_time: 11m
                        alertname: CustomMetricsStale
                        exp_alerts:
                          - exp_labels: { severity: warning, file: /t/queue.prom, instance: a }
                            exp_annotations: { summary: '/t/queue.prom on a has not been written for 11m 0s' }
                      - { eval_time: 30m, alertname: CustomMetricsBroken, exp_alerts: [] }
                """);
        assertThat(run(Map.of(), "", promtool, "test", "rules", test.toString()))
                .contains("SUCCESS");
    }

    /** What a command that must succeed prints. */
    private String run(Map<String, String> environment, String input, String... command)
            throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("input"), input);
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .redirectInput(in.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        Files.delete(in);
        return said;
    }
}
