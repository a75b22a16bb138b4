package dev.hostgauge.logging;

import java.util.Locale;

/** Quotes as JSON has them, which logfmt's readers understand too. */
final class Quoting {
    private Quoting() {}

    /** Whether logfmt needs no quotes around it. */
    static boolean isBare(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '=' && c != '\\');
    }

    /** Everything that could end the line, the string or the reader's trust in what he sees is escaped. */
    static void quote(String text, StringBuilder out) {
        out.append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> append(c, out);
            }
        });
        out.append('"');
    }

    private static void append(int c, StringBuilder out) {
        if (isShown(c)) {
            out.appendCodePoint(c);
            return;
        }
        for (char unit : Character.toChars(c)) {
            out.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) unit));
        }
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            // Terminal escapes, marks that reverse the text, other line ends, halves of characters.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
