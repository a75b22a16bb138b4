package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Refusal;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/**
 * One file of a GPU's driver and what it said last. Drivers of GPUs make files for what only some of their GPUs have, and
 * answer with an error where this one has none, which is no fault.
 *
 * <p>Written by the thread that reads the GPU, asked by the collector after that read has ended.
 */
final class GpuFile {
    /** A read that hangs keeps its thread, and with it the text that it fills. */
    private static final ThreadLocal<Text> TEXT = ThreadLocal.withInitial(Text::new);

    private static final String NOT_PERMITTED = "Operation not permitted";

    private final KernelFile file;
    private final Sysfs.Probe probe;
    private final Parser numberParser = text -> number = parseNumber(text);
    private final Parser wordsParser = text -> words = text.nextLine() ? text.rest() : "";
    private double number = Double.NaN;
    private String words = "";
    private @Nullable IOException problem;

    /** Makes something of what the file says. */
    interface Parser {
        void parse(Text text) throws Malformed;
    }

    GpuFile(KernelFile file, Sysfs.Probe probe) {
        this.file = file;
        this.probe = probe;
    }

    /** Reads it; without content to make sense of, the parser is not asked. */
    void read(Parser parser) {
        problem = null;
        Text text = TEXT.get();
        try {
            if (probe.read(file, text)) {
                parser.parse(text);
            }
        } catch (IOException failure) {
            problem = isRefusal(failure) ? null : failure;
        }
    }

    /** EPERM is how amdgpu refuses while the GPU sleeps or is being reset; what is a fault elsewhere has its path before it. */
    private static boolean isRefusal(IOException failure) {
        return Refusal.of(failure) != Refusal.FAULT
                || (failure instanceof FileSystemException named && NOT_PERMITTED.equals(named.getReason()));
    }

    /** Reads one number. */
    void readNumber() {
        number = Double.NaN;
        read(numberParser);
    }

    /** Reads a line of words, without blanks at its ends. */
    void readWords() {
        words = "";
        read(wordsParser);
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

    /** The words; empty if there are none. */
    String words() {
        return words;
    }

    /** Whether it is there and cannot be read. */
    boolean isFaulty() {
        return problem != null;
    }

    void report(Sink sink) {
        if (problem != null) {
            sink.problem(file.path(), problem);
        }
    }

    /** Says that what it told cannot be. */
    void report(Sink sink, String what) {
        sink.problem(file.path().toString(), what);
    }

    /** Gives the descriptor back; what was read still holds. */
    void letGo() {
        try {
            file.close();
        } catch (IOException unclosable) {
            problem = unclosable;
        }
    }
}
