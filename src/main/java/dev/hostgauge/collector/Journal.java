package dev.hostgauge.collector;

import dev.hostgauge.metric.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each change of a collector's state once, with what it means for the user. Guarded by the sampler's lock. */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger("dev.hostgauge.collector");
    private static final int MOST_PROBLEMS_NAMED = 100;

    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Map<String, Set<String>> problems = new HashMap<>();

    void outcome(String collector, Outcome outcome, String why) {
        Outcome before = outcomes.put(collector, outcome);
        if (outcome == before) {
            return;
        }
        switch (outcome) {
            case FAILED ->
                LOG.warn("collector {} fails: {}; its metrics are withheld until it recovers", collector, why);
            case TIMED_OUT ->
                LOG.warn("collector {} did not answer in time; its metrics are withheld until it does", collector);
            case OK, ABSENT -> {
                if (before != null && !before.isFine()) {
                    LOG.info("collector {} recovered: {}", collector, outcome.label());
                } else {
                    LOG.debug("collector {}: {}", collector, outcome.label());
                }
            }
        }
    }

    void problems(String collector, Map<String, String> now) {
        Set<String> known = problems.computeIfAbsent(collector, name -> new HashSet<>());
        if (known.isEmpty() && now.isEmpty()) {
            return;
        }
        now.forEach((source, what) -> {
            if (known.size() < MOST_PROBLEMS_NAMED && known.add(source)) {
                LOG.warn("collector {}: {}: {}; only what it gives is withheld", collector, source, what);
            }
        });
        known.removeIf(source -> {
            boolean over = !now.containsKey(source);
            if (over) {
                LOG.info("collector {}: {} can be read again", collector, source);
            }
            return over;
        });
    }
}
