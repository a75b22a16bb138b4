package dev.hostgauge.collector.system;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.SystemCalls.Uname;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.List;

/** The six strings of uname(2); asked each time, because the host's name may change. */
final class KernelName implements Collector {
    static final MetricDef INFO = MetricDef.gauge(
            "node_uname_info",
            "1, with name and version of the kernel and the host's name in labels.",
            "sysname",
            "release",
            "version",
            "machine",
            "nodename",
            "domainname");

    static final List<Declaration> METRICS = List.of(INFO);

    private final Machine machine;

    KernelName(Context context) {
        machine = context.machine();
    }

    @Override
    public void collect(Sink sink) throws IOException {
        Uname uname = machine.uname();
        sink.add(
                INFO,
                1,
                uname.sysname(),
                uname.release(),
                uname.version(),
                uname.machine(),
                uname.nodename(),
                uname.domainname());
    }
}
