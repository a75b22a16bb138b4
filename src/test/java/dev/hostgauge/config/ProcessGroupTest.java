package dev.hostgauge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessGroupTest {
    private static final String KEY = "collectors.process.groups";

    @TempDir
    private Path folder;

    private Configuration load(String file, Map<String, String> environment, Assignment... flags)
            throws IOException, BadConfiguration {
        Path path = Files.writeString(folder.resolve("my.conf"), file);
        return Configuration.load(Reference.load(), Optional.of(path.toString()), environment, List.of(flags));
    }

    private List<String> mistakes(String file, Map<String, String> environment, Assignment... flags)
            throws IOException {
        try {
            load(file, environment, flags);
            return List.of();
        } catch (BadConfiguration bad) {
            return bad.mistakes().stream()
                    .map(line -> line.replace(folder.resolve("my.conf").toString(), "my.conf"))
                    .toList();
        }
    }

    @Test
    void groupsAreReadInTheirOrder() throws Exception {
        List<ProcessGroup> groups = load("""
                        collectors.process.groups = [
                          {name = postgres, match {comm = "^postgres$"}}
                          {name = "web server", match {exe = nginx, cmdline = "worker"}}
                        ]
                        """, Map.of())
                .settings()
                .collector("process")
                .orElseThrow()
                .processGroups("groups");
        assertThat(groups).extracting(ProcessGroup::name).containsExactly("postgres", "web server");
        assertThat(groups.get(0).comm().orElseThrow().pattern()).isEqualTo("^postgres$");
        assertThat(groups.get(0).exe()).isEmpty();
        assertThat(groups.get(1).exe()).isPresent();
        assertThat(groups.get(1).cmdline()).isPresent();
    }

    @Test
    void everyMistakeIsNamedAtItsLine() throws IOException {
        assertThat(mistakes("""
                        collectors.process.groups = [
                          {name = a, match {comm = x}}
                          {match {comm = x}}
                          {name = a, match {comm = y}}
                          {name = b, mach {comm = y}}
                          {name = c, match {com = y}}
                          {name = d, match {comm = "(y"}}
                          {name = e, match = nginx}
                          {name = f, match {}}
                          {name = "", match {exe = ""}}
                          {name = [g], match {exe = [1]}}
                        ]
                        """, Map.of()))
                .containsExactly(
                        "my.conf:3: collectors.process.groups: want name = a text, the group's name",
                        "my.conf:4: collectors.process.groups: the name 'a' is taken by the group at " + "my.conf:2",
                        "my.conf:5: collectors.process.groups: unknown key mach; did you mean match?",
                        "my.conf:5: collectors.process.groups.match: want a block with comm, exe or cmdline = a regular"
                                + " expression",
                        "my.conf:6: collectors.process.groups.match: unknown key com; did you mean comm?",
                        "my.conf:7: collectors.process.groups.match.comm: want a regular expression (Unclosed group at"
                                + " character 3), got '(y'",
                        "my.conf:8: collectors.process.groups.match: want a block with comm, exe or cmdline = a regular"
                                + " expression",
                        "my.conf:9: collectors.process.groups.match: want a block with comm, exe or cmdline = a regular"
                                + " expression",
                        "my.conf:10: collectors.process.groups: want a name of 1 to 64 printable characters, got ''",
                        "my.conf:10: collectors.process.groups.match.exe: want a regular expression that is not empty,"
                                + " for that matches everything, got ''",
                        "my.conf:11: collectors.process.groups: want name = a text, the group's name",
                        "my.conf:11: collectors.process.groups.match.exe: want a regular expression");
    }

    @Test
    void whatIsNoListOfBlocksIsNamed() throws IOException {
        assertThat(mistakes(KEY + " = [nginx]", Map.of()))
                .containsExactly("my.conf:1: " + KEY + ": want a list of blocks { … }");
        assertThat(mistakes(KEY + " = nginx", Map.of()))
                .containsExactly("my.conf:1: " + KEY + ": want a list of blocks { … }, got 'nginx'");
        assertThat(mistakes(KEY + " {name = x}", Map.of()))
                .containsExactly("my.conf:1: " + KEY + ": want a list of blocks { … }");
    }

    @Test
    void neitherAFlagNorAVariableCanGiveGroupsAndBothSaySo() throws IOException {
        assertThat(mistakes(
                        "",
                        Map.of("HOSTGAUGE_COLLECTORS_PROCESS_GROUPS", "[{name = x}]"),
                        new Assignment("--collector.process.groups", KEY, "postgres")))
                .containsExactly(
                        "--collector.process.groups: wants a list of blocks { … }, which only a file can give",
                        "HOSTGAUGE_COLLECTORS_PROCESS_GROUPS: wants a list of blocks { … }, which only a file can give");
    }

    @Test
    void moreGroupsThanSixtyFourAreRefused() throws IOException {
        String groups = IntStream.rangeClosed(1, 65)
                .mapToObj(number -> "{name = g" + number + ", match {comm = x}}")
                .collect(Collectors.joining("\n"));
        assertThat(mistakes(KEY + " = [\n" + groups + "\n]", Map.of()))
                .containsExactly("my.conf:66: " + KEY + ": want at most 64, got 65");
    }

    @Test
    void theyArePrintedAsHoconThatMeansTheSame() throws Exception {
        String printed = load(KEY + " = [{name = a, match {comm = \"^\\\\w+ \\\"x\\\"$\"}}]", Map.of())
                .print();
        assertThat(printed).contains("my.conf:1\n");
        ProcessGroup again = load(printed, Map.of())
                .settings()
                .collector("process")
                .orElseThrow()
                .processGroups("groups")
                .get(0);
        assertThat(again.comm().orElseThrow().pattern()).isEqualTo("^\\w+ \"x\"$");
    }
}
