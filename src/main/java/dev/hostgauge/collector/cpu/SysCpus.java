package dev.hostgauge.collector.cpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.SharedFile;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which CPUs there are, from {@code /sys/devices/system/cpu}: listed once, and anew when one came or went. */
final class SysCpus {
    static final String FOLDER = "devices/system/cpu";

    /** More than any kernel can be built for. */
    private static final int MOST_CPUS = 1 << 16;

    private final Root sys;
    private final SharedFile onlineFile;
    private final Text text = new Text();

    private boolean listed;
    private boolean onlineKnown;
    private String onlineList = "";
    private BitSet online = new BitSet();
    private List<String> all = List.of();

    SysCpus(Root sys) {
        this.sys = sys;
        onlineFile = sys.shared(FOLDER + "/online");
    }

    /** Looks whether a CPU came or went, and lists them anew if so; whether it did. */
    boolean refresh(Sink sink) {
        String list = "";
        BitSet parsed = new BitSet();
        onlineKnown = false;
        try {
            if (onlineFile.readIfPresent(sink.cycle(), text)) {
                list = text.nextLine() ? text.rest() : "";
                parsed = list.equals(onlineList)
                        ? online
                        : parseRanges(onlineFile.path().toString(), list);
                onlineKnown = !parsed.isEmpty();
            }
        } catch (IOException failure) {
            list = "";
            sink.problem(onlineFile.path(), failure);
        }
        online = parsed;
        boolean changed = !listed || !list.equals(onlineList);
        onlineList = list;
        if (changed) {
            all = list(sys);
            listed = true;
        }
        return changed;
    }

    private static List<String> list(Root sys) {
        List<String> numbers = new ArrayList<>();
        for (String name : sys.list(FOLDER)) {
            if (name.matches("cpu[0-9]{1,5}")) {
                numbers.add(name.substring("cpu".length()));
            }
        }
        numbers.sort((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
        return List.copyOf(numbers);
    }

    /** The numbers of all that the machine shows, online or not, in order. */
    List<String> all() {
        return all;
    }

    /** Whether the kernel says which are online. */
    boolean isOnlineKnown() {
        return onlineKnown;
    }

    /** Whether it is, or may be. */
    boolean isOnline(String cpu) {
        return !onlineKnown || online.get(Integer.parseInt(cpu));
    }

    /**
     * Parses CPUs as sysfs lists them: {@code 0-3,8,10-11}.
     *
     * @param source the file, for the complaint
     * @param list may be empty, which is no CPU
     */
    static BitSet parseRanges(String source, String list) throws Malformed {
        BitSet cpus = new BitSet();
        if (list.isEmpty()) {
            return cpus;
        }
        for (String range : list.split(",", -1)) {
            int dash = range.indexOf('-');
            int first = number(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : number(range.substring(dash + 1));
            if (first < 0 || last < first) {
                throw new Malformed(source, "CPUs such as 0-3,8", list);
            }
            cpus.set(first, last + 1);
        }
        return cpus;
    }

    /** −1 if it is none, or absurdly large. */
    private static int number(String digits) {
        if (!digits.matches("[0-9]{1,5}")) {
            return -1;
        }
        int number = Integer.parseInt(digits);
        return number < MOST_CPUS ? number : -1;
    }
}
