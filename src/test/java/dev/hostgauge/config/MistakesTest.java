package dev.hostgauge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MistakesTest {
    private static final Reference REFERENCE = Reference.load();

    @TempDir
    private Path folder;

    /** The lines, with {@code my.conf} for the file's path. */
    private List<String> mistakes(String file, Map<String, String> environment, Assignment... flags)
            throws IOException {
        Path path = Files.writeString(folder.resolve("my.conf"), file);
        try {
            Configuration.load(REFERENCE, Optional.of(path.toString()), environment, List.of(flags));
            return List.of();
        } catch (BadConfiguration bad) {
            return bad.mistakes().stream()
                    .map(line -> line.replace(path.toString(), "my.conf"))
                    .toList();
        }
    }

    private String mistake(String file) throws IOException {
        List<String> mistakes = mistakes(file, Map.of());
        assertThat(mistakes).hasSize(1);
        return mistakes.get(0);
    }

    private static Assignment flag(String path, String value) {
        return new Assignment("--" + path, path, value);
    }

    @Test
    void anIncludedFileThatIsNotThereIsNamedWithoutAJavaClass() throws IOException {
        Path missing = folder.resolve("missing.conf");
        assertThat(mistake("include required(file(\"" + missing + "\"))"))
                .contains("cannot be read with what it includes: " + missing)
                .doesNotContain("java.");
    }

    @Test
    void allAreNamedAtOnceEachWithItsPlaceAndTheCure() throws IOException {
        assertThat(mistakes(
                        """
                        web {
                          listen-adress = ":9955"
                          max-requests = many
                          telemetry-path = metrics
                        }
                        sampling.timeout = 5ms
                        collectors {
                          cpuu.enabled = true
                          netdev.device-exclude = "(veth"
                          stat.softirq = perhaps
                        }
                        """,
                        Map.of("HOSTGAUGE_LOG_LEVL", "debug", "HOSTGAUGE_LOG_FORMAT", "jsn"),
                        flag("web.listen-address", "9955"),
                        flag("sampling.min-age", "5")))
                .containsExactly(
                        "--sampling.min-age: want a duration such as 500ms, 5s or 1m, got '5'",
                        "--web.listen-address: want HOST:PORT or :PORT, such as :9955, got '9955'",
                        "my.conf:2: unknown key web.listen-adress; did you mean web.listen-address?",
                        "my.conf:3: web.max-requests: want a whole number, got 'many'",
                        "my.conf:4: web.telemetry-path: want a path such as /metrics that begins with a slash, got"
                                + " 'metrics'",
                        "my.conf:6: sampling.timeout: want 100ms to 5m, got '5ms'",
                        "my.conf:8: unknown collector 'cpuu'; did you mean cpu?",
                        "my.conf:9: collectors.netdev.device-exclude: want a regular expression (Unclosed group at"
                                + " character 6), got '(veth'",
                        "my.conf:10: collectors.stat.softirq: want true or false, got 'perhaps'",
                        "HOSTGAUGE_LOG_FORMAT: want one of logfmt, json, got 'jsn'; did you mean json?",
                        "HOSTGAUGE_LOG_LEVL: unknown variable; did you mean HOSTGAUGE_LOG_LEVEL?");
    }

    @Test
    void brokenSyntaxIsOneLineWithItsPlace() throws IOException {
        assertThat(mistake("web {\n  max-requests = 3\n  telemetry-path = /a }\n}\n"))
                .startsWith("my.conf:4: ");
        assertThat(mistake("web {\n  listen-address = [\":1\"\n")).startsWith("my.conf:");
        assertThat(mistake("log.level = ${nowhere}\n"))
                .startsWith("my.conf:1: ")
                .contains("nowhere");
        assertThat(mistake("\u0000\u0001 {{{")).startsWith("my.conf:1: ").doesNotContain("\u0001");
    }

    @Test
    void aKeyWithoutItsBlockIsTracedToIt() throws IOException {
        assertThat(mistake("listen-address = \":1\""))
                .isEqualTo("my.conf:1: unknown key listen-address; did you mean web.listen-address?");
    }

    @Test
    void ofAnUnknownBlockTheBlockIsNamed() throws IOException {
        assertThat(mistake("webb { max-requests = 1, telemetry-path = /a }"))
                .isEqualTo("my.conf:1: unknown key webb; did you mean web?");
    }

    @Test
    void aValueInABlocksPlaceAndABlockInAValuesPlaceAreNamed() throws IOException {
        assertThat(mistake("web = 5")).isEqualTo("my.conf:1: web: want a block { … }, got a value");
        assertThat(mistake("log.level { x = 1 }")).isEqualTo("my.conf:1: log.level: want a text");
        assertThat(mistake("log.level = [debug]")).isEqualTo("my.conf:1: log.level: want a text");
        assertThat(mistake("log.level = null")).isEqualTo("my.conf:1: log.level: want a text, got 'null'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    web.max-requests = 0             | want 1 to 1000, got '0'
                    web.max-requests = 1.5           | want a whole number, got '1.5'
                    web.listen-address = []          | want at least one address, got 'none'
                    sampling.min-age = -1s           | want a duration such as 500ms, 5s or 1m, got '-1s'
                    sampling.min-age = 1h            | want 0s to 1m, got '1h'
                    sampling.timeout = 1 fortnight   | want a duration such as 500ms, 5s or 1m, got '1 fortnight'
                    web.telemetry-path = /-/metrics  | want a path that does not begin with /-/, where health is told, got '/-/metrics'
                    web.telemetry-path = "//m"       | want a path such as /metrics that begins with a slash, got '//m'
                    path.procfs = proc               | want an absolute path, got 'proc'
                    collectors.ipvs.backend-labels = port | want some of local_address, local_port, remote_address, remote_port, proto, local_mark, got 'port'
                    log.level = loud                 | want one of debug, info, warn, error, got 'loud'
                    """)
    void aValueOutOfItsRangeIsNamed(String line, String complaint) throws IOException {
        assertThat(mistake(line)).isEqualTo("my.conf:1: " + line.split(" =", 2)[0] + ": " + complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {":65536", "host", "::1:9955", "[::1]", "host:http", "no.such.host.invalid:1", ":", "1:-1"})
    void anAddressThatIsNoneIsNamed(String address) throws IOException {
        assertThat(mistakes("", Map.of(), flag("web.listen-address", address)))
                .singleElement()
                .asString()
                .startsWith("--web.listen-address: want ")
                .endsWith("got '" + address + "'");
    }

    @Test
    void aValueCannotBreakOutOfItsLine() throws IOException {
        assertThat(mistakes("", Map.of(), flag("log.level", "x\nerror: all is lost\u001b[31m")))
                .singleElement()
                .asString()
                .doesNotContain("\n", "\u001b");
    }

    @Test
    void whatIsNotAKeyCannotBeSet() throws IOException {
        assertThat(mistakes("", Map.of(), flag("log.lvel", "debug"), flag("log", "debug")))
                .containsExactly(
                        "--log: log is a block: name one of the keys in it",
                        "--log.lvel: unknown key log.lvel; did you mean log.level?");
    }

    @Test
    void variablesOfTheLauncherAndOfKubernetesAreNoMistakes() throws IOException {
        assertThat(mistakes(
                        "",
                        Map.of(
                                "HOSTGAUGE_JAVA_OPTS", "-Xmx16m",
                                "HOSTGAUGE_SERVICE_HOST", "10.0.0.1",
                                "HOSTGAUGE_SERVICE_PORT_METRICS", "9955",
                                "HOSTGAUGE_PORT", "tcp://10.0.0.1:9955",
                                "HOSTGAUGE_PORT_9955_TCP_ADDR", "10.0.0.1",
                                "HOSTGAUGE_METRICS_SERVICE_HOST", "10.0.0.1")))
                .isEmpty();
    }
}
