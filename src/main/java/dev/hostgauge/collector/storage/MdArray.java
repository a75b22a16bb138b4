package dev.hostgauge.collector.storage;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.MetricDef;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * One array of {@code /proc/mdstat}, which shows it in a few lines:
 *
 * <pre>
 * md0 : active raid1 sdb1[2] sda1[0](F) sdc1[3](S)
 *       1953382464 blocks super 1.2 [2/1] [_U]
 *       [=>...................]  recovery =  8.5% (166037509/1953382464) finish=170.2min speed=175000K/sec
 * </pre>
 *
 * <p>In place of the third, {@code resync=DELAYED}, {@code =PENDING} or {@code =REMOTE}; or none.
 */
final class MdArray implements Closeable {
    private static final List<String> STATES = List.of("active", "inactive", "recovering", "resync", "check");
    /** Their lines do not say how many disks there are: they have all, or do not work. */
    private static final List<String> WITHOUT_REDUNDANCY = List.of("raid0", "linear");

    private final String[] label;
    private final List<String[]> stateLabels;
    private final String[] activeLabels;
    private final String[] failedLabels;
    private final String[] spareLabels;
    private final KernelFile raidDisks;
    private final KernelFile degraded;

    private boolean seen;
    private String state = "";
    private String level = "";
    private int members;
    private int failed;
    private int spare;
    /** NaN in these for what the lines do not say. */
    private double active;

    private double required;
    private double blocks;
    private double blocksSynced;

    MdArray(Root sys, String device) {
        label = new String[] {device};
        stateLabels = STATES.stream().map(name -> new String[] {device, name}).toList();
        activeLabels = new String[] {device, "active"};
        failedLabels = new String[] {device, "failed"};
        spareLabels = new String[] {device, "spare"};
        raidDisks = sys.file("block/" + device + "/md/raid_disks");
        degraded = sys.file("block/" + device + "/md/degraded");
    }

    /** The word as an array's name, which is that of a folder too. */
    static String name(String word, Text text) throws Malformed {
        if (!word.chars().allMatch(letter -> letter > ' ' && letter < 0x7f && letter != '/')) {
            throw new Malformed(text.source(), "an array's name", word);
        }
        return word;
    }

    String device() {
        return label[0];
    }

    /** Whether mdstat has shown it since the last call. */
    boolean takeSeen() {
        boolean was = seen;
        seen = false;
        return was;
    }

    /** One of its lines, whose first word was this. */
    void take(String first, Text text) throws Malformed {
        if (text.startsWith(":")) {
            text.skipWords(1);
            begin(text);
        } else if (text.startsWith("blocks")) {
            String rest = text.rest();
            blocks = number(first, text);
            blocksSynced = blocks;
            countDisks(rest, text);
        } else if (first.startsWith("[")) {
            String progress = text.rest();
            state = stateDuring(progress);
            blocksSynced = numberBetween('(', '/', progress, text);
        } else if (first.indexOf('=') > 0) {
            state = stateDuring(first);
            blocksSynced = first.endsWith("=REMOTE") ? Double.NaN : 0;
        }
    }

    private void begin(Text text) throws Malformed {
        level = "";
        members = 0;
        failed = 0;
        spare = 0;
        active = Double.NaN;
        required = Double.NaN;
        blocks = Double.NaN;
        blocksSynced = Double.NaN;
        state = text.word();
        seen = true;
        while (!text.atLineEnd()) {
            String word = text.word();
            if (word.indexOf('[') > 0) {
                members++;
                failed += word.contains("(F)") ? 1 : 0;
                spare += word.contains("(S)") ? 1 : 0;
            } else if (!word.startsWith("(")) {
                level = word;
            }
        }
    }

    private static String stateDuring(String action) {
        if (action.startsWith("recovery")) {
            return "recovering";
        }
        return action.startsWith("resync") ? "resync" : action.startsWith("check") ? "check" : "";
    }

    /** From {@code [4/3]}, where there is one: an array of disks, three of them working. */
    private void countDisks(String line, Text text) throws Malformed {
        int open = line.indexOf('[');
        if (state.equals("inactive")) {
            active = 0;
        } else if (WITHOUT_REDUNDANCY.contains(level)) {
            active = members;
            required = members;
        } else if (open >= 0) {
            String disks = line.substring(open);
            required = numberBetween('[', '/', disks, text);
            active = numberBetween('/', ']', disks, text);
        }
    }

    private static double numberBetween(char before, char behind, String line, Text text) throws Malformed {
        int start = line.indexOf(before) + 1;
        int end = line.indexOf(behind, start);
        return number(line.substring(start, Math.max(start, end)), text);
    }

    private static double number(String digits, Text text) throws Malformed {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException garbage) {
            throw new Malformed(text.source(), "a whole number", digits);
        }
    }

    void emit(Text text, Sink sink) {
        for (int i = 0; i < STATES.size(); i++) {
            sink.add(Mdadm.STATE, STATES.get(i).equals(state) ? 1 : 0, stateLabels.get(i));
        }
        add(Mdadm.DISKS, active, sink, activeLabels);
        add(Mdadm.DISKS, failed, sink, failedLabels);
        add(Mdadm.DISKS, spare, sink, spareLabels);
        add(Mdadm.DISKS_REQUIRED, required, sink, label);
        add(Mdadm.BLOCKS, blocks, sink, label);
        add(Mdadm.BLOCKS_SYNCED, blocksSynced, sink, label);
        addFrom(raidDisks, Mdadm.RAID_DISKS, text, sink);
        addFrom(degraded, Mdadm.DEGRADED, text, sink);
    }

    private static void add(MetricDef metric, double value, Sink sink, String... labels) {
        if (!Double.isNaN(value)) {
            sink.add(metric, value, labels);
        }
    }

    /** The file is empty if the array has no such number, and {@code 4 (3)} while it grows from 3. */
    private void addFrom(KernelFile file, MetricDef metric, Text text, Sink sink) {
        try {
            if (file.readIfGiven(text) && text.nextLine()) {
                sink.add(metric, text.count(), label);
            }
        } catch (IOException failure) {
            sink.problem(file.path(), failure);
        }
    }

    @Override
    public void close() throws IOException {
        raidDisks.close();
        degraded.close();
    }
}
