package dev.hostgauge.collector.gpu;

import static dev.hostgauge.collector.gpu.GpuMetrics.counter;
import static dev.hostgauge.collector.gpu.GpuMetrics.gauge;
import static dev.hostgauge.collector.gpu.GpuMetrics.hardware;

import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.OtelDef;
import java.util.List;

/** What NVIDIA's library tells and no other vendor's driver. */
final class NvidiaMetrics {
    static final MetricDef NVML_STATE = MetricDef.gauge(
            "gpu_nvml_state",
            "Whether NVIDIA's library is in this state, 0 or 1: running, starting, stuck in a call, restarting,"
                    + " no_library, version_mismatch (of library and driver: the machine must be restarted), refused, or"
                    + " released so that an idle GPU can sleep; absent without a driver of NVIDIA's.",
            "state");

    static final MetricDef TEMPERATURE_MARGIN = gauge(
            "gpu_temperature_margin_celsius",
            "Degrees Celsius that are left until the GPU slows down; absent before driver 570 and on many cards.");
    static final MetricDef TEMPERATURE_MARGIN_LIMIT = gauge(
            "gpu_temperature_margin_limit_celsius",
            "Margin in degrees Celsius at which the GPU slows down, shuts down, or should not get to: 0 or below; absent"
                    + " before the Ada and Hopper generations.",
            "threshold");
    static final MetricDef PERFORMANCE_STATE =
            gauge("gpu_performance_state", "Performance state, 0 (most) to 15 (least); absent while unknown.");
    static final MetricDef CLOCK_EVENT_SECONDS = counter(
                    "gpu_clock_event_seconds_total",
                    "Time in seconds for which the clocks were held down for this reason; absent for reasons that the"
                            + " driver does not time.",
                    "reason")
            .experimental();

    static final MetricDef PCIE_TRANSMIT = counter(
                    "gpu_pcie_transmit_bytes_total",
                    "Bytes that the GPU sent over PCI Express, may wrap; absent before driver 555.")
            .otel(hardware(OtelDef.counter("hw.gpu.io", "By").integers()).constant("network.io.direction", "transmit"));
    static final MetricDef PCIE_RECEIVE = counter(
                    "gpu_pcie_receive_bytes_total",
                    "Bytes that the GPU received over PCI Express, may wrap; absent before driver 555.")
            .otel(hardware(OtelDef.counter("hw.gpu.io", "By").integers()).constant("network.io.direction", "receive"));
    static final MetricDef PCIE_ERRORS = counter(
            "gpu_pcie_errors_total",
            "Errors of PCI Express that the GPU itself counted, by type; absent before driver 525.",
            "type");

    static final MetricDef NVLINK_UP =
            gauge("gpu_nvlink_up", "Whether the NVLink is up, 0 or 1; absent without NVLinks.", "link");
    static final MetricDef NVLINK_TRANSMIT = counter(
            "gpu_nvlink_transmit_bytes_total", "Bytes of data sent over the NVLink; absent without NVLinks.", "link");
    static final MetricDef NVLINK_RECEIVE = counter(
            "gpu_nvlink_receive_bytes_total",
            "Bytes of data received over the NVLink; absent without NVLinks.",
            "link");
    static final MetricDef NVLINK_ERRORS =
            counter("gpu_nvlink_errors_total", "Errors of the NVLink by type; absent without NVLinks.", "link", "type");

    static final MetricDef ECC_ENABLED = gauge(
            "gpu_ecc_enabled", "Whether the memory's errors are corrected (ECC), 0 or 1; absent where it cannot be.");
    static final MetricDef ECC_ERRORS = counter(
            "gpu_ecc_errors_total",
            "Bit errors of all memories, caches and registers together; volatile since the driver came up, aggregate in"
                    + " the card's life; absent without ECC.",
            "type",
            "scope");
    static final MetricDef RETIRED_PAGES = gauge(
            "gpu_retired_pages",
            "Pages of memory that were taken out of use in the card's life, by cause; absent from Ampere on, which remaps"
                    + " rows.",
            "cause");
    static final MetricDef RETIRED_PAGES_PENDING = gauge(
            "gpu_retired_pages_pending", "Whether pages wait for the next restart to be taken out of use, 0 or 1.");
    static final MetricDef REMAPPED_ROWS = gauge(
            "gpu_remapped_rows",
            "Rows of memory that spare ones stand in for, in the card's life, by cause; absent before Ampere.",
            "cause");
    static final MetricDef ROW_REMAP_PENDING =
            gauge("gpu_row_remap_pending", "Whether rows wait for the next reset of the GPU to be remapped, 0 or 1.");
    static final MetricDef ROW_REMAP_FAILURE =
            gauge("gpu_row_remap_failure", "Whether a row could not be remapped, 0 or 1: the card is to be replaced.");
    static final MetricDef ROW_REMAP_BANKS = gauge(
            "gpu_row_remap_banks",
            "Banks of memory by how many of their spare rows are left: max, high, partial, low, none.",
            "availability");
    static final MetricDef RECOVERY_ACTION = gauge(
            "gpu_recovery_action",
            "What the driver asks for so that the GPU recovers, 0 or 1 each; absent before driver 565.",
            "action");
    static final MetricDef REPAIR_PENDING = gauge(
            "gpu_repair_pending",
            "Whether a repair of the GPU waits for its reset, 0 or 1; absent before driver 580.",
            "part");
    static final MetricDef XID_ERRORS = counter(
            "gpu_xid_errors_total",
            "Errors that the driver reported by number (Xid) since the exporter started; the serious ones stand at 0 from"
                    + " the start; absent where the driver reports none, as on Windows.",
            "xid");
    static final MetricDef XID_TIME = gauge(
            "gpu_xid_last_timestamp_seconds",
            "When the error was reported last, in seconds since 1970; absent until it is.",
            "xid");

    static final MetricDef COMPUTE_MODE =
            gauge("gpu_compute_mode", "Whether the GPU is in this mode for computing, 0 or 1.", "mode");
    static final MetricDef PERSISTENCE_MODE = gauge(
            "gpu_persistence_mode", "Whether the driver stays loaded while nobody uses the GPU, 0 or 1; Linux only.");
    static final MetricDef MIG_ENABLED =
            gauge("gpu_mig_enabled", "Whether the GPU is cut into instances (MIG), 0 or 1; absent where it cannot be.");
    static final MetricDef MIG_INFO = gauge(
            "gpu_mig_info",
            "An instance of the GPU, as the constant 1, by its GPU instance and compute instance.",
            "mig_uuid",
            "gi",
            "ci",
            "profile");
    static final MetricDef MIG_MEMORY_SIZE =
            gauge("gpu_mig_memory_size_bytes", "Memory of the GPU instance in bytes.", "gi");
    static final MetricDef MIG_MEMORY_USED =
            gauge("gpu_mig_memory_used_bytes", "Memory of the GPU instance in use, in bytes.", "gi");
    static final MetricDef MIG_MEMORY_FREE =
            gauge("gpu_mig_memory_free_bytes", "Memory of the GPU instance that is free, in bytes.", "gi");

    static final MetricDef GRAPHICS_ACTIVE =
            activity("gpu_graphics_active_ratio", "Share of time in which any graphics or compute engine was active");
    static final MetricDef SM_ACTIVE =
            activity("gpu_sm_active_ratio", "Share of multiprocessors and time with at least one warp");
    static final MetricDef SM_OCCUPANCY =
            activity("gpu_sm_occupancy_ratio", "Warps on the multiprocessors as a share of the most there can be");
    static final MetricDef TENSOR_ACTIVE =
            activity("gpu_tensor_active_ratio", "Share of time in which the tensor cores were busy");
    static final MetricDef DRAM_ACTIVE =
            activity("gpu_dram_active_ratio", "Bandwidth of the memory in use as a share of the most there can be");
    static final MetricDef PIPE_ACTIVE = gauge(
            "gpu_pipe_active_ratio",
            "Share of time in which the pipe was busy: fp64, fp32, fp16; 0 to 1, since the last reading; absent before"
                    + " the Hopper generation.",
            "pipe");

    static final MetricDef PROCESSES =
            gauge("gpu_processes", "Processes that use the GPU, by type: compute, graphics, mps.", "type");
    static final MetricDef PROCESS_MEMORY = gauge(
            "gpu_process_memory_bytes",
            "Memory of the GPU that the process uses, in bytes; the largest, where the setting process-memory asks for"
                    + " it; absent on Windows.",
            "type",
            "pid",
            "process");

    static final List<Declaration> METRICS = List.of(
            NVML_STATE,
            NvmlAccount.ERRORS,
            TEMPERATURE_MARGIN,
            TEMPERATURE_MARGIN_LIMIT,
            PERFORMANCE_STATE,
            CLOCK_EVENT_SECONDS,
            PCIE_TRANSMIT,
            PCIE_RECEIVE,
            PCIE_ERRORS,
            NVLINK_UP,
            NVLINK_TRANSMIT,
            NVLINK_RECEIVE,
            NVLINK_ERRORS,
            ECC_ENABLED,
            ECC_ERRORS,
            RETIRED_PAGES,
            RETIRED_PAGES_PENDING,
            REMAPPED_ROWS,
            ROW_REMAP_PENDING,
            ROW_REMAP_FAILURE,
            ROW_REMAP_BANKS,
            RECOVERY_ACTION,
            REPAIR_PENDING,
            XID_ERRORS,
            XID_TIME,
            COMPUTE_MODE,
            PERSISTENCE_MODE,
            MIG_ENABLED,
            MIG_INFO,
            MIG_MEMORY_SIZE,
            MIG_MEMORY_USED,
            MIG_MEMORY_FREE,
            GRAPHICS_ACTIVE,
            SM_ACTIVE,
            SM_OCCUPANCY,
            TENSOR_ACTIVE,
            DRAM_ACTIVE,
            PIPE_ACTIVE,
            PROCESSES,
            PROCESS_MEMORY);

    private NvidiaMetrics() {}

    private static MetricDef activity(String name, String what) {
        return gauge(name, what + ", 0 to 1, since the last reading; absent before the Hopper generation.");
    }
}
