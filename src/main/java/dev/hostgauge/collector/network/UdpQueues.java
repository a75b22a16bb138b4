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

/** Bytes that wait in the queues of all UDP sockets, from {@code net/udp} and {@code net/udp6}. */
final class UdpQueues implements Collector {
    private static final MetricDef QUEUES = MetricDef.gauge(
            "node_udp_queues",
            "Memory in bytes that datagrams take up in the queues of UDP sockets, by direction tx or rx and by v4 or v6;"
                    + " absent for a version of IP that the kernel does not have.",
            "queue",
            "ip");

    static final List<Declaration> METRICS = List.of(QUEUES);

    private final List<Family> families;
    private final Text text = new Text();

    private static final class Family {
        private final String name;
        private final SocketTable table;
        private final String[] transmit;
        private final String[] receive;

        Family(Root proc, String name, String ip) {
            this.name = "net/" + name;
            table = new SocketTable(proc, name);
            transmit = new String[] {"tx", ip};
            receive = new String[] {"rx", ip};
        }
    }

    UdpQueues(Context context) {
        Root proc = context.machine().proc();
        families = List.of(new Family(proc, "udp", "v4"), new Family(proc, "udp6", "v6"));
    }

    @Override
    public void collect(Sink sink) {
        for (Family family : families) {
            try {
                SocketTable table = family.table;
                if (table.read(text, sink)) {
                    sink.add(QUEUES, table.transmitQueueBytes(), family.transmit);
                    sink.add(QUEUES, table.receiveQueueBytes(), family.receive);
                }
            } catch (IOException failure) {
                sink.problem(family.name, failure);
            }
        }
    }
}
