package dev.hostgauge.collector;

import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.Labels;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.Stability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The points of one collector while it runs, apart from everything that is published.
 *
 * <p>Kept from cycle to cycle: a point at the same place with the same label values gets the same {@link Labels}
 * object again, so that a steady machine allocates none. For one thread at a time.
 */
final class Staging implements Sink {
    /** A machine with 2,500 interfaces has as many of one collector; the heap holds a few such. */
    static final int MOST_POINTS = 50_000;

    private final IdentityHashMap<MetricDef, Column> columns = new IdentityHashMap<>();
    private final List<Column> inOrder = new ArrayList<>();
    private final List<Family> external = new ArrayList<>();
    private final Map<String, String> problems = new LinkedHashMap<>();
    private long deadline;
    private long cycle;
    private int points;

    /** Forgets the points of the last cycle. */
    void begin(long newDeadline, long newCycle) {
        deadline = newDeadline;
        cycle = newCycle;
        external.clear();
        problems.clear();
        points = 0;
        for (Column column : inOrder) {
            column.count = 0;
        }
    }

    @Override
    public void add(MetricDef metric, double value, String... labelValues) {
        if (labelValues.length != metric.valuesPerPoint()) {
            throw new IllegalArgumentException(metric.name() + " wants labels " + metric.labels()
                    + (metric.kind().hasParts() ? " and a part" : "") + ", got " + Arrays.toString(labelValues));
        }
        if (!Double.isFinite(value) || (value < 0 && metric.kind() == Kind.COUNTER)) {
            problem(metric.name() + Arrays.toString(labelValues), "impossible value " + value);
            return;
        }
        if (points == MOST_POINTS) {
            problem("series", "more than " + MOST_POINTS + " of this collector; the others are left out");
            return;
        }
        points++;
        Column column = columns.get(metric);
        if (column == null) {
            column = new Column(metric);
            columns.put(metric, column);
            inOrder.add(column);
        }
        column.add(value, labelValues);
    }

    @Override
    public void add(Family family) {
        if (family.metric().stability() != Stability.EXTERNAL) {
            throw new IllegalArgumentException(family.metric().name() + " is ours: its points are added one by one");
        }
        external.add(family);
    }

    @Override
    public void problem(String source, String what) {
        problems.putIfAbsent(source, what);
    }

    @Override
    public long cycle() {
        return cycle;
    }

    @Override
    public long deadline() {
        return deadline;
    }

    /** The points since {@link #begin}, one family a metric. */
    List<Family> publish() {
        List<Family> families = new ArrayList<>(inOrder.size() + external.size());
        for (Column column : inOrder) {
            if (column.count > 0) {
                column.dropDuplicates();
                families.add(Family.of(column.metric, column.labels, column.values, column.count));
            }
        }
        families.addAll(external);
        return families;
    }

    /** What could not be read since {@link #begin}: source and reason. */
    Map<String, String> problems() {
        return Map.copyOf(problems);
    }

    private final class Column {
        private final MetricDef metric;
        private @Nullable Labels[] labels = new Labels[1];
        private double[] values = new double[1];
        private int count;
        /** Whether labels were put in since they were last known to be distinct. */
        private boolean reshaped;

        Column(MetricDef metric) {
            this.metric = metric;
        }

        void add(double value, String[] labelValues) {
            if (count == values.length) {
                labels = Arrays.copyOf(labels, count * 2);
                values = Arrays.copyOf(values, count * 2);
            }
            Labels before = labels[count];
            if (before == null || !before.are(labelValues)) {
                labels[count] = Labels.of(labelValues);
                reshaped = true;
            }
            values[count++] = value;
        }

        void dropDuplicates() {
            if (!reshaped) {
                return;
            }
            Set<@Nullable Labels> seen = new HashSet<>();
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (seen.add(labels[i])) {
                    labels[kept] = labels[i];
                    values[kept++] = values[i];
                } else {
                    problem(metric.name() + labels[i], "two values for the same labels; the first is served");
                }
            }
            // With duplicates the places do not repeat, so that the next cycle must look again.
            reshaped = kept < count;
            Arrays.fill(labels, kept, labels.length, null);
            count = kept;
        }
    }
}
