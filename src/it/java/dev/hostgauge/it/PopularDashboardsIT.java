package dev.hostgauge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What popular dashboards query, asked of a real node_exporter and of HostGauge with all collectors on. */
class PopularDashboardsIT {
    private static final List<String> OFF_BY_DEFAULT =
            List.of("--collector.interrupts", "--collector.processes", "--collector.tcpstat");

    @Test
    void whateverNodeExporterServesOfItHereIsServedToo() throws IOException, InterruptedException {
        Set<String> queried;
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/popular-dashboards.txt"))) {
            queried = lines.collect(Collectors.toSet());
        }
        Set<String> theirs;
        try (Exporter peer = Exporter.start(List.of(Peer.nodeExporter().toString()), OFF_BY_DEFAULT)) {
            theirs = names(peer, Difference.all());
        }
        theirs.retainAll(queried);
        Difference.list("not-served")
                .forEach(listed -> theirs.removeIf(name -> name.matches(listed.getString("names"))));
        try (Exporter hostGauge = Exporter.hostGauge(OFF_BY_DEFAULT)) {
            assertThat(theirs).hasSizeGreaterThan(100);
            assertThat(names(hostGauge, List.of())).containsAll(theirs);
        }
    }

    /** Names of the series that it serves, without those that it alone serves for a reason that is known. */
    private static Set<String> names(Exporter exporter, List<Difference> known)
            throws IOException, InterruptedException {
        return exporter.scrape().series().keySet().stream()
                .filter(series -> known.stream()
                        .noneMatch(
                                difference -> difference.covers(Difference.Kind.ONLY_THEIRS, series, Difference.LIVE)))
                .map(Scrape::family)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
