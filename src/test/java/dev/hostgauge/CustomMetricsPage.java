package dev.hostgauge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The examples of docs/custom-metrics.md, as users copy them. */
public final class CustomMetricsPage {
    private static final Path PAGE = Path.of("docs/custom-metrics.md");

    private CustomMetricsPage() {}

    /** The code blocks in this language, in the order of the page. */
    public static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
