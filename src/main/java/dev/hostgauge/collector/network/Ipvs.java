package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the kernel's load balancer moves, from {@code net/ip_vs_stats}, and to which servers, from {@code net/ip_vs}. */
final class Ipvs implements Collector {
    /** In the order of the file's columns. */
    private static final List<MetricDef> TOTALS = List.of(
            MetricDef.counter("node_ipvs_connections_total", "Connections made."),
            MetricDef.counter("node_ipvs_incoming_packets_total", "Packets from clients."),
            MetricDef.counter("node_ipvs_outgoing_packets_total", "Packets to clients that came through here."),
            MetricDef.counter("node_ipvs_incoming_bytes_total", "Bytes from clients."),
            MetricDef.counter("node_ipvs_outgoing_bytes_total", "Bytes to clients that came through here."));

    private static final String[] LABELS = {
        "local_address", "local_port", "remote_address", "remote_port", "proto", "local_mark"
    };

    private static final int IPV4_DIGITS = 8;
    private static final String WANTED = "an address in hexadecimal";

    /** In the order of the file's columns. */
    private static final List<MetricDef> BACKENDS = List.of(
            MetricDef.gauge(
                    "node_ipvs_backend_weight",
                    "Share of new connections that a server gets, against the weights of the others.",
                    LABELS),
            MetricDef.gauge(
                    "node_ipvs_backend_connections_active", "Connections to a server that are established.", LABELS),
            MetricDef.gauge(
                    "node_ipvs_backend_connections_inactive", "Connections to a server in any other state.", LABELS));

    static final List<Declaration> METRICS = metrics();

    private final boolean[] wanted = new boolean[LABELS.length];
    private final NetSource totals;
    private final NetSource backends;
    private final Text text = new Text();

    Ipvs(Context context) {
        Root proc = context.machine().proc();
        List<String> names = context.settings().list("backend-labels");
        for (int i = 0; i < LABELS.length; i++) {
            wanted[i] = names.contains(LABELS[i]);
        }
        totals = new NetSource(proc, "ip_vs_stats", Ipvs::parseTotals);
        backends = new NetSource(proc, "ip_vs", (lines, sink) -> add(parseBackends(lines, wanted), sink));
    }

    private static List<Declaration> metrics() {
        List<Declaration> all = new ArrayList<>(TOTALS);
        all.addAll(BACKENDS);
        return List.copyOf(all);
    }

    @Override
    public void collect(Sink sink) {
        if (totals.read(text, sink)) {
            backends.read(text, sink);
        }
    }

    private static void add(Map<List<String>, double[]> sums, Sink sink) {
        sums.forEach((labels, sum) -> {
            String[] values = labels.toArray(String[]::new);
            for (int i = 0; i < sum.length; i++) {
                sink.add(BACKENDS.get(i), sum[i], values);
            }
        });
    }

    /** Two lines of headings, then the totals in hexadecimal, then rates. */
    private static void parseTotals(Text lines, Sink sink) throws Malformed {
        lines.nextLine();
        lines.nextLine();
        lines.nextLine();
        for (MetricDef total : TOTALS) {
            sink.add(total, lines.hexCount());
        }
    }

    /** The three counts of each set of label values; those that are not wanted are empty, and what they told apart is one. */
    static Map<List<String>, double[]> parseBackends(Text lines, boolean[] wantedLabels) throws Malformed {
        Map<List<String>, double[]> sums = new LinkedHashMap<>();
        String[] labels = new String[LABELS.length];
        boolean inService = false;
        while (lines.nextLine()) {
            if (lines.startsWith("IP ") || lines.startsWith("Prot ") || lines.startsWith("-> RemoteAddress:Port ")) {
                continue;
            }
            if (!lines.startsWith("-> ")) {
                parseService(lines, labels);
                inService = true;
                continue;
            }
            if (!inService) {
                throw lines.malformed("a service before its servers");
            }
            lines.skipWords(1);
            parseEndpoint(lines, labels, 2);
            lines.skipWords(1);
            double[] sum = sums.computeIfAbsent(chosen(labels, wantedLabels), key -> new double[BACKENDS.size()]);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += lines.count();
            }
        }
        return sums;
    }

    private static List<String> chosen(String[] labels, boolean[] wantedLabels) {
        String[] chosen = labels.clone();
        for (int i = 0; i < chosen.length; i++) {
            if (!wantedLabels[i]) {
                chosen[i] = "";
            }
        }
        return Arrays.asList(chosen);
    }

    /** {@code TCP C0A80016:0CEA wlc}, or {@code FWM 00000001 wlc} for what a firewall has marked. */
    private static void parseService(Text line, String[] labels) throws Malformed {
        String protocol = line.word();
        labels[4] = protocol;
        if (protocol.equals("FWM")) {
            labels[0] = "";
            labels[1] = "0";
            labels[5] = line.word();
        } else {
            parseEndpoint(line, labels, 0);
            labels[5] = "";
        }
    }

    /** {@code C0A80016:0CEA} or {@code [2001:0db8:…:0001]:0050}. */
    private static void parseEndpoint(Text line, String[] labels, int place) throws Malformed {
        labels[place] = address(line.wordUntilLast(':'), line);
        labels[place + 1] = String.valueOf(line.hex());
    }

    private static String address(String word, Text line) throws Malformed {
        if (word.startsWith("[") && word.endsWith("]")) {
            String digits = word.substring(1, word.length() - 1).replace(":", "");
            if (Ipv6.isAddress(digits)) {
                return Ipv6.print(digits);
            }
        } else if (word.length() == IPV4_DIGITS) {
            try {
                return Ipv4.print(Integer.parseUnsignedInt(word, 16));
            } catch (NumberFormatException garbage) {
                throw new Malformed(line.source(), WANTED, word);
            }
        }
        throw new Malformed(line.source(), WANTED, word);
    }
}
