package dev.hostgauge.collector.network;

import dev.hostgauge.metric.MetricDef;
import java.util.List;

/** The counters of an InfiniBand port: in which file each is, and under which of node_exporter's names it is served. */
final class InfinibandCounters {
    /** Data is counted in words of four bytes. */
    private static final int WORD = 4;

    /** File below the port's folder, name, help. Those of {@code counters_ext} are from before Linux 4.5. */
    private static final String TABLE = """
            counters/excessive_buffer_overrun_errors      excessive_buffer_overrun_errors_total        Periods in a row in which buffers overran.
            counters/link_downed                          link_downed_total                            Times the link went down and did not recover by itself.
            counters/link_error_recovery                  link_error_recovery_total                    Times the link recovered from an error by itself.
            counters/local_link_integrity_errors          local_link_integrity_errors_total            Times physical errors exceeded their limit.
            counters/multicast_rcv_packets                multicast_packets_received_total             Multicast packets received, with those in error.
            counters/multicast_xmit_packets               multicast_packets_transmitted_total          Multicast packets sent, with those in error.
            counters/port_rcv_constraint_errors           port_constraint_errors_received_total        Received packets that the port's rules refused.
            counters/port_rcv_data                        port_data_received_bytes_total               Bytes received.
            counters/port_rcv_discards                    port_discards_received_total                 Received packets dropped because the port is down or congested.
            counters/port_rcv_errors                      port_errors_received_total                   Packets received with an error.
            counters/port_rcv_packets                     port_packets_received_total                  Packets received, with those in error.
            counters/port_rcv_remote_physical_errors      port_receive_remote_physical_errors_total    Received packets that were marked as bad on their way.
            counters/port_rcv_switch_relay_errors         port_receive_switch_relay_errors_total       Packets that the switch could not forward.
            counters/port_xmit_constraint_errors          port_constraint_errors_transmitted_total     Packets that the port's rules forbade to send.
            counters/port_xmit_data                       port_data_transmitted_bytes_total            Bytes sent.
            counters/port_xmit_discards                   port_discards_transmitted_total              Packets not sent because the port is down or congested.
            counters/port_xmit_packets                    port_packets_transmitted_total               Packets sent, with those in error.
            counters/port_xmit_wait                       port_transmit_wait_total                     Ticks in which data waited and none was sent.
            counters/symbol_error                         symbol_error_total                           Small errors on the lanes of the link.
            counters/unicast_rcv_packets                  unicast_packets_received_total               Unicast packets received, with those in error.
            counters/unicast_xmit_packets                 unicast_packets_transmitted_total            Unicast packets sent, with those in error.
            counters/VL15_dropped                         vl15_dropped_total                           Management packets (VL15) dropped for want of resources.
            counters_ext/port_multicast_rcv_packets       legacy_multicast_packets_received_total      Multicast packets received.
            counters_ext/port_multicast_xmit_packets      legacy_multicast_packets_transmitted_total   Multicast packets sent.
            counters_ext/port_rcv_data_64                 legacy_data_received_bytes_total             Bytes received.
            counters_ext/port_rcv_packets_64              legacy_packets_received_total                Packets received.
            counters_ext/port_unicast_rcv_packets         legacy_unicast_packets_received_total        Unicast packets received.
            counters_ext/port_unicast_xmit_packets        legacy_unicast_packets_transmitted_total     Unicast packets sent.
            counters_ext/port_xmit_data_64                legacy_data_transmitted_bytes_total          Bytes sent.
            counters_ext/port_xmit_packets_64             legacy_packets_transmitted_total             Packets sent.
            hw_counters/duplicate_request                 duplicate_requests_packets_total             Requests received that were carried out before.
            hw_counters/implied_nak_seq_err               implied_nak_seq_errors_total                 Answers with a sequence number beyond the one expected.
            hw_counters/local_ack_timeout_err             local_ack_timeout_errors_total               Requests whose answer did not come in time.
            hw_counters/np_cnp_sent                       np_cnp_packets_sent_total                    Congestion notices sent.
            hw_counters/np_ecn_marked_roce_packets        np_ecn_marked_roce_packets_received_total    RoCE packets received that were marked for congestion.
            hw_counters/out_of_buffer                     out_of_buffer_drops_total                    Packets dropped for want of receive buffers.
            hw_counters/out_of_sequence                   out_of_sequence_packets_received_total       Packets received out of sequence.
            hw_counters/packet_seq_err                    packet_sequence_errors_total                 Sequence errors that the other side reported.
            hw_counters/req_cqe_error                     req_cqes_errors_total                        Requests completed with an error.
            hw_counters/req_cqe_flush_error               req_cqes_flush_errors_total                  Requests completed by a flush.
            hw_counters/req_remote_access_errors          req_remote_access_errors_total               Requests that the other side refused access.
            hw_counters/req_remote_invalid_request        req_remote_invalid_request_errors_total      Requests that the other side called invalid.
            hw_counters/resp_cqe_error                    resp_cqes_errors_total                       Answers completed with an error.
            hw_counters/resp_cqe_flush_error              resp_cqes_flush_errors_total                 Answers completed by a flush.
            hw_counters/resp_local_length_error           resp_local_length_errors_total               Answers with a wrong length.
            hw_counters/resp_remote_access_errors         resp_remote_access_errors_total              Accesses refused to the other side.
            hw_counters/rnr_nak_retry_err                 rnr_nak_retry_packets_received_total         Answers received that the other side is not ready.
            hw_counters/roce_adp_retrans                  roce_adp_retransmits_total                   Adaptive retransmissions.
            hw_counters/roce_adp_retrans_to               roce_adp_retransmits_timeout_total           Adaptive retransmissions that timed out.
            hw_counters/roce_slow_restart                 roce_slow_restart_used_total                 Times slow restart was used.
            hw_counters/roce_slow_restart_cnps            roce_slow_restart_cnps_total                 Congestion notices made by slow restart.
            hw_counters/roce_slow_restart_trans           roce_slow_restart_total                      Times the state changed to slow restart.
            hw_counters/rp_cnp_handled                    rp_cnp_packets_handled_total                 Congestion notices obeyed.
            hw_counters/rp_cnp_ignored                    rp_cnp_ignored_packets_received_total        Congestion notices received and ignored.
            hw_counters/rx_atomic_requests                rx_atomic_requests_total                     Atomic requests received.
            hw_counters/rx_dct_connect                    rx_dct_connect_requests_total                Requests to connect dynamically received.
            hw_counters/rx_icrc_encapsulated              rx_icrc_encapsulated_errors_total            RoCE packets received with a wrong checksum.
            hw_counters/rx_read_requests                  rx_read_requests_total                       Read requests received.
            hw_counters/rx_write_requests                 rx_write_requests_total                      Write requests received.
            """;

    /**
     * One file.
     *
     * @param file below the port's folder
     * @param factor what the number in it is multiplied by
     */
    record Counter(String file, MetricDef metric, double factor) {}

    static final List<Counter> ALL =
            TABLE.lines().map(InfinibandCounters::counter).toList();

    private InfinibandCounters() {}

    private static Counter counter(String row) {
        String[] part = row.split(" {2,}", 3);
        MetricDef metric = MetricDef.counter(
                "node_infiniband_" + part[1],
                part[2] + " Absent where the driver does not count it.",
                "device",
                "port");
        return new Counter(part[0], metric, part[1].contains("_bytes_") ? WORD : 1);
    }
}
