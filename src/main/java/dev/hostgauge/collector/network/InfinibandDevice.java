package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One device below {@code /sys/class/infiniband}; its firmware answers for its counters and may be slow or hang. */
final class InfinibandDevice {
    static final MetricDef INFO = MetricDef.gauge(
            "node_infiniband_info",
            "Always 1, with board, firmware and type of the device as labels; empty for what its driver does not say.",
            "device",
            "board_id",
            "firmware_version",
            "hca_type");

    /** In the order of the labels. */
    private static final List<String> FACTS = List.of("board_id", "fw_ver", "hca_type");

    private final Root sys;
    private final String name;
    private final String folder;
    private final Due factsDue;
    private final Read<InfinibandDevice> read = new Read<>(Registration.READ_LIMIT, this::readFiles);
    private final Text text = new Text();
    private final List<InfinibandPort> ports = new ArrayList<>();
    private final String[] info = {"", "", "", ""};

    InfinibandDevice(Machine machine, String name) {
        sys = machine.sys();
        this.name = name;
        folder = Infiniband.FOLDER + "/" + name;
        factsDue = new Due(machine.clock(), Due.FACTS);
    }

    Read<InfinibandDevice> read() {
        return read;
    }

    /** On a thread of the crew. */
    private InfinibandDevice readFiles() throws IOException {
        if (factsDue.take()) {
            readFacts();
        }
        for (InfinibandPort port : ports) {
            port.read(text);
        }
        return this;
    }

    private void readFacts() throws IOException {
        info[0] = name;
        for (int i = 0; i < FACTS.size(); i++) {
            info[i + 1] = fact(FACTS.get(i));
        }
        ports.clear();
        for (String number : sys.list(folder + "/ports")) {
            ports.add(new InfinibandPort(sys, folder + "/ports/" + number, name, number));
        }
    }

    private String fact(String file) throws IOException {
        try (KernelFile once = sys.file(folder + "/" + file)) {
            return once.readIfGiven(text) && text.nextLine() ? text.rest() : "";
        } catch (IOException failure) {
            factsDue.now();
            throw failure;
        }
    }

    void emit(Sink sink) {
        try {
            read.value();
        } catch (IOException failure) {
            sink.problem("device " + name, failure);
            return;
        }
        sink.add(INFO, 1, info);
        for (InfinibandPort port : ports) {
            port.emit(sink);
        }
    }
}
