package dev.hostgauge.collector.storage;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Entries;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * NVMe controllers and the namespaces that they show, from {@code /sys/class/nvme}. For some files the kernel asks the
 * device, which may not answer, so that each controller is a {@link Read} of its own.
 */
final class Nvme implements Collector {
    static final MetricDef INFO = MetricDef.gauge(
            "node_nvme_info",
            "What the NVMe controller is, as the constant 1; labels are empty where the kernel does not say.",
            "device",
            "firmware_revision",
            "model",
            "serial",
            "state",
            "cntlid");
    static final MetricDef NAMESPACE_INFO = MetricDef.gauge(
            "node_nvme_namespace_info",
            "A namespace as this controller reaches it, as the constant 1; ana_state is unknown without"
                    + " asymmetric access.",
            "device",
            "nsid",
            "ana_state");
    static final MetricDef CAPACITY = namespace("capacity_bytes", "Size of the namespace in bytes; the same as size.");
    static final MetricDef SIZE = namespace("size_bytes", "Size of the namespace in bytes.");
    static final MetricDef USED = namespace(
            "used_bytes",
            "Bytes of the namespace that are allocated, as the controller says; absent before Linux 6.8.");
    static final MetricDef BLOCK_SIZE =
            namespace("logical_block_size_bytes", "Bytes in a logical block of the namespace.");

    static final List<Declaration> METRICS = List.of(INFO, NAMESPACE_INFO, CAPACITY, SIZE, USED, BLOCK_SIZE);

    private final Crew crew;
    private final Entries<NvmeController> controllers;
    private final List<Read<?>> reads = new ArrayList<>();

    Nvme(Context context) {
        crew = context.crew();
        controllers = new Entries<>(
                context.machine().sys(),
                NvmeController.FOLDER,
                name -> Optional.of(new NvmeController(context.machine(), name)));
    }

    private static MetricDef namespace(String fact, String help) {
        return MetricDef.gauge("node_nvme_namespace_" + fact, help, "device", "nsid");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        List<NvmeController> present = controllers.refresh();
        if (present.isEmpty()) {
            return;
        }
        reads.clear();
        for (NvmeController controller : present) {
            reads.add(controller.read());
        }
        crew.run(reads, sink.deadline());
        for (NvmeController controller : present) {
            controller.emit(sink);
        }
    }
}
