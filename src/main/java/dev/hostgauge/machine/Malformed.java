package dev.hostgauge.machine;

import java.io.IOException;

/** A source that could be read but makes no sense: names the file, what was wanted and what was there. */
public final class Malformed extends IOException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 60;

    public Malformed(String source, String wanted, String got) {
        super(source + ": want " + wanted + ", got '" + printable(got) + "'");
    }

    /** What hostile bytes may not do to a log line. */
    private static String printable(String text) {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
