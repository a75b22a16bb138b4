package dev.hostgauge.config;

import com.typesafe.config.ConfigOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a configuration, so that all of it can be said at once. */
final class Mistakes {
    private static final int SHOWN = 160;

    private final List<Mistake> found = new ArrayList<>();

    /** A line of 0 stands for none. */
    private record Mistake(String source, int line, String what) {
        @Override
        public String toString() {
            return (line > 0 ? source + ":" + line : source) + ": " + what;
        }
    }

    void add(String source, String what) {
        found.add(new Mistake(source, 0, what));
    }

    void add(String source, int line, String what) {
        found.add(new Mistake(source, line, what));
    }

    /** About the value of a key. A flag and a variable name their key themselves, a line of a file does not. */
    void add(ConfigOrigin origin, String path, String what) {
        int line = Origins.line(origin);
        add(Origins.source(origin), line, line > 0 ? path + ": " + what : what);
    }

    /** About the value of a key, which is shown unless it is a secret. */
    void refuse(ConfigOrigin origin, String path, String wanted, String got) {
        add(origin, path, "want " + wanted + ", got " + (Secrets.isSecret(path) ? "something else" : shown(got)));
    }

    /** A value in quotes. */
    static String shown(String value) {
        return "'" + printable(value) + "'";
    }

    /** A text on one line and not endless. */
    static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }

    /** One line each, by file and line. */
    List<String> lines() {
        return found.stream()
                .sorted(Comparator.comparing(Mistake::source).thenComparingInt(Mistake::line))
                .map(Mistake::toString)
                .toList();
    }
}
