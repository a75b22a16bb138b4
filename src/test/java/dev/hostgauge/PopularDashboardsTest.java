package dev.hostgauge;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.hostgauge.metric.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No panel of a dashboard that many people have stays empty without a reason that they can read. */
class PopularDashboardsTest {
    /** Regular expressions for names, as in docs/compatibility.md. */
    private static final List<String> NOT_SERVED =
            ConfigFactory.parseResources("compatibility.conf").getConfigList("not-served").stream()
                    .map((Config entry) -> entry.getString("names"))
                    .toList();

    static List<String> names() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/popular-dashboards.txt"))) {
            return lines.filter(line -> !line.startsWith("#")).toList();
        }
    }

    @Test
    void everyNameThatTheyQueryCanBeServedOrIsListedWithAReason() throws IOException {
        Catalogue catalogue = Collectors.catalogue();
        assertThat(names())
                .hasSizeGreaterThan(200)
                .filteredOn(name -> catalogue.find(name).isEmpty())
                .allMatch(name -> NOT_SERVED.stream().anyMatch(name::matches));
    }

    @Test
    void everyNameListedIsOneThatTheyQuery() throws IOException {
        List<String> names = names();
        assertThat(NOT_SERVED).allMatch(listed -> names.stream().anyMatch(name -> name.matches(listed)));
    }
}
