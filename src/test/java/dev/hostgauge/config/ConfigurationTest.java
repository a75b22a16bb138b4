package dev.hostgauge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final Reference REFERENCE = Reference.load();

    @TempDir
    private Path folder;

    private static Assignment flag(String path, String value) {
        return new Assignment("--" + path, path, value);
    }

    private Configuration load(String file, Map<String, String> environment, Assignment... flags)
            throws IOException, BadConfiguration {
        Path path = Files.writeString(folder.resolve("my.conf"), file);
        return Configuration.load(REFERENCE, Optional.of(path.toString()), environment, List.of(flags));
    }

    private Configuration nowhere(Map<String, String> environment, Assignment... flags) throws BadConfiguration {
        return Configuration.load(REFERENCE, Optional.empty(), folder.resolve("none"), environment, List.of(flags));
    }

    @Test
    void withoutAnythingTheReferenceHolds() throws BadConfiguration {
        Settings settings = nowhere(Map.of()).settings();
        assertThat(settings.web().listenAddresses()).singleElement().satisfies(address -> {
            assertThat(address.getPort()).isEqualTo(9955);
            assertThat(address.getAddress().isAnyLocalAddress()).isTrue();
        });
        assertThat(settings.web().telemetryPath()).isEqualTo("/metrics");
        assertThat(settings.web().maxRequests()).isEqualTo(40);
        assertThat(settings.sampling()).isEqualTo(new SamplingSettings(Duration.ofSeconds(1), Duration.ofSeconds(5)));
        assertThat(settings.paths().udevData()).isEqualTo(Path.of("/run/udev/data"));
        assertThat(settings.log()).isEqualTo(LogSettings.DEFAULT);
        assertThat(settings.collectors()).containsKeys("cpu", "meminfo", "network_info");
    }

    @Test
    void theReaderIsChosenByFileVariableOrFlag() throws IOException, BadConfiguration {
        assertThat(nowhere(Map.of()).settings().reader()).isEqualTo(Reader.AUTO);
        assertThat(load("reader = oshi", Map.of()).settings().reader()).isEqualTo(Reader.OSHI);
        assertThat(nowhere(Map.of("HOSTGAUGE_READER", "oshi"), flag("reader", "kernel"))
                        .settings()
                        .reader())
                .isEqualTo(Reader.KERNEL);
        assertThatThrownBy(() -> nowhere(Map.of(), flag("reader", "procfs")))
                .hasMessage("--reader: want one of auto, kernel, oshi, got 'procfs'");
    }

    @Test
    void windowsHasItsOwnFolderForWhatIsEveryUsers() {
        assertThat(ConfigFile.system(Map.of("ProgramData", "/ProgramData")))
                .isEqualTo(Path.of("/ProgramData/hostgauge/hostgauge.conf"));
        assertThat(ConfigFile.system(Map.of())).isEqualTo(Path.of("/etc/hostgauge/hostgauge.conf"));
    }

    @Test
    void windowsHasItsOwnFolderForWhatIsOneUsers() throws IOException, BadConfiguration {
        Path file = folder.resolve("Roaming/hostgauge/hostgauge.conf");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "reader = oshi");
        Map<String, String> environment =
                Map.of("APPDATA", folder.resolve("Roaming").toString());
        assertThat(nowhere(environment).settings().reader()).isEqualTo(Reader.OSHI);
    }

    @Test
    void whoSaysWhatToIncludeIsNotHeldBackByTheDefaultExclusion() throws BadConfiguration {
        String mounts = "collectors.filesystem.mount-points";
        Filter included = nowhere(Map.of(), flag(mounts + "-include", "^/dev/shm$"))
                .settings()
                .collector("filesystem")
                .orElseThrow()
                .filter("mount-points");
        assertThat(included.accepts("/dev/shm")).isTrue();
        assertThat(included.accepts("/")).isFalse();
        Filter both = nowhere(Map.of(), flag(mounts + "-include", "^/dev"), flag(mounts + "-exclude", "^/dev/shm$"))
                .settings()
                .collector("filesystem")
                .orElseThrow()
                .filter("mount-points");
        assertThat(both.accepts("/dev/x")).isTrue();
        assertThat(both.accepts("/dev/shm")).isFalse();
    }

    @Test
    void flagsOverrideTheEnvironmentAndThatTheFileAndThatTheReference() throws Exception {
        Settings settings = load(
                        """
                        web { max-requests = 2, telemetry-path = "/file" }
                        log.level = warn
                        """,
                        Map.of("HOSTGAUGE_WEB_MAX_REQUESTS", "3", "HOSTGAUGE_WEB_TELEMETRY_PATH", "/environment"),
                        flag("web.max-requests", "4"))
                .settings();
        assertThat(settings.web().maxRequests()).isEqualTo(4);
        assertThat(settings.web().telemetryPath()).isEqualTo("/environment");
        assertThat(settings.log().level()).isEqualTo(LogSettings.Level.WARN);
        assertThat(settings.log().format()).isEqualTo(LogSettings.Format.LOGFMT);
    }

    @Test
    void ofTwoFlagsTheLastCountsAndThoseOfAListAddUp() throws Exception {
        WebSettings web = nowhere(
                        Map.of(),
                        flag("web.max-requests", "5"),
                        flag("web.listen-address", "127.0.0.1:1"),
                        flag("web.max-requests", "6"),
                        flag("web.listen-address", "[::1]:2,:3"))
                .settings()
                .web();
        assertThat(web.maxRequests()).isEqualTo(6);
        assertThat(web.listenAddresses())
                .extracting(address -> address.getPort())
                .containsExactly(1, 2, 3);
    }

    @Test
    void aListMayBeOneStringInTheFileAndSeveralInAVariable() throws Exception {
        assertThat(load("web.listen-address = \"127.0.0.1:7\"", Map.of())
                        .settings()
                        .web()
                        .listenAddresses())
                .hasSize(1);
        assertThat(nowhere(Map.of("HOSTGAUGE_WEB_LISTEN_ADDRESS", ":7, :8"))
                        .settings()
                        .web()
                        .listenAddresses())
                .hasSize(2);
    }

    @Test
    void ofTheUsualPlacesTheFirstWithAFileIsRead() throws Exception {
        Path system = folder.resolve("etc.conf");
        Path users = folder.resolve("home/hostgauge/hostgauge.conf");
        Files.createDirectories(folder.resolve("home/hostgauge"));
        Files.writeString(users, "web.max-requests = 8");
        Map<String, String> environment =
                Map.of("XDG_CONFIG_HOME", folder.resolve("home").toString());
        Configuration fromUsers = Configuration.load(REFERENCE, Optional.empty(), system, environment, List.of());
        assertThat(fromUsers.file()).contains(users);
        assertThat(fromUsers.settings().web().maxRequests()).isEqualTo(8);

        Files.writeString(system, "web.max-requests = 9");
        Configuration fromSystem = Configuration.load(REFERENCE, Optional.empty(), system, environment, List.of());
        assertThat(fromSystem.file()).contains(system);
        assertThat(fromSystem.settings().web().maxRequests()).isEqualTo(9);
    }

    @Test
    void aFileMayReferToOtherKeysAndIncludeOtherFiles() throws Exception {
        Files.writeString(folder.resolve("more.conf"), "sampling.timeout = 9s");
        SamplingSettings sampling = load("include \"more.conf\"\nsampling.min-age = ${sampling.timeout}", Map.of())
                .settings()
                .sampling();
        assertThat(sampling).isEqualTo(new SamplingSettings(Duration.ofSeconds(9), Duration.ofSeconds(9)));
    }

    @Test
    void disablingDefaultsLeavesOnlyWhatWasEnabledByName() throws Exception {
        Configuration configuration = load(
                "collectors { disable-defaults = true, cpu.enabled = true }",
                Map.of("HOSTGAUGE_COLLECTORS_STAT_ENABLED", "true"),
                flag("collectors.uname.enabled", "true"));
        assertThat(configuration.settings().collectors()).containsOnlyKeys("cpu", "stat", "uname");
        assertThat(configuration.print())
                .contains("collectors.time.enabled = false  # collectors.disable-defaults\n")
                .contains("collectors.uname.enabled = \"true\"  # --collectors.uname.enabled\n");
    }

    @Test
    void aCollectorSwitchedOffIsNotAmongTheCollectors() throws Exception {
        assertThat(nowhere(Map.of(), flag("collectors.cpu.enabled", "false"))
                        .settings()
                        .collectors())
                .doesNotContainKey("cpu")
                .containsKey("meminfo");
    }

    @Test
    void whatIsPrintedIsHoconThatMeansTheSame() throws Exception {
        Configuration configuration =
                load("log.level = debug\ncollectors.netdev.device-exclude = \"^(veth|\\\\d+\\\"#).*$\"", Map.of());
        assertThat(configuration.print())
                .contains("log.level = \"debug\"  # " + folder.resolve("my.conf") + ":1\n")
                .contains("web.max-requests = 40  # default\n");
        Configuration again = load(configuration.print(), Map.of());
        assertThat(again.settings().log().level()).isEqualTo(LogSettings.Level.DEBUG);
        assertThat(again.settings()
                        .collector("netdev")
                        .orElseThrow()
                        .pattern("device-exclude")
                        .orElseThrow()
                        .pattern())
                .isEqualTo("^(veth|\\d+\"#).*$");
    }

    @Test
    void secretsAreNotPrinted() throws Exception {
        Reference withSecrets = new Reference(ConfigFactory.parseString("mail.password = \"hunter2\"")
                .withFallback(Reference.load().config()));
        Configuration configuration = Configuration.load(
                withSecrets,
                Optional.empty(),
                folder.resolve("none"),
                Map.of(),
                List.of(flag("mail.password", "hunter3")));
        assertThat(configuration.print())
                .contains("mail.password = \"********\"  # --mail.password\n")
                .doesNotContain("hunter");
        assertThat(Secrets.isSecret("otlp.headers.authorization")).isTrue();
        assertThat(Secrets.isSecret("web.listen-address")).isFalse();
    }

    @Test
    void aFolderThatIsNotThereIsRemarked() throws Exception {
        assertThat(nowhere(Map.of(), flag("path.procfs", "/no/such/proc")).remarks())
                .containsExactly("--path.procfs: path.procfs: there is no folder /no/such/proc");
    }

    @Test
    void aCollectorGetsItsListsAndNumbers() throws Exception {
        CollectorSettings several = nowhere(
                        Map.of(),
                        flag("collectors.textfile.directory", "/a/*,/b"),
                        flag("collectors.textfile.directory", "/c"),
                        flag("collectors.textfile.max-files", "7"))
                .settings()
                .collector("textfile")
                .orElseThrow();
        assertThat(several.list("directory")).containsExactly("/a/*", "/b", "/c");
        assertThat(several.number("max-files")).isEqualTo(7);
        CollectorSettings one = load("collectors.textfile.directory = \"/a\"", Map.of())
                .settings()
                .collector("textfile")
                .orElseThrow();
        assertThat(one.list("directory")).containsExactly("/a");
        assertThatThrownBy(() -> nowhere(Map.of(), flag("collectors.textfile.max-files", "0")))
                .hasMessageContaining("collectors.textfile.max-files: want 1 to 1000000000, got '0'");
    }

    @Test
    void aMissingFileIsAMistakeOnlyIfItWasNamed() {
        assertThatThrownBy(() -> Configuration.load(REFERENCE, Optional.of("/no/such.conf"), Map.of(), List.of()))
                .isInstanceOf(BadConfiguration.class)
                .hasMessage("--config: no file '/no/such.conf'");
    }
}
