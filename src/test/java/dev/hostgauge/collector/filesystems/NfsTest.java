package dev.hostgauge.collector.filesystems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The NFS client and server: {@code nfs} and {@code nfsd}. */
class NfsTest {
    private static final Registration CLIENT = FilesystemsCollectors.ALL.get(3);
    private static final Registration SERVER = FilesystemsCollectors.ALL.get(4);

    @TempDir
    private Path folder;

    private Map<String, Double> read(Registration registration, String machine) throws IOException {
        PointList list = PointList.of(
                registration, RecordedMachine.unpackText(machine, folder).machine());
        assertThat(list.problems()).isEmpty();
        return list.points();
    }

    private Map<String, Double> client(String content) throws IOException {
        return read(CLIENT, "== file proc/1/net/rpc/nfs\n" + content);
    }

    private Map<String, Double> server(String content) throws IOException {
        return read(SERVER, "== file proc/1/net/rpc/nfsd\n" + content);
    }

    private static String requests(String of, String proto, String method) {
        return "node_" + of + "_requests_total{proto=\"" + proto + "\",method=\"" + method + "\"}";
    }

    /** A line whose first number says how many follow, which are 1, 2, 3 and so on. */
    private static String procedures(String keyword, int count) {
        return keyword
                + ' '
                + count
                + IntStream.rangeClosed(1, count).mapToObj(i -> " " + i).collect(Collectors.joining())
                + '\n';
    }

    @Test
    void theClientCountsCallsAndPackets() throws IOException {
        assertThat(client("net 70 60 10 45\nrpc 1218785755 374636 1218815394\n"))
                .containsOnly(
                        Map.entry("node_nfs_packets_total{protocol=\"udp\"}", 60.0),
                        Map.entry("node_nfs_packets_total{protocol=\"tcp\"}", 10.0),
                        Map.entry("node_nfs_connections_total", 45.0),
                        Map.entry("node_nfs_rpcs_total", 1218785755.0),
                        Map.entry("node_nfs_rpc_retransmissions_total", 374636.0),
                        Map.entry("node_nfs_rpc_authentication_refreshes_total", 1218815394.0));
    }

    @Test
    void theClientsProceduresStandInTheKernelsOrder() throws IOException {
        Map<String, Double> points =
                client(procedures("proc2", 18) + procedures("proc3", 22) + procedures("proc4", 69));
        assertThat(points)
                .hasSize(18 + 22 + 59)
                .containsEntry(requests("nfs", "2", "Null"), 1.0)
                .containsEntry(requests("nfs", "2", "FsStat"), 18.0)
                .containsEntry(requests("nfs", "3", "Commit"), 22.0)
                .containsEntry(requests("nfs", "4", "Read"), 2.0)
                .containsEntry(requests("nfs", "4", "FsidPresent"), 38.0)
                .containsEntry(requests("nfs", "4", "LayoutGet"), 45.0)
                .containsEntry(requests("nfs", "4", "GetDeviceInfo"), 46.0)
                .containsEntry(requests("nfs", "4", "Clone"), 59.0);
    }

    @Test
    void whatAnOldKernelDoesNotCountIsAbsent() throws IOException {
        assertThat(client(procedures("proc4", 40)))
                .hasSize(40)
                .containsEntry(requests("nfs", "4", "CreateSession"), 40.0)
                .doesNotContainKeys(requests("nfs", "4", "Clone"), requests("nfs", "3", "Read"));
    }

    @Test
    void theServerCountsCallsBytesThreadsAndErrors() throws IOException {
        assertThat(server("""
                        rc 1 2 3
                        fh 4 0 0 0 0
                        io 157286400 72864
                        th 8 0 0.000 0.000 0.000
                        ra 32 1 2 3 4 5 6 7 8 9 10 11
                        net 972 55 917 1
                        rpc 18628 6 1 2 3
                        proc4 2 2 10853
                        wdeleg_getattr 15
                        """))
                .containsOnly(
                        Map.entry("node_nfsd_reply_cache_hits_total", 1.0),
                        Map.entry("node_nfsd_reply_cache_misses_total", 2.0),
                        Map.entry("node_nfsd_reply_cache_nocache_total", 3.0),
                        Map.entry("node_nfsd_file_handles_stale_total", 4.0),
                        Map.entry("node_nfsd_disk_bytes_read_total", 157286400.0),
                        Map.entry("node_nfsd_disk_bytes_written_total", 72864.0),
                        Map.entry("node_nfsd_server_threads", 8.0),
                        Map.entry("node_nfsd_read_ahead_cache_size_blocks", 32.0),
                        Map.entry("node_nfsd_read_ahead_cache_not_found_total", 11.0),
                        Map.entry("node_nfsd_packets_total{proto=\"udp\"}", 55.0),
                        Map.entry("node_nfsd_packets_total{proto=\"tcp\"}", 917.0),
                        Map.entry("node_nfsd_connections_total", 1.0),
                        Map.entry("node_nfsd_server_rpcs_total", 18628.0),
                        Map.entry("node_nfsd_rpc_errors_total{error=\"fmt\"}", 1.0),
                        Map.entry("node_nfsd_rpc_errors_total{error=\"auth\"}", 2.0),
                        Map.entry("node_nfsd_rpc_errors_total{error=\"cInt\"}", 3.0),
                        Map.entry(requests("nfsd", "4", "WdelegGetattr"), 15.0));
    }

    @Test
    void theServersOperationsGoByTheirNumberInTheProtocol() throws IOException {
        Map<String, Double> points = server(procedures("proc3", 22) + procedures("proc4ops", 76));
        assertThat(points)
                .containsEntry(requests("nfsd", "3", "GetAttr"), 2.0)
                .containsEntry(requests("nfsd", "4", "Access"), 4.0)
                .containsEntry(requests("nfsd", "4", "PutFH"), 23.0)
                .containsEntry(requests("nfsd", "4", "Read"), 26.0)
                .containsEntry(requests("nfsd", "4", "RelLockOwner"), 40.0)
                .doesNotContainKeys(requests("nfsd", "3", "Null"), requests("nfsd", "4", "PutRootFH"));
    }

    @Test
    void theHostsNetworkIsReadAndNotOurOwn() throws IOException {
        assertThat(read(CLIENT, "== file proc/1/net/rpc/nfs\nrpc 1 2 3\n== file proc/net/rpc/nfs\nrpc 7 8 9\n"))
                .containsEntry("node_nfs_rpcs_total", 1.0);
    }

    @Test
    void aHostWithoutNfsHasNoneWhateverOurOwnNetworkHas() throws IOException {
        assertThat(read(CLIENT, "== dir proc/1/net\n== file proc/net/rpc/nfs\nrpc 7 8 9\n"))
                .isEmpty();
    }

    @Test
    void ourOwnNetworkIsReadWhereProcess1IsHidden() throws IOException {
        assertThat(read(CLIENT, "== file proc/net/rpc/nfs\nrpc 7 8 9\n")).containsEntry("node_nfs_rpcs_total", 7.0);
    }

    @Test
    void aMachineWithoutHasNone() throws IOException {
        assertThat(read(CLIENT, "")).isEmpty();
        assertThat(read(SERVER, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "rpc x 1 2\n", "rpc -1 1 2\n", "unknown 1\n"})
    void aFileThatMakesNoSenseIsNamed(String content) {
        assertThatThrownBy(() -> client(content)).isInstanceOf(Malformed.class).hasMessageContaining("rpc/nfs: want");
        assertThatThrownBy(() -> server(content)).isInstanceOf(Malformed.class).hasMessageContaining("rpc/nfsd: want");
    }
}
