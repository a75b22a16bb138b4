package dev.hostgauge.collector.custom;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The samples of one histogram or summary series, which belong together wherever they stand in the file. */
final class Distribution {
    /** From here on a double no longer tells whole numbers apart. */
    private static final double MOST_COUNT = 0x1p53;

    private final Kind kind;
    private final String name;
    private final TreeMap<Double, Sample> bounds = new TreeMap<>();
    private @Nullable Sample sum;
    private @Nullable Sample count;

    private Distribution(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /**
     * Which part a sample is.
     *
     * @param suffix what its name has behind the metric's
     * @param bound the value of its label le or quantile
     */
    static String part(Line line, Kind kind, String suffix, Optional<String> bound) throws Malformed {
        boolean isHistogram = kind == Kind.HISTOGRAM;
        boolean isBound = suffix.equals(Part.suffix(kind, Part.INFINITY));
        if (isBound != bound.isPresent() || (!isBound && suffix.isEmpty())) {
            throw line.malformed(
                    isHistogram
                            ? "_bucket with the label le, or _sum or _count without"
                            : "a quantile with that label, or _sum or _count without",
                    suffix + bound.orElse(""));
        }
        if (!isBound) {
            return suffix.substring(1);
        }
        double number = Decimal.parse(bound.get()).orElse(Double.NaN);
        if (Double.isNaN(number) || (!isHistogram && (number < 0 || number > 1))) {
            throw line.malformed(isHistogram ? "a number as le" : "a quantile from 0 to 1", bound.get());
        }
        return Decimal.spell(number);
    }

    /** The samples of all series, each as Prometheus wants it: bounds from low to high, then the sum, then the count. */
    static List<Sample> ordered(Kind kind, String name, List<Sample> samples) throws Malformed {
        Map<List<String>, Distribution> series = new LinkedHashMap<>();
        for (Sample sample : samples) {
            series.computeIfAbsent(sample.labels(), labels -> new Distribution(kind, name))
                    .add(sample);
        }
        List<Sample> ordered = new ArrayList<>();
        for (Distribution distribution : series.values()) {
            distribution.finish(ordered);
        }
        return ordered;
    }

    private void add(Sample sample) throws Malformed {
        Sample before;
        switch (sample.part()) {
            case Part.SUM -> {
                before = sum;
                sum = sample;
            }
            case Part.COUNT -> {
                before = count;
                count = sample;
            }
            default -> before = bounds.put(Decimal.parse(sample.part()).orElseThrow(), sample);
        }
        if (before != null) {
            throw Line.malformed(sample.line(), "another series than in line " + before.line(), name + sample.labels());
        }
        boolean counts = sample.part().equals(Part.COUNT) || (kind == Kind.HISTOGRAM && Part.isBound(sample.part()));
        if (counts && !(sample.value() >= 0 && sample.value() <= MOST_COUNT && isWhole(sample.value()))) {
            throw Line.malformed(sample.line(), "a number of observations", Decimal.spell(sample.value()));
        }
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value);
    }

    private void finish(List<Sample> ordered) throws Malformed {
        if (kind == Kind.HISTOGRAM) {
            completeHistogram();
        }
        ordered.addAll(bounds.values());
        if (sum != null) {
            ordered.add(sum);
        }
        if (count != null) {
            ordered.add(count);
        }
    }

    /** The last bucket and the count are the same number, so that one of them may be left out. */
    private void completeHistogram() throws Malformed {
        Sample last = bounds.get(Double.POSITIVE_INFINITY);
        if (last == null && count != null) {
            last = new Sample(count.line(), count.labels(), Part.INFINITY, count.value());
            bounds.put(Double.POSITIVE_INFINITY, last);
        } else if (last != null && count == null) {
            count = new Sample(last.line(), last.labels(), Part.COUNT, last.value());
        } else if (last == null) {
            Sample any = sum == null ? bounds.firstEntry().getValue() : sum;
            throw Line.malformed(any.line(), "a bucket +Inf or a count beside it", name + any.labels());
        }
        double below = 0;
        for (Sample bucket : bounds.values()) {
            if (bucket.value() < below) {
                throw Line.malformed(
                        bucket.line(),
                        "at least the " + Decimal.spell(below) + " of the bucket below",
                        Decimal.spell(bucket.value()));
            }
            below = bucket.value();
        }
    }
}
