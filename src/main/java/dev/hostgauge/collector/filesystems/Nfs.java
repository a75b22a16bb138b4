package dev.hostgauge.collector.filesystems;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.filesystems.LineTable.Column;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.List;

/** What this machine asked of NFS servers, from {@code /proc/1/net/rpc/nfs}. */
final class Nfs implements Collector {
    private static final MetricDef PACKETS = MetricDef.counter(
            "node_nfs_packets_total", "Packets of the NFS client by protocol; 0 on many kernels.", "protocol");
    private static final MetricDef CONNECTIONS =
            MetricDef.counter("node_nfs_connections_total", "TCP connections of the NFS client; 0 on many kernels.");
    private static final MetricDef RPCS =
            MetricDef.counter("node_nfs_rpcs_total", "Remote procedure calls of the NFS client.");
    private static final MetricDef RETRANSMISSIONS = MetricDef.counter(
            "node_nfs_rpc_retransmissions_total", "Calls that were sent again because no answer came.");
    private static final MetricDef AUTHENTICATION_REFRESHES = MetricDef.counter(
            "node_nfs_rpc_authentication_refreshes_total", "How often credentials were renewed for a call.");
    private static final MetricDef REQUESTS = MetricDef.counter(
            "node_nfs_requests_total",
            "Calls of each procedure, by version of NFS; those that the kernel does not know are absent.",
            "proto",
            "method");

    private static final LineTable STATISTICS = new LineTable()
            .line("net", new Column(1, PACKETS, "udp"), new Column(2, PACKETS, "tcp"), new Column(3, CONNECTIONS))
            .line("rpc", new Column(0, RPCS), new Column(1, RETRANSMISSIONS), new Column(2, AUTHENTICATION_REFRESHES))
            .line("proc2", NfsProcedures.columns(REQUESTS, "2", NfsProcedures.VERSION_2))
            .line("proc3", NfsProcedures.columns(REQUESTS, "3", NfsProcedures.VERSION_3))
            .line("proc4", NfsProcedures.columns(REQUESTS, "4", NfsProcedures.VERSION_4_CLIENT));

    static final List<Declaration> METRICS = STATISTICS.metrics();

    private final RpcFile file;
    private final Text text = new Text();

    Nfs(Context context) {
        file = new RpcFile(context.machine().proc(), "nfs");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (file.readIfPresent(text)) {
            STATISTICS.serve(text, sink);
        }
    }
}
