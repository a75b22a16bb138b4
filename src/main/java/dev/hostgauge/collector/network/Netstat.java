package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.LineNames;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.MetricPattern;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the kernel counts of each protocol: the fields of {@code net/netstat}, {@code net/snmp} and {@code net/snmp6} that
 * the setting {@code fields} picks, untyped as node_exporter has them.
 */
final class Netstat implements Collector {
    private static final MetricPattern FIELD = MetricPattern.of(
            Kind.UNTYPED,
            "node_netstat_<field>",
            "The field <field> of /proc/net/netstat, snmp or snmp6, protocol before name; most count events since boot."
                    + " Absent where the kernel prints none, as those of IPv6 where that is off.");

    static final List<Declaration> METRICS = List.of(FIELD);

    /** What a name in the files must be to become part of a metric's. */
    private static final Pattern NAMEABLE = Pattern.compile("\\w+");

    private final Optional<Pattern> fields;
    private final List<NetSource> sources;
    private final Text text = new Text();
    private final LineNames<Optional<MetricDef>> snmp6 = new LineNames<>(this::metricOfLine);

    Netstat(Context context) {
        Root proc = context.machine().proc();
        fields = context.settings().pattern("fields");
        sources = List.of(
                new NetSource(proc, "netstat", new FieldPairs(this::metricOf)::parse),
                new NetSource(proc, "snmp", new FieldPairs(this::metricOf)::parse),
                new NetSource(proc, "snmp6", this::parseLines));
    }

    @Override
    public void collect(Sink sink) {
        for (NetSource source : sources) {
            source.read(text, sink);
        }
    }

    /** {@code net/snmp6} has a field a line: {@code Ip6InReceives 7}. */
    private void parseLines(Text lines, Sink sink) throws Malformed {
        snmp6.rewind();
        while (lines.nextLine()) {
            Optional<MetricDef> metric = snmp6.next(lines);
            if (metric.isPresent()) {
                sink.add(metric.get(), lines.count());
            }
        }
    }

    /** {@code Icmp6InMsgs} is the field {@code Icmp6_InMsgs}. */
    private Optional<MetricDef> metricOfLine(String word) {
        int protocolEnd = word.indexOf('6') + 1;
        return protocolEnd == 0
                ? Optional.empty()
                : metricOf(word.substring(0, protocolEnd) + "_" + word.substring(protocolEnd));
    }

    private Optional<MetricDef> metricOf(String field) {
        boolean wanted = (fields.isEmpty() || fields.get().matcher(field).find())
                && NAMEABLE.matcher(field).matches();
        return wanted ? Optional.of(FIELD.named(field)) : Optional.empty();
    }
}
