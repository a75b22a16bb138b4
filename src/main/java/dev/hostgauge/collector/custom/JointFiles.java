package dev.hostgauge.collector.custom;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.metric.Catalogue;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.MetricDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files that were put together so far. A file is taken whole, after all of it was checked, or not at all. */
final class JointFiles {
    private final Catalogue ours;
    /** The definitions of the last time, which stay the same objects as long as they are equal. */
    private final Map<String, MetricDef> known;

    private final Map<String, JointMetric> metrics = new TreeMap<>();
    /** The metric that samples of a name belong to. */
    private final Map<String, String> owners = new HashMap<>();

    JointFiles(Catalogue ours, Map<String, MetricDef> known) {
        this.ours = ours;
        this.known = known;
    }

    /**
     * Takes a file.
     *
     * @return a complaint about a HELP that differs from an earlier file's, whose HELP is served; null if none does
     * @throws Malformed if the file cannot stand beside ours or the earlier ones
     */
    @Nullable
    Malformed add(Reading reading) throws Malformed {
        Map<String, String> own = new HashMap<>();
        for (FileMetric metric : reading.content().metrics()) {
            checkNames(metric, own);
            JointMetric earlier = metrics.get(metric.name());
            if (earlier != null) {
                earlier.check(metric);
            }
        }
        owners.putAll(own);
        Malformed otherHelp = null;
        for (FileMetric metric : reading.content().metrics()) {
            JointMetric joint = metrics.computeIfAbsent(metric.name(), name -> new JointMetric());
            otherHelp = joint.complaintAboutHelp(metric).orElse(otherHelp);
            joint.add(reading.path(), metric);
        }
        return otherHelp;
    }

    private void checkNames(FileMetric metric, Map<String, String> own) throws Malformed {
        if (!isAsKnown(metric)) {
            checkNotOurs(metric, metric.name());
            for (String sample : metric.family().metric().sampleNames()) {
                checkNotOurs(metric, sample);
            }
        }
        for (String sample : metric.family().metric().sampleNames()) {
            String before = own.put(sample, metric.name());
            String owner = before == null ? owners.getOrDefault(sample, metric.name()) : before;
            if (!owner.equals(metric.name())) {
                throw Line.malformed(
                        metric.line(), "a name that is not taken by the samples of '" + owner + "'", sample);
            }
        }
    }

    private boolean isAsKnown(FileMetric metric) {
        MetricDef before = known.get(metric.name());
        return before != null && before.kind() == metric.family().metric().kind();
    }

    private void checkNotOurs(FileMetric metric, String name) throws Malformed {
        // In OpenMetrics a counter's family is called without its _total.
        if (ours.find(name).isPresent() || ours.find(name + "_total").isPresent() || name.startsWith("hostgauge_")) {
            throw Line.malformed(metric.line(), "a name that is none of HostGauge's own", name);
        }
        if (name.equals("up") || name.startsWith("scrape_")) {
            throw Line.malformed(metric.line(), "a name that Prometheus does not give its own series", name);
        }
    }

    /** One a metric, sorted by name. */
    List<Family> families() {
        List<Family> families = new ArrayList<>();
        metrics.forEach((name, joint) -> families.add(joint.family(Optional.ofNullable(known.get(name)))));
        return families;
    }
}
