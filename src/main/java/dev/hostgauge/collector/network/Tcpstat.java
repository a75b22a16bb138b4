package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.List;

/**
 * How many TCP sockets are in which state, from {@code net/tcp} and {@code net/tcp6}. The kernel prints a line a socket,
 * which takes it and us some 5 µs: off unless asked for.
 */
final class Tcpstat implements Collector {
    private static final MetricDef STATES = MetricDef.gauge(
            "node_tcp_connection_states",
            "TCP sockets by state, of IPv4 and IPv6 together; the states rx_queued_bytes and tx_queued_bytes are the"
                    + " bytes in their queues. Absent where the kernel has no TCP.",
            "state");

    static final List<Declaration> METRICS = List.of(STATES);

    /** By the kernel's number; the first for what it does not name. */
    private static final String[][] LABELS = labels(
            "unknown",
            "established",
            "syn_sent",
            "syn_recv",
            "fin_wait1",
            "fin_wait2",
            "time_wait",
            "close",
            "close_wait",
            "last_ack",
            "listen",
            "closing");

    private static final String[] RECEIVED = {"rx_queued_bytes"};
    private static final String[] TRANSMITTED = {"tx_queued_bytes"};

    private final List<SocketTable> tables;
    private final Text text = new Text();

    Tcpstat(Context context) {
        Root proc = context.machine().proc();
        tables = List.of(new SocketTable(proc, "tcp"), new SocketTable(proc, "tcp6"));
    }

    private static String[][] labels(String... states) {
        String[][] labels = new String[states.length][];
        for (int i = 0; i < states.length; i++) {
            labels[i] = new String[] {states[i]};
        }
        return labels;
    }

    @Override
    public void collect(Sink sink) throws IOException {
        boolean any = false;
        for (SocketTable table : tables) {
            any |= table.read(text, sink);
        }
        if (!any) {
            return;
        }
        double received = 0;
        double transmitted = 0;
        for (SocketTable table : tables) {
            received += table.receiveQueueBytes();
            transmitted += table.transmitQueueBytes();
        }
        sink.add(STATES, received, RECEIVED);
        sink.add(STATES, transmitted, TRANSMITTED);
        for (int state = 0; state < LABELS.length; state++) {
            int sockets = 0;
            for (SocketTable table : tables) {
                sockets += table.sockets(state);
            }
            if (state > 0 || sockets > 0) {
                sink.add(STATES, sockets, LABELS[state]);
            }
        }
    }
}
