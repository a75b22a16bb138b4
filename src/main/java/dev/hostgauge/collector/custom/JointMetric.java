package dev.hostgauge.collector.custom;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Labels;
import dev.hostgauge.metric.MetricDef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One metric, as the files that were taken have it: most often one file. */
final class JointMetric {
    private final List<Family> families = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final Set<String> labels = new LinkedHashSet<>();
    /** Which file has a series; filled when a second one has the metric. */
    private final Map<Map<String, String>, Path> owners = new HashMap<>();

    private String help = "";

    void add(Path file, FileMetric metric) {
        families.add(metric.family());
        files.add(file);
        labels.addAll(metric.family().metric().labels());
        if (help.isEmpty()) {
            help = metric.family().metric().help();
        }
        if (families.size() > 1) {
            own(file, metric.family());
        }
    }

    private void own(Path file, Family family) {
        for (int i = 0; i < family.size(); i++) {
            owners.put(series(family, i), file);
        }
    }

    /** Whether this file's samples can stand beside those that are here. */
    void check(FileMetric metric) throws Malformed {
        MetricDef first = families.get(0).metric();
        MetricDef other = metric.family().metric();
        if (first.kind() != other.kind()) {
            throw Line.malformed(
                    metric.line(),
                    "the type " + first.kind() + " that '" + first.name() + "' has in " + files.get(0),
                    other.kind().toString());
        }
        if (owners.isEmpty()) {
            own(files.get(0), families.get(0));
        }
        Set<String> all = new LinkedHashSet<>(labels);
        all.addAll(other.labels());
        if (all.size() > LabelPairs.MOST_LABELS) {
            throw Line.malformed(
                    metric.line(), "at most " + LabelPairs.MOST_LABELS + " labels a metric in all files", first.name());
        }
        for (int i = 0; i < metric.family().size(); i++) {
            Path owner = owners.get(series(metric.family(), i));
            if (owner != null) {
                throw Line.malformed(
                        metric.line(i),
                        "another series than " + owner + " has",
                        first.name() + metric.family().labels(i));
            }
        }
    }

    Optional<Malformed> complaintAboutHelp(FileMetric metric) {
        String other = metric.family().metric().help();
        return help.isEmpty() || other.isEmpty() || help.equals(other)
                ? Optional.empty()
                : Optional.of(Line.malformed(
                        metric.line(), "the HELP that '" + metric.name() + "' has in " + files.get(0), other));
    }

    /** What tells a series from the others, whatever labels its file knows: those that are not empty, and the part. */
    private static Map<String, String> series(Family family, int index) {
        Map<String, String> pairs = new TreeMap<>();
        MetricDef metric = family.metric();
        Labels values = family.labels(index);
        for (int i = 0; i < metric.labels().size(); i++) {
            if (!values.value(i).isEmpty()) {
                pairs.put(metric.labels().get(i), values.value(i));
            }
        }
        if (metric.kind().hasParts()) {
            pairs.put("", values.value(values.size() - 1));
        }
        return pairs;
    }

    /**
     * All points.
     *
     * @param known the definition that the metric had, kept if it is the same
     */
    Family family(Optional<MetricDef> known) {
        Family first = families.get(0);
        MetricDef made =
                MetricDef.external(first.metric().name(), first.metric().kind(), help, List.copyOf(labels));
        MetricDef metric = known.filter(made::equals).orElse(made);
        List<Labels> all = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (Family family : families) {
            boolean same = family.metric().labels().equals(metric.labels());
            for (int i = 0; i < family.size(); i++) {
                all.add(same ? family.labels(i) : widened(family, i, metric));
                values.add(family.value(i));
            }
        }
        return Family.of(
                metric,
                all.toArray(Labels[]::new),
                values.stream().mapToDouble(Double::doubleValue).toArray(),
                all.size());
    }

    private static Labels widened(Family family, int index, MetricDef metric) {
        String[] wide = new String[metric.valuesPerPoint()];
        List<String> names = family.metric().labels();
        Labels values = family.labels(index);
        for (int i = 0; i < metric.labels().size(); i++) {
            int place = names.indexOf(metric.labels().get(i));
            wide[i] = place < 0 ? "" : values.value(place);
        }
        if (metric.kind().hasParts()) {
            wide[wide.length - 1] = values.value(values.size() - 1);
        }
        return Labels.of(wide);
    }
}
