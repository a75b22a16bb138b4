package dev.hostgauge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.cli.CatalogueTable;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.config.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Path PAGE = Path.of("docs/metrics.md");

    /** {@code -Dgolden=update} writes the page anew. */
    @Test
    void thePageOfMetricsIsWhatTheCatalogueSays() throws IOException {
        String page = CatalogueTable.markdown(Collectors.catalogueOfAllSystems());
        if ("update".equals(System.getProperty("golden"))) {
            Files.createDirectories(Path.of("docs"));
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    @Test
    void everyCollectorHasItsBlockInTheReference() {
        assertThat(Reference.load().collectors())
                .containsAll(Collectors.ALL.stream().map(Registration::name).toList());
    }
}
