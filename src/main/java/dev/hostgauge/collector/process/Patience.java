package dev.hostgauge.collector.process;

/**
 * A text that an expression may look at only so often. Some expressions take longer than a machine lives for texts that
 * anybody may give a process.
 */
final class Patience implements CharSequence {
    /** A sensible expression looks at each character a few times. */
    private static final int MOST_LOOKS = 1_000_000;

    private final String text;
    private final int[] looks;

    /** The expression looked too often. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        Lost() {
            super("too many looks", null, false, false);
        }
    }

    Patience(String text) {
        this(text, new int[1]);
    }

    private Patience(String text, int[] looks) {
        this.text = text;
        this.looks = looks;
    }

    @Override
    public char charAt(int index) {
        if (++looks[0] > MOST_LOOKS) {
            throw new Lost();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new Patience(text.substring(start, end), looks);
    }

    @Override
    public String toString() {
        return text;
    }
}
