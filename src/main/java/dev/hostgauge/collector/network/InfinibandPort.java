package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Failures;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One port of an InfiniBand device: its state, its speed, and those counters that its driver has. */
final class InfinibandPort {
    private static final double BYTES_IN_GIGABIT = 1e9 / 8;

    /** What drivers say that have a file and no counter for it. */
    private static final String NOT_AVAILABLE = "N/A";

    private static final MetricDef STATE = MetricDef.gauge(
            "node_infiniband_state_id",
            "State of the port: 1 down, 2 initialising, 3 armed, 4 active, 5 active and deferred.",
            "device",
            "port");
    private static final MetricDef PHYSICAL_STATE = MetricDef.gauge(
            "node_infiniband_physical_state_id",
            "Physical state of the port: 1 sleep, 2 polling, 3 disabled, 4 training, 5 link up, 6 recovering, 7 test.",
            "device",
            "port");
    private static final MetricDef RATE = MetricDef.gauge(
            "node_infiniband_rate_bytes_per_second",
            "Speed of the link, of all its lanes, in bytes per second.",
            "device",
            "port");
    private static final MetricDef LIFESPAN = MetricDef.gauge(
            "node_infiniband_lifespan_seconds",
            "For how long the counters of the hardware may be served from memory; absent where the driver has none.",
            "device",
            "port");

    static final List<MetricDef> METRICS = metrics();

    private final String[] labels;
    private final List<Source> sources = new ArrayList<>();

    /** File and reason, of this reading. */
    private final Map<String, String> problems = new TreeMap<>();

    private interface Parser {
        double parse(Text text) throws Malformed;
    }

    /** One file with its metric and, from when it was last read, its value; NaN without one. */
    private static final class Source {
        private final KernelFile file;
        private final MetricDef metric;
        private final Parser parser;
        private double value = Double.NaN;

        Source(KernelFile file, MetricDef metric, Parser parser) {
            this.file = file;
            this.metric = metric;
            this.parser = parser;
        }
    }

    /**
     * @param folder {@code class/infiniband/DEVICE/ports/NUMBER}
     */
    InfinibandPort(Root sys, String folder, String device, String number) {
        labels = new String[] {device, number};
        add(sys, folder + "/state", STATE, InfinibandPort::parseState);
        add(sys, folder + "/phys_state", PHYSICAL_STATE, InfinibandPort::parseState);
        add(sys, folder + "/rate", RATE, InfinibandPort::parseRate);
        Set<String> present = new HashSet<>();
        for (String counters : List.of("counters", "counters_ext", "hw_counters")) {
            sys.list(folder + "/" + counters).forEach(name -> present.add(counters + "/" + name));
        }
        if (present.contains("hw_counters/lifespan")) {
            add(sys, folder + "/hw_counters/lifespan", LIFESPAN, text -> text.count() / 1000);
        }
        for (InfinibandCounters.Counter counter : InfinibandCounters.ALL) {
            if (present.contains(counter.file())) {
                add(sys, folder + "/" + counter.file(), counter.metric(), text -> text.count() * counter.factor());
            }
        }
    }

    private static List<MetricDef> metrics() {
        List<MetricDef> all = new ArrayList<>(List.of(STATE, PHYSICAL_STATE, RATE, LIFESPAN));
        InfinibandCounters.ALL.forEach(counter -> all.add(counter.metric()));
        return List.copyOf(all);
    }

    private void add(Root sys, String path, MetricDef metric, Parser parser) {
        sources.add(new Source(sys.file(path), metric, parser));
    }

    /** Reads all files, on a thread of the crew. A machine has eight ports of fifty: none is kept open. */
    void read(Text text) {
        problems.clear();
        for (Source source : sources) {
            source.value = Double.NaN;
            try (KernelFile file = source.file) {
                if (file.readIfGiven(text) && text.nextLine() && !text.startsWith(NOT_AVAILABLE)) {
                    source.value = source.parser.parse(text);
                }
            } catch (IOException failure) {
                problems.put(source.file.path().toString(), Failures.words(failure));
            }
        }
    }

    void emit(Sink sink) {
        problems.forEach(sink::problem);
        for (Source source : sources) {
            if (!Double.isNaN(source.value)) {
                sink.add(source.metric, source.value, labels);
            }
        }
    }

    /** {@code 4: ACTIVE}: a single digit, so that it may be read as hexadecimal up to its colon. */
    static double parseState(Text text) throws Malformed {
        return text.hexCount();
    }

    /** {@code 100 Gb/sec (4X EDR)} as bytes per second. */
    static double parseRate(Text text) throws Malformed {
        double gigabits = text.decimal();
        if (!text.startsWith("Gb/sec")) {
            throw text.malformed("the unit Gb/sec");
        }
        return gigabits * BYTES_IN_GIGABIT;
    }
}
