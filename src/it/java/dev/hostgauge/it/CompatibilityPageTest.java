package dev.hostgauge.it;

import com.typesafe.config.Config;
import dev.hostgauge.Golden;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page for users says what the comparison allows. */
class CompatibilityPageTest {
    private static final String HEAD = """
            # Compatibility with node_exporter

            Whatever node_exporter 1.12 has and HostGauge serves, it serves under the same name, with the same type, labels,
            unit and meaning: dashboards and alert rules for node_exporter work unchanged. A test runs a real node_exporter
            beside HostGauge, on the running machine and on recorded ones, and compares every series of the collectors that
            both have. It allows the differences below and no other.

            This page is made from `src/test/resources/compatibility.conf`; `./mvnw test -Dgolden=update` writes it anew.

            | what | difference | why |
            |---|---|---|
            """;

    private static final String HABITS = """

            ## What the comparison does not meet
            | where | HostGauge | node_exporter 1.12 |
            |---|---|---|
            """;

    private static final String NOT_SERVED = """

            ## Names that popular dashboards query and HostGauge does not serve
            A test holds the names that Node Exporter Full and node-mixin query against what HostGauge can serve, and another
            one against what a real node_exporter serves on the running machine. These are left:

            | name | why |
            |---|---|
            """;

    @Test
    void listsEveryDifference() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        for (Difference difference : Difference.all()) {
            page.append("| ").append(difference.what().replace("|", "\\|"));
            page.append(" | ").append(words(difference.kind()));
            page.append(" | ").append(difference.reason().replace("|", "\\|")).append(" |\n");
        }
        page.append(HABITS);
        for (Config habit : Difference.list("habits")) {
            page.append("| ").append(cell(habit, "where"));
            page.append(" | ").append(cell(habit, "ours"));
            page.append(" | ").append(cell(habit, "theirs")).append(" |\n");
        }
        page.append(NOT_SERVED);
        for (Config name : Difference.list("not-served")) {
            page.append("| ").append(cell(name, "names").replace("\\w+", "*"));
            page.append(" | ").append(cell(name, "reason")).append(" |\n");
        }
        Golden.check(Path.of("docs/compatibility.md"), page.toString());
    }

    private static String cell(Config habit, String key) {
        return habit.getString(key).replace("|", "\\|");
    }

    private static String words(Difference.Kind kind) {
        return switch (kind) {
            case ONLY_THEIRS -> "node_exporter alone serves it";
            case ONLY_OURS -> "HostGauge alone serves it";
            case VALUE -> "another value";
            case TYPE -> "another type";
        };
    }
}
