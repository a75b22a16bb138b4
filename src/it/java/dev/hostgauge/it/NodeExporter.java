package dev.hostgauge.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The node_exporter to compare with.
 *
 * @param isOurs whether it is of the version whose names we speak; an older one lacks series and labels, so that only what
 *     both have can be compared
 */
record NodeExporter(Path program, boolean isOurs) {
    private static final String VERSION = "1.12";
    private static final Pattern SAYS = Pattern.compile("version (\\d+\\.\\d+)");

    static NodeExporter find() throws IOException, InterruptedException {
        Path program = Peer.nodeExporter();
        try (Program asked = Program.start(List.of(program.toString(), "--version"))) {
            asked.exitCode(Duration.ofSeconds(10));
            Matcher version = SAYS.matcher(asked.output());
            // One that was built without its version being told says none: whoever named it knows.
            return new NodeExporter(program, !version.find() || version.group(1).equals(VERSION));
        }
    }

    Exporter start(List<String> flags) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(flags);
        all.add("--web.disable-exporter-metrics");
        return Exporter.start(List.of(program.toString()), all);
    }
}
