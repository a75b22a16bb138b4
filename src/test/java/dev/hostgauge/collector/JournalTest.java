package dev.hostgauge.collector;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hostgauge.metric.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class JournalTest {
    private final Logger log = (Logger) LoggerFactory.getLogger("dev.hostgauge.collector");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Journal journal = new Journal();

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        log.detachAppender(lines);
    }

    private List<String> logged() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void aFailureIsLoggedOnceAndSoIsTheRecovery() {
        journal.outcome("meminfo", Outcome.FAILED, "/proc/meminfo is not there");
        journal.outcome("meminfo", Outcome.FAILED, "/proc/meminfo is not there");
        journal.outcome("meminfo", Outcome.OK, "");
        journal.outcome("meminfo", Outcome.OK, "");
        assertThat(logged())
                .containsExactly(
                        "collector meminfo fails: /proc/meminfo is not there; its metrics are withheld until it recovers",
                        "collector meminfo recovered: ok");
    }

    @Test
    void aSourceThatCannotBeReadIsNamedOnceAndAgainWhenItCan() {
        journal.problems("hwmon", Map.of("/sys/x", "input/output error"));
        journal.problems("hwmon", Map.of("/sys/x", "input/output error"));
        journal.problems("hwmon", Map.of());
        assertThat(logged())
                .containsExactly(
                        "collector hwmon: /sys/x: input/output error; only what it gives is withheld",
                        "collector hwmon: /sys/x can be read again");
    }

    @Test
    void ofVeryManySourcesOnlyTheFirstHundredAreNamed() {
        Map<String, String> problems = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            problems.put("/sys/" + i, "permission denied");
        }
        journal.problems("hwmon", problems);
        journal.problems("hwmon", problems);
        assertThat(logged()).hasSize(100);
    }
}
