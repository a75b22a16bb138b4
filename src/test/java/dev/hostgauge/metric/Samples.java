package dev.hostgauge.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The points of families as Prometheus names their series. */
public final class Samples {
    private Samples() {}

    /** {@code name{label="value"} → value}, labels in the order of the definition, the bound of a part last. */
    public static Map<String, Double> of(List<Family> families) {
        Map<String, Double> samples = new TreeMap<>();
        for (Family family : families) {
            for (int i = 0; i < family.size(); i++) {
                samples.put(series(family, i), family.value(i));
            }
        }
        return samples;
    }

    private static String series(Family family, int index) {
        MetricDef metric = family.metric();
        Labels values = family.labels(index);
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < metric.labels().size(); i++) {
            pairs.add(metric.labels().get(i) + "=\"" + values.value(i) + '"');
        }
        String name = metric.name();
        if (metric.kind().hasParts()) {
            String part = values.value(values.size() - 1);
            name += Part.suffix(metric.kind(), part);
            if (Part.isBound(part)) {
                pairs.add(Part.label(metric.kind()) + "=\"" + part + '"');
            }
        }
        return pairs.isEmpty() ? name : name + "{" + String.join(",", pairs) + "}";
    }
}
