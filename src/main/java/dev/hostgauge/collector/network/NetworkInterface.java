package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Failures;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of the interface that has a name.
 *
 * <p>Its pulse is read in every cycle: flags, operational state and the count of carrier changes. A link that comes or
 * goes, or is set up or down, changes it; so then everything is read anew, and once more in the cycle after, because
 * drivers take a moment to agree on a speed.
 */
final class NetworkInterface implements AutoCloseable {
    private static final int IFF_UP = 1;

    /** A file without a value is asked for one again in every so many readings: a refusal costs more than a value. */
    private static final int ASKED_AGAIN = 16;

    private static final int DEVICE = 0;
    private static final int ADDRESS = 1;
    private static final int BROADCAST = 2;
    private static final int DUPLEX = 3;
    private static final int OPERSTATE = 4;
    private static final int ADMINSTATE = 5;
    private static final int IFALIAS = 6;
    private static final int LABELS = 7;

    private final String name;
    private final InterfaceFolder folder;
    private final String receivedBytes;
    private final String transmittedBytes;
    private final String[] label;

    /** The labels of {@code node_network_info}, at the places above. */
    private final String[] info = new String[LABELS];

    /** NaN in all of these for what the kernel or the driver does not say. */
    private final double[] fixed = new double[Netclass.FIXED.size()];

    private final double[] changing = new double[Netclass.CHANGING.size()];
    private double flags;
    private double carrierChanges;
    private double speedBytes;

    /** Whether nothing stirred when everything was last read. */
    private boolean settled;

    /** Whether a file was without a value in this cycle. */
    private boolean missing;

    /** Files that had no value when last asked; they may get one when the pulse changes, and hardly otherwise. */
    private final Set<String> silent = new HashSet<>();

    private boolean asksSilent;
    private int readings;

    /** File and reason, from when it was last read. */
    private final Map<String, String> problems = new TreeMap<>();

    NetworkInterface(String name, InterfaceFolder folder) {
        this.name = name;
        this.folder = folder;
        receivedBytes = Netdev.receivedBytes(name);
        transmittedBytes = Netdev.transmittedBytes(name);
        label = new String[] {name};
        forget();
    }

    String name() {
        return name;
    }

    /** NaN without one. */
    double speedBytes() {
        return speedBytes;
    }

    String receivedBytes() {
        return receivedBytes;
    }

    String transmittedBytes() {
        return transmittedBytes;
    }

    private void forget() {
        Arrays.fill(info, "");
        info[DEVICE] = name;
        Arrays.fill(fixed, Double.NaN);
        Arrays.fill(changing, Double.NaN);
        flags = Double.NaN;
        carrierChanges = Double.NaN;
        speedBytes = Double.NaN;
        problems.clear();
        silent.clear();
    }

    /**
     * Reads what is due.
     *
     * @param itsTurn whether everything that may change is due
     * @return false if there is no such interface, or no longer
     */
    boolean read(Text text, boolean itsTurn) throws IOException {
        InterfaceFolder.Holder holder = folder.look();
        if (holder == InterfaceFolder.Holder.NOBODY) {
            return false;
        }
        missing = false;
        asksSilent = true;
        boolean another = holder == InterfaceFolder.Holder.ANOTHER;
        if (another) {
            forget();
        }
        if (another || (itsTurn && !problems.isEmpty())) {
            readAll(Netclass.FIXED, fixed, text);
            // They are not read again: others can use the descriptors.
            folder.close();
        }
        boolean stirred = readPulse(text) || another;
        if (stirred || !settled || itsTurn) {
            asksSilent = stirred || !settled || ++readings % ASKED_AGAIN == 0;
            readAll(Netclass.CHANGING, changing, text);
            speedBytes = bytesPerSecond(number("speed", text));
            readWord("address", ADDRESS, text);
            readWord("broadcast", BROADCAST, text);
            readWord("duplex", DUPLEX, text);
            readWord("ifalias", IFALIAS, text);
            settled = !stirred;
        }
        // There is no value on an old kernel, by the driver's word, or because the interface just went away.
        return !missing || folder.isStillThere();
    }

    /** Whether the pulse is another than in the cycle before. */
    private boolean readPulse(Text text) {
        String stateBefore = info[OPERSTATE];
        double flagsBefore = flags;
        double changesBefore = carrierChanges;
        readWord("operstate", OPERSTATE, text);
        flags = number("flags", text);
        carrierChanges = number("carrier_changes", text);
        if (Double.isNaN(flags)) {
            info[ADMINSTATE] = "unknown";
        } else {
            info[ADMINSTATE] = ((long) flags & IFF_UP) != 0 ? "up" : "down";
        }
        return Double.compare(flagsBefore, flags) != 0
                || Double.compare(changesBefore, carrierChanges) != 0
                || !stateBefore.equals(info[OPERSTATE]);
    }

    private void readAll(List<Netclass.Attribute> attributes, double[] values, Text text) {
        for (int i = 0; i < values.length; i++) {
            values[i] = number(attributes.get(i).file(), text);
        }
    }

    private void readWord(String file, int place, Text text) {
        info[place] = readLine(file, text) ? text.rest() : "";
    }

    private double number(String file, Text text) {
        if (!readLine(file, text)) {
            return Double.NaN;
        }
        try {
            return parseNumber(text);
        } catch (Malformed garbage) {
            problems.put(file, String.valueOf(garbage.getMessage()));
            return Double.NaN;
        }
    }

    /** Reads a file up to its first line; false if there is nothing to be had, be that a fact or a problem. */
    private boolean readLine(String file, Text text) {
        if (!problems.isEmpty()) {
            problems.remove(file);
        }
        if (!asksSilent && silent.contains(file)) {
            return false;
        }
        try {
            if (folder.read(file, text)) {
                silent.remove(file);
                text.nextLine();
                return true;
            }
            silent.add(file);
            missing = true;
        } catch (IOException failure) {
            problems.put(file, Failures.words(failure));
        }
        return false;
    }

    void emit(Sink sink) {
        problems.forEach((file, what) -> sink.problem(name + " " + file, what));
        String state = info[OPERSTATE];
        if (!state.isEmpty()) {
            sink.add(Netclass.UP, state.equals("up") ? 1 : 0, label);
        }
        sink.add(Netclass.INFO, 1, info);
        add(Netclass.FLAGS, flags, sink);
        add(Netclass.CARRIER_CHANGES, carrierChanges, sink);
        add(Netclass.SPEED, speedBytes, sink);
        for (int i = 0; i < fixed.length; i++) {
            add(Netclass.FIXED.get(i).metric(), fixed[i], sink);
        }
        for (int i = 0; i < changing.length; i++) {
            add(Netclass.CHANGING.get(i).metric(), changing[i], sink);
        }
    }

    private void add(MetricDef metric, double value, Sink sink) {
        if (!Double.isNaN(value)) {
            sink.add(metric, value, label);
        }
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    /** Decimal, or hexadecimal after 0x. */
    static double parseNumber(Text text) throws Malformed {
        return text.startsWith("0x") ? text.hex() : text.decimal();
    }

    /** NaN without a speed: unknown is -1, on old kernels as unsigned; 0 is what a link without a partner has. */
    static double bytesPerSecond(double megabitsPerSecond) {
        return megabitsPerSecond > 0 && megabitsPerSecond <= Integer.MAX_VALUE
                ? megabitsPerSecond * 1e6 / 8
                : Double.NaN;
    }
}
