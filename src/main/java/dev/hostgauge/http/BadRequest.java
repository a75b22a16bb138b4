package dev.hostgauge.http;

/** The client's mistake, in one line for the client. */
final class BadRequest extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MOST_QUOTED = 64;

    BadRequest(String line) {
        super(line);
    }

    /** What the client sent, made fit for a line of plain text. */
    static String quoted(String text) {
        String printable = text.replaceAll("[^ -~]", "?");
        return "'" + (printable.length() <= MOST_QUOTED ? printable : printable.substring(0, MOST_QUOTED) + "...")
                + "'";
    }
}
