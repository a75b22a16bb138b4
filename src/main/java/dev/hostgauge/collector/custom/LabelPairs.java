package dev.hostgauge.collector.custom;

import dev.hostgauge.machine.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The labels of one sample: values at the places that its metric's labels have, and the bound of a part. */
final class LabelPairs {
    /** Every series has a value for each label of its metric, so that many labels cost much. */
    static final int MOST_LABELS = 50;

    private final Map<String, Integer> places;
    private final String boundLabel;
    private final List<@Nullable String> values = new ArrayList<>();
    private @Nullable String bound;

    /**
     * @param places of the metric's labels by name; new ones are added
     * @param boundLabel the label that is none but tells parts apart; empty if there is no such
     */
    LabelPairs(Map<String, Integer> places, String boundLabel) {
        this.places = places;
        this.boundLabel = boundLabel;
    }

    void add(Line line, String label, String value) throws Malformed {
        if (label.startsWith("__")) {
            throw line.malformed("a label that does not begin with two underscores, as Prometheus's own do", label);
        }
        String before;
        if (label.equals(boundLabel)) {
            before = bound;
            bound = value;
        } else {
            int place = places.computeIfAbsent(label, name -> places.size());
            if (place >= MOST_LABELS) {
                throw line.malformed("at most " + MOST_LABELS + " labels a metric", label);
            }
            while (values.size() <= place) {
                values.add(null);
            }
            before = values.set(place, value);
        }
        if (before != null) {
            throw line.malformed("each label once", label);
        }
    }

    Optional<String> bound() {
        return Optional.ofNullable(bound);
    }

    /** The values, empty for labels that are not there, which means the same; none behind the last that is there. */
    List<String> inOrder() {
        List<String> all = new ArrayList<>(values.size());
        int last = 0;
        for (String value : values) {
            all.add(value == null ? "" : value);
            if (value != null && !value.isEmpty()) {
                last = all.size();
            }
        }
        return all.subList(0, last);
    }
}
