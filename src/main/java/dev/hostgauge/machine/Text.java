package dev.hostgauge.machine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of one kernel file and a cursor that walks them line by line, word by word.
 *
 * <p>Made to be filled again and again: it keeps its buffer, and words it has seen before come back as the same
 * {@code String}. For one thread at a time.
 *
 * <p>The cursor starts before the first line: call {@link #nextLine} first. Words are separated by spaces and tabs and
 * end with the line. Methods that want something throw {@link Malformed} when the line has nothing such.
 *
 * <p>Loops work on local copies of the fields: this is the inner loop of a scrape, and the JVM's quick compiler would load
 * and store them for every byte.
 */
public final class Text {
    private static final int FIRST_CAPACITY = 1024;

    private final Words words = new Words();
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;
    private int nextLineStart;
    private int at;
    private int lineEnd;
    private String source = "";

    /** A text for tests and for what was read by other means. */
    public static Text of(String source, String content) {
        Text text = new Text();
        byte[] encoded = content.getBytes(StandardCharsets.UTF_8);
        text.reset(source);
        text.ensureRoom(encoded.length);
        System.arraycopy(encoded, 0, text.bytes, 0, encoded.length);
        text.length = encoded.length;
        return text;
    }

    void reset(String newSource) {
        source = newSource;
        length = 0;
        rewind();
    }

    /** Takes over the bytes of another text. */
    void copy(Text other) {
        reset(other.source);
        ensureRoom(other.length);
        System.arraycopy(other.bytes, 0, bytes, 0, other.length);
        length = other.length;
    }

    /** Back to before the first line. */
    public void rewind() {
        nextLineStart = 0;
        at = 0;
        lineEnd = 0;
    }

    byte[] buffer() {
        return bytes;
    }

    /** Makes room for this many bytes behind what is there. */
    void ensureRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    int length() {
        return length;
    }

    void grow(int count) {
        length += count;
    }

    /** The path that the bytes came from, for messages. */
    public String source() {
        return source;
    }

    /** Whether these are the bytes, so that what was made of them still holds. */
    public boolean holds(byte[] content) {
        return Arrays.equals(bytes, 0, length, content, 0, content.length);
    }

    /** A copy of the bytes, for what is not made of lines and words. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Moves to the start of the next line; false after the last. */
    public boolean nextLine() {
        if (nextLineStart >= length) {
            at = length;
            lineEnd = length;
            return false;
        }
        at = nextLineStart;
        byte[] all = bytes;
        int last = length;
        int end = at;
        while (end < last && all[end] != '\n') {
            end++;
        }
        lineEnd = end;
        nextLineStart = end + 1;
        return true;
    }

    /** Whether the line has no further word. */
    public boolean atLineEnd() {
        skipBlanks();
        return at >= lineEnd;
    }

    /** Whether what follows on the line begins with this, after blanks; the cursor stays before it. */
    public boolean startsWith(String ascii) {
        skipBlanks();
        if (lineEnd - at < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The next word of the line. */
    public String word() throws Malformed {
        int start = startOfWord("a word");
        at = endOfWord(start);
        return words.get(bytes, start, at);
    }

    /** Moves past the next word if it is this one; whether it was. */
    public boolean skipWordIf(byte[] expected) {
        skipBlanks();
        int end = at + expected.length;
        if (end > lineEnd
                || (end < lineEnd && !isBlank(bytes[end]))
                || !Arrays.equals(expected, 0, expected.length, bytes, at, end)) {
            return false;
        }
        at = end;
        return true;
    }

    /** Moves to the end of the line if what is left of it is this; whether it was. */
    public boolean skipRestIf(byte[] expected) {
        skipBlanks();
        boolean same = Arrays.equals(expected, 0, expected.length, bytes, at, lineEnd);
        at = same ? lineEnd : at;
        return same;
    }

    /** What stands before this character, which is skipped; blanks around it are left out. */
    public String wordUntil(char separator) throws Malformed {
        int start = startOfWord("a name");
        int end = start;
        while (end < lineEnd && bytes[end] != separator) {
            end++;
        }
        if (end == lineEnd) {
            throw malformed("a name and '" + separator + "'");
        }
        at = end + 1;
        return trimmed(start, end);
    }

    /** Like {@link #wordUntil}, for names that may hold the separator: the last one of the line ends it. */
    public String wordUntilLast(char separator) throws Malformed {
        int start = startOfWord("a name");
        int end = lineEnd - 1;
        while (end > start && bytes[end] != separator) {
            end--;
        }
        if (end == start) {
            throw malformed("a name and '" + separator + "'");
        }
        at = end + 1;
        return trimmed(start, end);
    }

    /** Skips words that do not matter. */
    public void skipWords(int count) throws Malformed {
        for (int i = 0; i < count; i++) {
            at = endOfWord(startOfWord("a word"));
        }
    }

    /** The next word as an unsigned integer up to 2<sup>64</sup>−1, which is how the kernel counts. */
    public double count() throws Malformed {
        return Numbers.unsigned(longWord("a whole number of 0 or more"));
    }

    /** Like {@link #count}, as the 64 bits of the kernel's unsigned long. */
    public long longWord(String wanted) throws Malformed {
        int start = startOfWord(wanted);
        int end = endOfWord(start);
        byte[] all = bytes;
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = all[i] - '0';
            if (digit < 0 || digit > 9 || Numbers.wouldOverflow(value, digit)) {
                throw malformed(wanted);
            }
            value = value * 10 + digit;
        }
        at = end;
        return value;
    }

    /** The next digits as a hexadecimal number of up to 64 bits; a prefix 0x, and a colon that ends them, are skipped. */
    public long hex() throws Malformed {
        int first = startOfWord("a hexadecimal number") + (startsWith("0x") ? 2 : 0);
        int end = Numbers.endOfHex(bytes, first, lineEnd);
        boolean whole = end == lineEnd || isBlank(bytes[end]) || bytes[end] == ':';
        if (end == first || !whole) {
            throw malformed("a hexadecimal number");
        }
        at = end < lineEnd && bytes[end] == ':' ? end + 1 : end;
        return Numbers.hex(bytes, first, end);
    }

    /** Like {@link #hex}, for what counts. */
    public double hexCount() throws Malformed {
        return Numbers.unsigned(hex());
    }

    /** The next word as a decimal number, negative or with a fraction. */
    public double decimal() throws Malformed {
        int start = startOfWord("a number");
        int end = endOfWord(start);
        double parsed = Numbers.decimal(bytes, start, end);
        if (Double.isNaN(parsed)) {
            throw malformed("a number");
        }
        at = end;
        return parsed;
    }

    /** What is left of the line, without blanks at either end; may be empty. */
    public String rest() {
        skipBlanks();
        int start = at;
        at = lineEnd;
        return trimmed(start, lineEnd);
    }

    private String trimmed(int start, int end) {
        int last = end;
        while (last > start && isBlank(bytes[last - 1])) {
            last--;
        }
        return words.get(bytes, start, last);
    }

    /** A complaint about the line from the cursor on. */
    public Malformed malformed(String wanted) {
        return new Malformed(source, wanted, new String(bytes, at, lineEnd - at, StandardCharsets.UTF_8));
    }

    private int startOfWord(String wanted) throws Malformed {
        skipBlanks();
        if (at >= lineEnd) {
            throw malformed(wanted);
        }
        return at;
    }

    private int endOfWord(int start) {
        byte[] all = bytes;
        int last = lineEnd;
        int end = start;
        while (end < last && !isBlank(all[end])) {
            end++;
        }
        return end;
    }

    private void skipBlanks() {
        byte[] all = bytes;
        int last = lineEnd;
        int next = at;
        while (next < last && isBlank(all[next])) {
            next++;
        }
        at = next;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t' || character == '\r';
    }
}
