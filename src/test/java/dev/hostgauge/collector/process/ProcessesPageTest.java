package dev.hostgauge.collector.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.config.GivenSettings;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in docs/processes.md, on the recorded machine with processes of every kind. */
class ProcessesPageTest {
    private static final Path PAGE = Path.of("docs/processes.md");

    @Test
    void theExamplesGroupsGiveTheExamplesNumbers(@TempDir Path folder) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("groups = [");
        String groups = page.substring(start, page.indexOf("\n]", start) + 2);
        try (RecordedMachine recorded = RecordedMachine.unpack("processes", folder)) {
            PointList list = PointList.of(
                    ProcessCollectors.ALL.get(3),
                    recorded.machine(),
                    GivenSettings.of(groups + "\nproportional-memory = false"));
            List<String> lines = list.points().entrySet().stream()
                    .map(point -> point.getKey() + " "
                            + new BigDecimal(point.getValue().toString()).toPlainString())
                    .map(line -> line.replaceAll("\\.0$", ""))
                    .toList();
            assertThat(list.problems()).isEmpty();
            assertThat(page)
                    .contains(lines.stream()
                            .filter(line -> line.contains("\"postgres\""))
                            .toList());
            assertThat(lines)
                    .contains("host_process_count{group=\"nginx\"} 2", "host_process_count{group=\"kafka\"} 0");
        }
    }
}
