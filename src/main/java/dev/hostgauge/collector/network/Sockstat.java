package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.LineNames;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.SystemCalls;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Kind;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.MetricPattern;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sockets in use and the memory they hold, from {@code net/sockstat} and {@code net/sockstat6}. */
final class Sockstat implements Collector {
    private static final MetricPattern FIELD = MetricPattern.of(
            Kind.GAUGE,
            "node_sockstat_<field>",
            "The field <field> of /proc/net/sockstat or sockstat6, protocol before name: sockets, but mem in pages,"
                    + " mem_bytes and memory in bytes. Absent where the kernel prints none.");

    static final List<Declaration> METRICS = List.of(FIELD);

    /** Those that node_exporter serves. */
    private static final Set<String> KEYS = Set.of("used", "inuse", "orphan", "tw", "alloc", "mem", "memory");

    private final SystemCalls calls;
    private final List<NetSource> sources;
    private final Text text = new Text();

    /** 0 until it is known. */
    private long pageBytes;

    Sockstat(Context context) {
        Root proc = context.machine().proc();
        calls = context.machine().calls();
        sources = List.of(
                new NetSource(proc, "sockstat", new Table()::parse),
                new NetSource(proc, "sockstat6", new Table()::parse));
    }

    @Override
    public void collect(Sink sink) {
        if (pageBytes == 0) {
            learnPageSize(sink);
        }
        for (NetSource source : sources) {
            source.read(text, sink);
        }
    }

    private void learnPageSize(Sink sink) {
        try {
            pageBytes = calls.pageBytes();
        } catch (IOException unknown) {
            sink.problem("size of a page", unknown);
        }
    }

    /** One line's metrics by their keys, made when a key is first seen. */
    private static final class Protocol {
        private final String name;
        private final boolean isNameable;
        private final Map<String, MetricDef> metrics = new HashMap<>();

        Protocol(String word) {
            name = word.endsWith(":") ? word.substring(0, word.length() - 1) : word;
            isNameable = name.matches("\\w+");
        }

        MetricDef metric(String key) {
            return metrics.computeIfAbsent(key, made -> FIELD.named(name + "_" + made));
        }
    }

    /** Lines such as {@code TCP: inuse 8 orphan 0}. */
    private final class Table {
        private final LineNames<Protocol> protocols = new LineNames<>(Protocol::new);

        void parse(Text lines, Sink sink) throws IOException {
            protocols.rewind();
            while (lines.nextLine()) {
                Protocol protocol = protocols.next(lines);
                if (!protocol.isNameable) {
                    throw lines.malformed("a protocol and ':' before this");
                }
                while (!lines.atLineEnd()) {
                    String key = lines.word();
                    double value = lines.count();
                    if (KEYS.contains(key)) {
                        sink.add(protocol.metric(key), value);
                    }
                    if (key.equals("mem") && pageBytes > 0) {
                        sink.add(protocol.metric("mem_bytes"), value * pageBytes);
                    }
                }
            }
        }
    }
}
