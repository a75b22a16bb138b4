package dev.hostgauge.collector.memory;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.LineNames;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.MetricPattern;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields of {@code /proc/vmstat} that the setting {@code fields} picks, untyped as node_exporter has them. */
final class Vmstat implements Collector {
    private static final MetricPattern FIELD = MetricPattern.of(
            Kind.UNTYPED, "node_vmstat_<field>", "The field <field> of /proc/vmstat; most count events since boot.");

    static final List<Declaration> METRICS = List.of(FIELD);

    private final KernelFile file;
    private final Text text = new Text();
    private final Optional<Pattern> fields;

    /** Of each line its metric, or that it is not wanted. */
    private final LineNames<Optional<MetricDef>> metrics = new LineNames<>(this::metricOf);

    Vmstat(Context context) {
        file = context.machine().proc().file("vmstat");
        fields = context.settings().pattern("fields");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (file.readIfPresent(text)) {
            if (!parse(sink)) {
                checkFirstLine();
            }
        }
    }

    /** Whether there was any field that is wanted. */
    private boolean parse(Sink sink) throws Malformed {
        boolean any = false;
        metrics.rewind();
        while (text.nextLine()) {
            Optional<MetricDef> metric = metrics.next(text);
            if (metric.isPresent()) {
                sink.add(metric.get(), text.count());
                any = true;
            }
        }
        return any;
    }

    /** That nothing is wanted is a setting; that the file is another one is a fault. */
    private void checkFirstLine() throws Malformed {
        text.rewind();
        if (!text.nextLine()) {
            throw new Malformed(text.source(), "lines of a name and a count", "nothing");
        }
        text.skipWords(1);
        text.count();
    }

    private Optional<MetricDef> metricOf(String field) {
        boolean wanted = fields.isEmpty() || fields.get().matcher(field).find();
        return wanted ? Optional.of(FIELD.named(field)) : Optional.empty();
    }
}
