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

/** What this machine's NFS server did, from {@code /proc/1/net/rpc/nfsd}. */
final class Nfsd implements Collector {
    private static final MetricDef PACKETS =
            counter("packets", "Packets that the NFS server received, by protocol.", "proto");
    private static final MetricDef RPC_ERRORS =
            counter("rpc_errors", "Calls that were refused, by reason: format, authentication, client.", "error");
    private static final MetricDef REQUESTS = counter(
            "requests",
            "Calls of each procedure, by version of NFS; those that the kernel does not know are absent.",
            "proto",
            "method");

    private static final LineTable STATISTICS = new LineTable()
            .line(
                    "rc",
                    new Column(0, counter("reply_cache_hits", "Calls whose answer was still known.")),
                    new Column(1, counter("reply_cache_misses", "Calls whose answer had to be kept.")),
                    new Column(2, counter("reply_cache_nocache", "Calls whose answer need not be kept.")))
            .line("fh", new Column(0, counter("file_handles_stale", "Calls for files that are not there any more.")))
            .line(
                    "io",
                    new Column(0, counter("disk_bytes_read", "Bytes that clients read.")),
                    new Column(1, counter("disk_bytes_written", "Bytes that clients wrote.")))
            .line("th", new Column(0, MetricDef.gauge("node_nfsd_server_threads", "Threads of the NFS server.")))
            .line(
                    "ra",
                    new Column(
                            0,
                            MetricDef.gauge(
                                    "node_nfsd_read_ahead_cache_size_blocks",
                                    "Size of the read-ahead cache in blocks; 0 since Linux 5.4, which has none.")),
                    new Column(
                            11,
                            counter(
                                    "read_ahead_cache_not_found",
                                    "Reads not found in the read-ahead cache; 0 since Linux 5.4.")))
            .line(
                    "net",
                    new Column(1, PACKETS, "udp"),
                    new Column(2, PACKETS, "tcp"),
                    new Column(3, counter("connections", "TCP connections that the NFS server accepted.")))
            .line(
                    "rpc",
                    new Column(0, counter("server_rpcs", "Remote procedure calls to the NFS server.")),
                    new Column(2, RPC_ERRORS, "fmt"),
                    new Column(3, RPC_ERRORS, "auth"),
                    new Column(4, RPC_ERRORS, "cInt"))
            .line("proc2", withoutNull("2", NfsProcedures.VERSION_2))
            .line("proc3", withoutNull("3", NfsProcedures.VERSION_3))
            .line("proc4ops", NfsProcedures.columns(REQUESTS, "4", NfsProcedures.VERSION_4_SERVER))
            .line("wdeleg_getattr", new Column(0, REQUESTS, "4", "WdelegGetattr"));

    static final List<Declaration> METRICS = STATISTICS.metrics();

    private final RpcFile file;
    private final Text text = new Text();

    Nfsd(Context context) {
        file = new RpcFile(context.machine().proc(), "nfsd");
    }

    private static MetricDef counter(String fact, String help, String... labels) {
        return MetricDef.counter("node_nfsd_" + fact + "_total", help, labels);
    }

    /** The procedure that does nothing is not served. */
    private static Column[] withoutNull(String version, String procedures) {
        return NfsProcedures.columns(REQUESTS, version, procedures.replaceFirst("^Null", "-"));
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (file.readIfPresent(text)) {
            STATISTICS.serve(text, sink);
        }
    }
}
