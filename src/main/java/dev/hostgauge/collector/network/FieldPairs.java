package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file of lines in pairs, as {@code net/snmp} and {@code net/netstat}: {@code Tcp: InSegs OutSegs} and below it
 * {@code Tcp: 7 8}.
 */
final class FieldPairs {
    private final Function<String, Optional<MetricDef>> metricOf;
    private final List<Pair> pairs = new ArrayList<>();

    /** What is known of two lines. */
    private static final class Pair {
        /** The word with which both begin, {@code Tcp:}. */
        private final byte[] protocol;

        private final Heading<MetricDef> heading;

        Pair(byte[] protocol, Heading<MetricDef> heading) {
            this.protocol = protocol;
            this.heading = heading;
        }
    }

    /**
     * @param metricOf the metric of a field such as {@code Tcp_InSegs}; empty if it is not wanted
     */
    FieldPairs(Function<String, Optional<MetricDef>> metricOf) {
        this.metricOf = metricOf;
    }

    void parse(Text text, Sink sink) throws Malformed {
        int place = 0;
        while (text.nextLine()) {
            Pair pair = pair(place++, text);
            if (!text.nextLine() || !text.skipWordIf(pair.protocol)) {
                throw text.malformed("the values of " + new String(pair.protocol, StandardCharsets.UTF_8));
            }
            pair.heading.take(text, (metric, values) -> sink.add(metric, value(values)));
        }
    }

    private Pair pair(int place, Text text) throws Malformed {
        if (place < pairs.size() && pairs.get(place).heading.isPassed(text)) {
            return pairs.get(place);
        }
        String line = text.rest();
        int colon = line.indexOf(": ");
        if (colon <= 0) {
            throw new Malformed(text.source(), "a protocol, ':' and names", line);
        }
        String protocol = line.substring(0, colon);
        Pair pair = new Pair(
                (protocol + ":").getBytes(StandardCharsets.UTF_8),
                new Heading<>(line, 1, name -> metricOf.apply(protocol + "_" + name)));
        if (place < pairs.size()) {
            pairs.set(place, pair);
        } else {
            pairs.add(pair);
        }
        return pair;
    }

    /** Counters have 64 bits; a limit, as {@code Tcp_MaxConn} is, is -1 where there is none. */
    private static double value(Text text) throws Malformed {
        return text.startsWith("-") ? text.decimal() : text.count();
    }
}
