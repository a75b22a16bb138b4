package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Refusal;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One file of a driver and what it said last. A driver that has no value to give says so by an error, which is no fault;
 * other errors ({@link Refusal}), and content that makes no sense, are reported as problems.
 *
 * <p>Written by the thread that reads the device, asked by the collector after that read has ended.
 */
final class DriverFile {
    /** A read that hangs keeps its thread, and with it the text that it fills. */
    private static final ThreadLocal<Text> TEXT = ThreadLocal.withInitial(Text::new);

    private final KernelFile file;
    private final Probe probe;
    private double number = Double.NaN;
    private String words = "";
    private boolean there;
    private boolean gone;
    private @Nullable IOException problem;

    DriverFile(KernelFile file, Probe probe) {
        this.file = file;
        this.probe = probe;
    }

    /** Reads one number. */
    void readNumber() {
        Text text = TEXT.get();
        number = Double.NaN;
        if (fill(text)) {
            try {
                number = parseNumber(text);
            } catch (Malformed garbage) {
                problem = garbage;
            }
        }
    }

    /** Reads a line of words, without blanks at its ends. */
    void readWords() {
        Text text = TEXT.get();
        there = fill(text);
        String line = there && text.nextLine() ? text.rest() : "";
        if (!line.equals(words)) {
            words = line;
        }
    }

    /** Gives the descriptor back; what was read still holds. */
    void letGo() {
        try {
            file.close();
        } catch (IOException unclosable) {
            problem = unclosable;
        }
    }

    private boolean fill(Text text) {
        gone = false;
        problem = null;
        try {
            probe.read(file, text);
            return true;
        } catch (IOException failure) {
            Refusal refusal = Refusal.of(failure);
            gone = refusal == Refusal.GONE;
            problem = refusal == Refusal.FAULT ? failure : null;
        }
        return false;
    }

    /** The one number that a driver prints; NaN if it prints nothing. */
    static double parseNumber(Text text) throws Malformed {
        if (!text.nextLine() || text.atLineEnd()) {
            return Double.NaN;
        }
        double parsed = text.decimal();
        if (!text.atLineEnd() || text.nextLine()) {
            throw text.malformed("one number and no more");
        }
        return parsed;
    }

    /** The number, in the driver's unit; NaN if there is none. */
    double number() {
        return number;
    }

    /** The words; the same object as long as they stay the same. */
    String words() {
        return words;
    }

    /** Whether the words could be read. */
    boolean hasWords() {
        return there;
    }

    /** Whether the file or its device was not there any more. */
    boolean isGone() {
        return gone;
    }

    void report(Sink sink) {
        if (problem != null) {
            sink.problem(file.path(), problem);
        }
    }
}
