package dev.hostgauge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.memory.MemoryCollectors;
import dev.hostgauge.config.Settings;
import dev.hostgauge.metric.Catalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream realErr = System.err;

    @TempDir
    private Path folder;

    /** Serves nowhere, because its port is always taken. */
    private static final class PortTaken implements Service {
        @Override
        public List<Registration> collectors() {
            return MemoryCollectors.ALL;
        }

        @Override
        public List<Registration> collectors(Settings settings) {
            return collectors();
        }

        @Override
        public Catalogue catalogue() {
            Catalogue catalogue = new Catalogue();
            MemoryCollectors.ALL.forEach(registration -> catalogue.add(registration.name(), registration.metrics()));
            return catalogue;
        }

        @Override
        public Running start(Settings settings) throws IOException {
            throw new BindException("0.0.0.0:9955: Address already in use");
        }

        @Override
        public void once(Settings settings, OutputStream to) throws IOException {
            to.write("host_info 1\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    @BeforeEach
    void catchTheLog() {
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void letTheLogGo() {
        System.setErr(realErr);
    }

    private int run(String... args) {
        return new Program(
                        new PortTaken(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        System.err,
                        Map.of("HOME", folder.toString()))
                .run(args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theVersionNamesRevisionJavaAndPlatform() {
        assertThat(run("--version")).isZero();
        assertThat(out())
                .matches(
                        "(?s)hostgauge, version \\d+\\.\\d+.* \\(revision: .+\\)\n  java: \\d+.*\n  platform: \\w+/\\w+\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void helpNamesEveryFlagAndCollector() {
        assertThat(run("--help")).isZero();
        assertThat(out())
                .contains("--web.listen-address=LIST", "--[no-]collector.cpu.info", "--path.udev.data=TEXT")
                .contains("  meminfo        memory and swap, /proc/meminfo\n")
                .contains("check-config");
        assertThat(out().lines().filter(line -> line.length() > 110))
                .allMatch(line -> !line.strip().contains(" "));
        assertThat(err()).isEmpty();
    }

    @Test
    void helpWinsOverEverythingElse() {
        assertThat(run("--nonsense", "-h")).isZero();
        assertThat(out()).startsWith("Usage: hostgauge ");
    }

    @Test
    void mistakesOfFlagsAndOfTheFileAreToldTogetherAndNothingIsStarted() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.conf"), "log.levl = info\nweb.max-requests = none\n");
        assertThat(run("--colector.cpu", "--config", file.toString(), "--sampling.timeout=1ms"))
                .isEqualTo(78);
        assertThat(err().lines())
                .containsExactly(
                        "hostgauge: unknown flag --colector.cpu; did you mean --collector.cpu?",
                        "hostgauge: --sampling.timeout: want 100ms to 5m, got '1ms'",
                        "hostgauge: " + file + ":1: unknown key log.levl; did you mean log.level?",
                        "hostgauge: " + file + ":2: web.max-requests: want a whole number, got 'none'");
        assertThat(out()).isEmpty();
    }

    @Test
    void aTakenPortIsOneClearLine() {
        assertThat(run("--log.level=error")).isEqualTo(1);
        assertThat(err().lines())
                .singleElement()
                .asString()
                .endsWith("level=error logger=Program msg=\"cannot start: 0.0.0.0:9955: Address already in use\"");
    }

    @Test
    void theStartIsLoggedWithWhatIsOnAndOff() {
        run("--no-collector.vmstat", "--path.procfs=/no/such/proc", "--log.format=json");
        assertThat(err().lines().toList().get(0))
                .startsWith("{\"time\":\"")
                .contains("configuration: no file, defaults", "off: vmstat");
        assertThat(err()).contains("--path.procfs", "there is no folder /no/such/proc");
    }

    @Test
    void aValidConfigurationIsSaidToBe() throws IOException {
        Path file = Files.writeString(folder.resolve("good.conf"), "log.level = warn\n");
        assertThat(run("check-config", "--config=" + file)).isZero();
        assertThat(out()).isEqualTo("the configuration is valid: " + file + "\n");
        assertThat(run("check-config", "--set", "log.level=loud")).isEqualTo(78);
    }

    @Test
    void theConfigurationIsPrintedWithOrigins() {
        assertThat(run("print-config", "--no-collector.cpu")).isZero();
        assertThat(out())
                .contains("collectors.cpu.enabled = \"false\"  # --no-collector.cpu\n")
                .contains("collectors.vmstat.enabled = true  # default\n");
    }

    @Test
    void onceWritesWhatAScrapeWouldGet() {
        assertThat(run("once")).isZero();
        assertThat(out()).isEqualTo("host_info 1\n");
    }

    @Test
    void metricsListsTheCatalogueWithoutReadingTheConfiguration() {
        assertThat(run("metrics", "--config=/no/such/file")).isZero();
        assertThat(out().lines())
                .anyMatch(line -> line.matches("host_memory_total_bytes +gauge +meminfo +Memory that .*"));
    }
}
