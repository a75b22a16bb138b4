package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The interfaces that are bonds of others, and how many of those work, from {@code /sys/class/net}. */
final class Bonding implements Collector {
    private static final MetricDef SLAVES =
            MetricDef.gauge("node_bonding_slaves", "Interfaces that belong to the bond.", "master");
    private static final MetricDef ACTIVE = MetricDef.gauge(
            "node_bonding_active",
            "Interfaces of the bond whose link is up; absent if the state of one of them cannot be read.",
            "master");

    static final List<Declaration> METRICS = List.of(SLAVES, ACTIVE);

    private final Root sys;
    private final KernelFile masters;
    private final Text text = new Text();

    Bonding(Context context) {
        sys = context.machine().sys();
        masters = sys.file("class/net/bonding_masters");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (!masters.readIfPresent(text)) {
            return;
        }
        for (String master : words(text)) {
            try {
                read(master, sink);
            } catch (IOException failure) {
                sink.problem("bond " + master, failure);
            }
        }
    }

    /** Files are not kept open: they stay with their interface, which may get another name. */
    private void read(String master, Sink sink) throws IOException {
        InterfaceFolder folder = folder(master);
        if (!folder.read("bonding/slaves", text)) {
            return;
        }
        List<String> slaves = words(text);
        sink.add(SLAVES, slaves.size(), master);
        int active = 0;
        for (String slave : slaves) {
            active += isUp(folder, slave) ? 1 : 0;
        }
        sink.add(ACTIVE, active, master);
    }

    private boolean isUp(InterfaceFolder master, String slave) throws IOException {
        folder(slave);
        // Kernels before 3.13 say slave_.
        if (!master.read("lower_" + slave + "/bonding_slave/mii_status", text)
                && !master.read("slave_" + slave + "/bonding_slave/mii_status", text)) {
            throw new FileNotFoundException("no state of " + slave);
        }
        text.nextLine();
        return text.rest().equals("up");
    }

    /** Refuses what can be no interface's name. */
    private InterfaceFolder folder(String name) throws IOException {
        Optional<InterfaceFolder> folder = InterfaceFolder.of(sys, name, false);
        return folder.orElseThrow(() -> new IOException("no name of an interface: " + name));
    }

    static List<String> words(Text text) throws IOException {
        List<String> words = new ArrayList<>();
        while (text.nextLine()) {
            while (!text.atLineEnd()) {
                words.add(text.word());
            }
        }
        return words;
    }
}
