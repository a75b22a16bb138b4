package dev.hostgauge.collector.custom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hostgauge.machine.Malformed;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** One line of a text exposition and a cursor in it. Methods that want something throw if it is not there. */
final class Line {
    private int number;
    private byte[] bytes = new byte[0];
    private int start;
    private int at;
    private int end;

    void begin(int newNumber, byte[] newBytes, int newStart, int newEnd) {
        number = newNumber;
        bytes = newBytes;
        start = newStart;
        at = newStart;
        // A file from Windows ends its lines with two characters.
        end = newEnd > newStart && newBytes[newEnd - 1] == '\r' ? newEnd - 1 : newEnd;
    }

    /** From 1. */
    int number() {
        return number;
    }

    int length() {
        return end - start;
    }

    void skipBlanks() {
        while (at < end && isBlank(bytes[at])) {
            at++;
        }
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t';
    }

    /** Whether nothing is left but blanks. */
    boolean atEnd() {
        skipBlanks();
        return at == end;
    }

    /** Moves past this character, if it follows after blanks; whether it did. */
    boolean skip(char ascii) {
        skipBlanks();
        if (at < end && bytes[at] == ascii) {
            at++;
            return true;
        }
        return false;
    }

    /** Moves past the next word, if it is this; whether it did. */
    boolean skipWord(String ascii) {
        skipBlanks();
        int after = at + ascii.length();
        if (after > end || (after < end && !isBlank(bytes[after]))) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        at = after;
        return true;
    }

    void want(char ascii) throws Malformed {
        if (!skip(ascii)) {
            throw malformed("'" + ascii + "'");
        }
    }

    boolean isAt(char ascii) {
        return at < end && bytes[at] == ascii;
    }

    /** Refuses a name that goes on with what no name has. */
    void wantBlank() throws Malformed {
        if (at < end && !isBlank(bytes[at])) {
            throw malformed("a blank behind the name");
        }
    }

    void wantEnd() throws Malformed {
        if (!atEnd()) {
            throw malformed("the end of the line");
        }
    }

    /** The name of a metric. */
    String metricName() throws Malformed {
        return name(true, "the name of a metric");
    }

    /** The name of a label, which has no colons. */
    String labelName() throws Malformed {
        return name(false, "the name of a label");
    }

    private String name(boolean colons, String wanted) throws Malformed {
        skipBlanks();
        int from = at;
        while (at < end && isOfName(bytes[at], at > from, colons)) {
            at++;
        }
        if (at == from) {
            throw malformed(wanted);
        }
        return new String(bytes, from, at - from, ISO_8859_1);
    }

    private static boolean isOfName(byte character, boolean digitsToo, boolean colons) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || character == '_'
                || (colons && character == ':')
                || (digitsToo && character >= '0' && character <= '9');
    }

    /** What stands up to the next blank; empty at the end. */
    String word() throws Malformed {
        skipBlanks();
        int from = at;
        while (at < end && !isBlank(bytes[at])) {
            at++;
        }
        return decode(bytes, from, at);
    }

    /** The value of a label: in double quotes, which are escaped inside like backslashes and line feeds. */
    String quoted() throws Malformed {
        want('"');
        int from = at;
        while (at < end && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        if (at < end && bytes[at] == '"') {
            at++;
            return decode(bytes, from, at - 1);
        }
        at = from;
        return unescaped('"');
    }

    /** The rest of the line, with backslashes and line feeds escaped. */
    String help() throws Malformed {
        skipBlanks();
        return unescaped('\n');
    }

    private String unescaped(char last) throws Malformed {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(end - at);
        while (at < end && bytes[at] != last) {
            if (bytes[at] == '\\') {
                at++;
                plain.write(escaped());
            } else {
                plain.write(bytes[at]);
            }
            at++;
        }
        if (last != '\n') {
            want(last);
        }
        byte[] all = plain.toByteArray();
        return decode(all, 0, all.length);
    }

    private int escaped() throws Malformed {
        byte character = at < end ? bytes[at] : 0;
        return switch (character) {
            case '\\', '"' -> character;
            case 'n' -> '\n';
            default -> throw malformed("\\\\, \\\" or \\n");
        };
    }

    private String decode(byte[] encoded, int from, int to) throws Malformed {
        for (int i = from; i < to; i++) {
            if (encoded[i] < 0) {
                return decodeUtf8(encoded, from, to);
            }
        }
        return new String(encoded, from, to - from, ISO_8859_1);
    }

    private String decodeUtf8(byte[] encoded, int from, int to) throws Malformed {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(encoded, from, to - from))
                    .toString();
        } catch (CharacterCodingException invalid) {
            throw malformed("UTF-8", new String(encoded, from, to - from, UTF_8));
        }
    }

    /** A complaint about what follows. */
    Malformed malformed(String wanted) {
        return malformed(wanted, new String(bytes, at, end - at, UTF_8));
    }

    Malformed malformed(String wanted, String got) {
        return malformed(number, wanted, got);
    }

    static Malformed malformed(int number, String wanted, String got) {
        return new Malformed("line " + number, wanted, got);
    }
}
